"""The public API, asked within this process: what a visitor would get, through every middleware, from no cache."""

from contextlib import closing, nullcontext
from functools import lru_cache
from http import HTTPStatus
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http.response import FileResponse, HttpResponseBase


class Answer(NamedTuple):
    status: int
    content_type: str
    cache_control: str
    body: bytes

    @property
    def is_public(self) -> bool:
        """Whether it may be handed to anybody, at any time: an open form, for one, is for one person."""
        return self.status == HTTPStatus.OK and "public" in self.cache_control


class UnexpectedAnswerError(RuntimeError):
    """The API failed, so that nothing certain can be said of what it would answer."""


def ask(url: str) -> Answer:
    """The answer at `url`, a path with its query; where that has moved, the answer at its new address."""
    response = _respond(url)
    if response.status_code == HTTPStatus.PERMANENT_REDIRECT:
        response = _respond(response["Location"])
    if response.status_code >= 500:
        raise UnexpectedAnswerError(f"{url} was answered {response.status_code}")
    return Answer(
        response.status_code, response.get("Content-Type", ""), response.get("Cache-Control", ""), _whole(response)
    )


def _whole(response: HttpResponseBase) -> bytes:
    """Without `response.close()`, which tells Django that a request is over: it would close the database connection."""
    parts: Any = response  # either kind of response can be read in parts
    with closing(parts.file_to_stream) if isinstance(response, FileResponse) else nullcontext():
        return b"".join(parts)


def _respond(url: str) -> HttpResponseBase:
    path, _, query = url.partition("?")
    base = urlsplit(settings.PUBLIC_URL)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(path).encode().decode("latin-1"),  # as WSGI has it
        "QUERY_STRING": query,
        "SERVER_NAME": base.hostname or "localhost",
        "SERVER_PORT": str(base.port or {"http": 80, "https": 443}[base.scheme]),
        "HTTP_HOST": base.netloc,
        "HTTP_X_FORWARDED_PROTO": base.scheme,
        "HTTP_X_REQUEST_ID": str(uuid5(NAMESPACE_URL, url)),  # a problem has it in it, and must not differ each time
        "wsgi.url_scheme": base.scheme,
        "wsgi.input": BytesIO(),
    }
    response: HttpResponseBase = _handler().get_response(WSGIRequest(environ))
    return response


@lru_cache(maxsize=1)
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler
