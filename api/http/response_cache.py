"""The outermost WSGI layer: public answers kept in memory for as long as the library's serial and the UTC day stay
the same.

What it promises, and where that is kept:
- never older than the freshness bound: the serial is looked at (serial_watch) no longer than the bound before a
  request;
- never an old body under a new serial: a response is kept only if the serial was the same before and after it was
  computed, and serials are gapless in commit order, so equal means that nothing was published in between;
- nothing private: only what says `public` itself, has an entity tag, sets no cookie and answered 200 is kept;
- right after a publication what all ask for is computed once, not by everybody at the same time;
- when the database cannot tell the serial, nothing is answered from memory: the application answers, with its own
  error.
"""

import re
import threading
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from api.http.representation import Headers, Representation, headers_of_304, matches
from api.http.serial_watch import SerialWatch
from api.http.shelf import Generation, Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HIT = ("Cache-Status", "Vertebra; hit")
"""The last header of an answer from memory."""
LONGEST_QUERY = 2000
COMPUTED_AT_ONCE = 2
"""In one process: threads that compute at the same time hinder each other, as each holds Python's one lock while the
others wait for it. A second one computes while the first
waits for the database."""
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
"""Answered here. The application must not see them, or there would be nothing to keep but its 304."""
FOR_THE_APPLICATION = ("HTTP_AUTHORIZATION", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
"""A request with one of these is never answered from memory."""


class ResponseCache:
    """Answers GET and HEAD below `prefix` from memory where it may; everything else passes through untouched.

    `read_serial` asks the database, `freshness` is in seconds (0 looks on every request), `capacity` in bytes.
    `Cache-Status` (RFC 9211) says what became of each request, to clients, the access log and the metrics.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        *,
        read_serial: Callable[[], int],
        freshness: float,
        capacity: int,
        prefix: str = "/api/",
    ) -> None:
        self._application = application
        self._watch = SerialWatch(read_serial)
        self._freshness = freshness
        self._capacity = capacity
        self._prefix = prefix
        self._shelf = Shelf(None, capacity)
        self._turns = threading.BoundedSemaphore(COMPUTED_AT_ONCE)

    @property
    def bytes_held(self) -> int:
        """How much memory the answers take now, about."""
        return self._shelf.bytes_held

    @property
    def evictions(self) -> int:
        """How many answers had to make room for others so far."""
        return self._shelf.evictions

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or not environ["PATH_INFO"].startswith(self._prefix):
            return self._application(environ, start_response)
        query = environ.get("QUERY_STRING", "")
        generation = self._generation(time.monotonic() - self._freshness)
        if generation is None or len(query) > LONGEST_QUERY or _is_for_the_application(environ):
            return self._application(environ, start_response)
        shelf = self._shelf
        if shelf.generation != generation:
            shelf = self._shelf = Shelf(generation, self._capacity, evictions=shelf.evictions)
        query = canonical(query)
        target = target_of(environ, query)
        representation = shelf.get(target, environ)
        if representation is None:
            return self._compute(environ, start_response, shelf, target, query)
        return self._answer(environ, start_response, shelf, target, representation, HIT)

    def _generation(self, moment: float) -> Generation | None:
        serial = self._watch.no_older_than(moment)
        return None if serial is None else (serial, int(time.time()) // 86400)

    def _answer(
        self,
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
        shelf: Shelf,
        target: tuple[str, ...],
        representation: Representation,
        cache_status: tuple[str, str],
    ) -> Iterable[bytes]:
        size = representation.size
        body = representation.answer(environ, start_response, cache_status)
        if representation.size != size:
            shelf.put(target, environ, representation)
        return body

    def _compute(
        self,
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
        shelf: Shelf,
        target: tuple[str, ...],
        query: str,
    ) -> Iterable[bytes]:
        """Ask the application for the whole answer, and keep it if that is allowed.

        It always sees a plain GET with the canonical query, so that which spelling came first shows in no answer.
        """
        whole = {name: value for name, value in environ.items() if name not in CONDITIONS}
        whole |= {"REQUEST_METHOD": "GET", "QUERY_STRING": query}
        begun: list[tuple[str, Headers]] = []

        def begin(status: str, headers: Headers, exc_info: object = None) -> Callable[[bytes], object]:
            begun.append((status, headers))
            return _refuse_write

        with self._turns:
            meanwhile = shelf.get(target, environ)
            if meanwhile is not None:  # somebody else asked for the same, and this request waited
                return self._answer(environ, start_response, shelf, target, meanwhile, HIT)
            chunks = self._application(whole, begin)
            status, headers = begun[-1]
            if not _is_cacheable(status, headers, self._capacity):
                return _pass_on(status, headers, chunks, environ, start_response)
            try:
                representation = Representation(headers, b"".join(chunks))
                unchanged = self._generation(time.monotonic()) == shelf.generation
            finally:
                _close(chunks)
            if unchanged:
                shelf.put(target, environ, representation)
        stored = "; stored" if unchanged else ""
        cache_status = ("Cache-Status", f"Vertebra; fwd=miss{stored}")
        return self._answer(environ, start_response, shelf, target, representation, cache_status)


@lru_cache(maxsize=4096)
def canonical(query: str) -> str:
    """The query string in one spelling: parameters by name, in their own order where a name repeats, escaped in one
    way.
    """
    # latin-1 takes every byte for itself, so that queries which differ in any byte stay different.
    parameters = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    return urlencode(sorted(parameters, key=lambda parameter: parameter[0]), encoding="latin-1")


def target_of(environ: "WSGIEnvironment", query: str) -> tuple[str, ...]:
    """The target URI (RFC 9111, section 2), with what may speak for scheme and host."""
    return (
        environ["PATH_INFO"],
        query,
        environ.get("HTTP_HOST", ""),
        environ["wsgi.url_scheme"],
        environ.get("HTTP_X_FORWARDED_PROTO", ""),
    )


def _is_for_the_application(environ: "WSGIEnvironment") -> bool:
    accept = environ.get("HTTP_ACCEPT", "*/*")
    takes_json = "*/*" in accept or "application/json" in accept  # else 406, also where the answer is at hand
    return not takes_json or not environ.keys().isdisjoint(FOR_THE_APPLICATION)


def _is_cacheable(status: str, headers: Headers, capacity: int) -> bool:
    named = {name.lower(): value for name, value in headers}
    directives = set(re.split(r"[\s,]+", named.get("cache-control", "").lower()))
    vary = set(re.split(r"[\s,]+", named.get("vary", "").lower()))
    return (
        status.startswith("200 ")
        and "public" in directives
        and not directives & {"private", "no-store", "no-cache"}
        and not vary & {"*", "cookie", "authorization"}
        and "set-cookie" not in named
        and "etag" in named
        # Without a length it streams: it is not ours to hold in memory.
        and int(named.get("content-length", capacity)) <= capacity // 8
    )


def _pass_on(
    status: str, headers: Headers, chunks: Iterable[bytes], environ: "WSGIEnvironment", start_response: "StartResponse"
) -> Iterable[bytes]:
    """An error, or something that streams. Its conditions were taken off, so they are answered here."""
    tags = [value for name, value in headers if name.lower() == "etag"]
    known = environ.get("HTTP_IF_NONE_MATCH")
    if status.startswith("200 ") and tags and known is not None and matches(known, tags[0]):
        status, headers = "304 Not Modified", headers_of_304(headers)
    start_response(status, [*headers, ("Cache-Status", "Vertebra; fwd=miss")])
    if status.startswith("304 ") or environ["REQUEST_METHOD"] == "HEAD":
        _close(chunks)
        return ()
    return chunks


def _close(chunks: Iterable[bytes]) -> None:
    close = getattr(chunks, "close", None)
    if close is not None:
        close()


def _refuse_write(_chunk: bytes) -> object:
    raise AssertionError("Django never calls write()")
