"""A real receiver of webhooks for tests."""

import base64
import hashlib
import hmac
import threading
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Handler(BaseHTTPRequestHandler):
    server: "Receiver"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.headers, body))
        self.send_response(self.server.status)
        for name, value in self.server.answered.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """The tests' output is not for this."""


class Receiver(ThreadingHTTPServer):
    """On this machine; keeps headers and bodies, and answers with `status` and the headers `answered`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[tuple[Message, bytes]] = []
        self.status = 204
        self.answered: dict[str, str] = {}
        self.url = f"http://127.0.0.1:{self.server_port}/hooks?from=clinic"
        self._thread = threading.Thread(target=self.serve_forever)

    def __enter__(self) -> "Receiver":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()


def is_signed(headers: Message, body: bytes, secret: str) -> bool:
    """As a receiver checks it."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return expected in headers["webhook-signature"].split(" ")
