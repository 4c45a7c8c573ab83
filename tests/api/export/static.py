"""Static servers: one that knows one rule, and nginx with `deploy/library.nginx.conf`, which says the same."""

import json
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

CONFIGURATION = Path(__file__).parents[3] / "deploy" / "library.nginx.conf"
ENDINGS = {"br": ".br", "zstd": ".zst", "gzip": ".gz"}


class StaticHandler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        name = unquote(path).removeprefix("/")
        if path.endswith("/"):
            name += "index" + "".join(f"@{parameter}" for parameter in sorted(filter(None, query.split("&"))))
        for ending, status in (("", 200), (".json", 200), (".html", 200), (".410.json", 410)):
            if self.send(name + ending, status):
                return
        self.send_error(404)

    def send(self, name: str, status: int) -> bool:
        root: Path = self.server.root  # type: ignore[attr-defined]
        if not (root / name).is_file():
            return False
        asked = self.headers.get("Accept-Encoding", "")
        coding = next(
            (coding for coding in ENDINGS if coding in asked and (root / (name + ENDINGS[coding])).exists()), ""
        )
        body = (root / (name + ENDINGS.get(coding, ""))).read_bytes()
        self.send_response(status)
        if coding:
            self.send_header("Content-Encoding", coding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return True

    def log_message(self, *arguments: object) -> None:
        """Quietly."""


@contextmanager
def serving(root: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), StaticHandler) as server:
        server.root = root  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextmanager
def nginx(root: Path, folder: Path) -> Iterator[str]:
    """With the configuration that the documentation tells of."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = CONFIGURATION.read_text().replace("listen 8080;", f"listen 127.0.0.1:{port};")
    served = served.replace("/srv/library/current/public", str(root))
    temporary = "".join(f"{name}_temp_path {folder};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; user root;"
        f"events {{}} http {{ access_log off; {temporary} {served} }}"
    )
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-e", "/dev/null"])
    try:
        until = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert process.poll() is None, "nginx didn't start"
                assert time.monotonic() < until
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


class Response(NamedTuple):
    status_code: int
    headers: Any
    content: bytes

    def json(self) -> Any:
        return json.loads(self.content)


class Client:
    """Asks a static server as the tests ask the API."""

    def __init__(self, url: str) -> None:
        self.url = url

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Response:
        asked = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in (query or {}).items())
        request = urllib.request.Request(self.url + path + ("?" + asked if asked else ""), headers=headers)
        try:
            with urllib.request.urlopen(request) as answer:
                return Response(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Response(error.code, error.headers, error.read())
