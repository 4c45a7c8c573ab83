"""gunicorn's access log: of a request only what `access_log_format` names, without the passes of previews."""

from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http.message import Request
from gunicorn.http.wsgi import Response


class DiscreetLogger(Logger):
    def atoms(self, resp: Response, _req: Request, environ: dict[str, Any], request_time: timedelta) -> dict[str, Any]:
        """gunicorn gathers every header and variable for each line, which costs more than an answer from memory does;
        then a format could also write down who asked for what."""
        from api.previews.discretion import without_pass

        cache_status = (value for name, value in resp.headers if name == "Cache-Status")
        return {
            "m": environ["REQUEST_METHOD"],
            "U": without_pass(environ["PATH_INFO"] or ""),
            "s": (resp.status or "-").partition(" ")[0],
            "B": resp.sent,
            "M": request_time // timedelta(milliseconds=1),
            "{cache-status}o": next(cache_status, "-"),
        }
