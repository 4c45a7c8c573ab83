"""The limit: a WSGI application that always sends the same bytes."""

from os import environ
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

BODY = Path(environ["BENCH_BODY"]).read_bytes()
HEADERS = [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))]


def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
    start_response("200 OK", HEADERS)
    return [BODY]
