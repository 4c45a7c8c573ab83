"""A successful response held in memory, and how it answers: whole, compressed, as 304, or as HEAD."""

import re
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from django.utils.http import parse_http_date_safe

from api.http.content_coding import CODERS, IDENTITY, accepted

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Headers = list[tuple[str, str]]

SMALLEST_WORTH_COMPRESSING = 256
OF_ONE_ANSWER = {"content-length", "etag", "vary", "date", "connection", "keep-alive", "x-request-id", "server-timing"}
OF_A_PAGE = {"allow", "referrer-policy", "cross-origin-opener-policy", "x-frame-options"}
"""What means something on pages and refusals. Every header of an answer costs time and bytes on a poor line."""
NOT_IN_304 = {
    "content-type",
    "content-language",
    "content-length",
    "content-encoding",
    "last-modified",
    "link",
    "cache-tag",
    "surrogate-key",
    "x-content-type-options",
    "access-control-expose-headers",
}
"""A cache has them with the answer that it keeps, and they are the same while its entity tag is."""
ENTITY_TAG = re.compile(r'"[^"]*"')
TEXT = re.compile(r"text/|application/([\w.-]+\+)?json|application/x-ndjson")


class Variant(NamedTuple):
    """The response in one content coding. A strong entity tag belongs to exactly one of them (RFC 9110, section
    8.8.3.3).
    """

    headers: Headers
    headers_of_304: Headers
    body: bytes


class Representation:
    """Compresses itself once per coding, when that is first asked for."""

    def __init__(self, headers: Headers, body: bytes) -> None:
        named = {name.lower(): value for name, value in headers}
        self.vary = [name.strip() for name in named.get("vary", "").split(",") if name.strip()]
        """The request headers that select between this answer and others, apart from the content coding."""
        self._tag = named["etag"]
        self._modified = parse_http_date_safe(named.get("last-modified", ""))
        self._compressible = (
            len(body) >= SMALLEST_WORTH_COMPRESSING
            and "content-encoding" not in named
            and "no-transform" not in named.get("cache-control", "")
            and TEXT.match(named.get("content-type", "")) is not None
        )
        vary = [*self.vary, "Accept-Encoding"] if self._compressible else self.vary
        self._headers = [(name, value) for name, value in headers if name.lower() not in OF_ONE_ANSWER | OF_A_PAGE]
        self._headers += [("Vary", ", ".join(vary))] if vary else []
        self._lock = threading.Lock()
        self._variants: dict[str, Variant | None] = {IDENTITY: self._variant(IDENTITY, body)}
        self.size = len(body)
        """Bytes of all bodies so far."""

    def answer(
        self, environ: "WSGIEnvironment", start_response: "StartResponse", cache_status: tuple[str, str]
    ) -> Iterable[bytes]:
        """Answer a GET or HEAD request; the header `cache_status` comes last."""
        codings = accepted(environ.get("HTTP_ACCEPT_ENCODING"))
        known, since = environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE")
        if known is not None:
            variant = self._known(known, codings)
        else:
            variant = self._best(codings) if since is not None and self._is_unmodified_since(since) else None
        if variant is not None:
            start_response("304 Not Modified", [*variant.headers_of_304, cache_status])
            return ()
        variant = self._best(codings)
        start_response("200 OK", [*variant.headers, cache_status])
        return () if environ["REQUEST_METHOD"] == "HEAD" else (variant.body,)

    def _known(self, if_none_match: str, codings: tuple[str, ...]) -> Variant | None:
        """The acceptable variant that the client has already (RFC 9110, section 13.2.2)."""
        for coding in codings:
            if matches(if_none_match, self._tag_of(coding)):
                variant = self._in(coding)
                if variant is not None:
                    return variant
        return None

    def _is_unmodified_since(self, moment: str) -> bool:
        since = parse_http_date_safe(moment)
        return since is not None and self._modified is not None and self._modified <= since

    def _best(self, codings: tuple[str, ...]) -> Variant:
        for coding in codings:
            variant = self._in(coding)
            if variant is not None:
                return variant
        raise AssertionError("identity is always among the codings")

    def _in(self, coding: str) -> Variant | None:
        """The variant in this coding; None where that would not be smaller."""
        try:
            return self._variants[coding]
        except KeyError:
            with self._lock:
                if coding not in self._variants:
                    self._variants[coding] = self._compress(coding)
                return self._variants[coding]

    def _compress(self, coding: str) -> Variant | None:
        identity = self._variants[IDENTITY]
        if not self._compressible or identity is None:
            return None
        body = CODERS[coding](identity.body)
        if len(body) >= len(identity.body):
            return None
        self.size += len(body)
        return self._variant(coding, body)

    def _tag_of(self, coding: str) -> str:
        return self._tag if coding == IDENTITY else f'{self._tag[:-1]}-{coding}"'

    def _variant(self, coding: str, body: bytes) -> Variant:
        tag = self._tag_of(coding)
        headers = [*self._headers, ("ETag", tag)]
        whole = [*headers, ("Content-Length", str(len(body)))]
        if coding != IDENTITY:
            whole.append(("Content-Encoding", coding))
        return Variant(whole, headers_of_304(headers), body)


def headers_of_304(headers: Headers) -> Headers:
    """What a 304 repeats: what a cache must know anew, nothing that describes the answer (RFC 9110, section 15.4.5)."""
    return [(name, value) for name, value in headers if name.lower() not in NOT_IN_304]


def matches(if_none_match: str, tag: str) -> bool:
    """Whether the client has this already; If-None-Match compares weakly (RFC 9110, section 13.1.2)."""
    if if_none_match == tag:  # nearly always
        return True
    return if_none_match.strip() == "*" or tag.removeprefix("W/") in ENTITY_TAG.findall(if_none_match)
