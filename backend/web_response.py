"""How an answer goes out by gunicorn's threads: its head and body in one packet where they fit, and the head of an
answer from memory checked once instead of each time.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from gunicorn.http.wsgi import Response as Plain

from api.http.response_cache import HIT

Headers = Sequence[tuple[str, str]]

LARGEST_TOGETHER = 65_536
"""Bytes of a part of the body that is copied behind the head. To copy more costs more than to send twice."""
HEADS_KEPT = 4_096
"""About 1 KB each."""


class Checked(NamedTuple):
    """What gunicorn makes of the headers of an answer."""

    headers: list[tuple[str, str]]
    length: int | None
    lines: str


class Response(Plain):
    """gunicorn's, to the byte."""

    headers_sent: bool
    _checked: Checked | None = None
    _head = b""
    _body_follows = False

    def process_headers(self, headers: Headers) -> None:
        """Only public answers repeat themselves: what is private is in no memory for longer than its request."""
        if not headers or headers[-1] != HIT:
            super().process_headers(headers)
            return
        self._checked = _check(tuple(headers))
        self.headers = list(self._checked.headers)
        self.response_length = self._checked.length

    def send_headers(self) -> None:
        if self.headers_sent:
            return
        lines = _lines(self.headers) if self._checked is None else self._checked.lines
        self._head = "".join([*self.default_headers(), lines, "\r\n"]).encode("latin-1")
        self.headers_sent = True
        if not self._body_follows:
            self._send_head()

    def write(self, arg: bytes) -> None:
        self._body_follows = not self.chunked and len(arg) <= LARGEST_TOGETHER
        super().write(arg)
        self._send_head()

    def _emit_body(self, data: bytes) -> None:
        head, self._head = self._head, b""
        super()._emit_body(head + data if head else data)

    def _send_head(self) -> None:
        """Unless it went with the body."""
        if self._head:
            head, self._head = self._head, b""
            self.sock.sendall(head)


@lru_cache(maxsize=HEADS_KEPT)
def _check(headers: tuple[tuple[str, str], ...]) -> Checked:
    response: Any = Plain(None, None, None)
    response.process_headers(headers)
    return Checked(response.headers, response.response_length, _lines(response.headers))


def _lines(headers: Headers) -> str:
    return "".join([f"{name}: {value}\r\n" for name, value in headers])
