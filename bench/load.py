"""Load by wrk, and what came back."""

import http.client
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from bench.serving import Server

CONNECTIONS = 16
LONGEST = 60
"""Seconds within which at least one request must be finished."""


@dataclass(frozen=True)
class Result:
    """What one server did under load."""

    cpu_ms: float
    """Of the server, per request."""
    per_second: float
    p50_ms: float
    p99_ms: float
    bytes: int
    """Of one answer's body on the wire."""
    memory_mb: float


def measure(server: Server, path: str, headers: Mapping[str, str], seconds: float) -> Result:
    """Warm up, then measure; for longer, where not one request was finished in that time."""
    size = _size(server, path, headers)
    _wrk(server, path, headers, max(1.0, seconds / 4))
    while seconds <= LONGEST:
        before = server.cpu_seconds()
        told = _wrk(server, path, headers, seconds)
        cost = server.cpu_seconds() - before
        failed = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
        if failed:
            raise RuntimeError(f"{failed[1]} answers to {path} were no success")
        if requests := int(_found(r"(\d+) requests in", told)):
            return Result(
                cpu_ms=cost * 1000 / requests,
                per_second=float(_found(r"Requests/sec:\s+([\d.]+)", told)),
                p50_ms=_milliseconds(_found(r"\n\s+50%\s+(\S+)", told)),
                p99_ms=_milliseconds(_found(r"\n\s+99%\s+(\S+)", told)),
                bytes=size,
                memory_mb=server.memory_megabytes(),
            )
        seconds *= 4
    raise RuntimeError(f"no request to {path} was finished in {LONGEST} seconds")


def fetch(server: Server, path: str, headers: Mapping[str, str]) -> tuple[http.client.HTTPMessage, bytes]:
    """One answer, for what it holds."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    connection.request("GET", path, headers=dict(headers))
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status not in {200, 304}:
        raise RuntimeError(f"{path} was answered {response.status}: {body[:200]!r}")
    return response.headers, body


def _size(server: Server, path: str, headers: Mapping[str, str]) -> int:
    return len(fetch(server, path, headers)[1])


def _wrk(server: Server, path: str, headers: Mapping[str, str], seconds: float) -> str:
    wrk = shutil.which("wrk")
    if wrk is None:
        raise RuntimeError("wrk is not installed: it is a package of Debian, Fedora and Homebrew under that name")
    options = [option for name, value in headers.items() for option in ("-H", f"{name}: {value}")]
    url = f"http://127.0.0.1:{server.port}{path}"
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{round(seconds)}s", "--timeout", "30s", "--latency", *options, url]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise RuntimeError(f"wrk said nothing like {pattern!r}: {text}")
    return found[1]


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]  # wrk's own format
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]
