"""How long an answer may be kept, and the same answer never sent twice (RFC 9110, RFC 9111, RFC 5861)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from http import HTTPStatus
from typing import BinaryIO

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from rest_framework.request import Request

CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


@dataclass(frozen=True)
class Version:
    """What an answer was made from."""

    serial: int
    """The library's version number."""
    modified_at: datetime
    tags: Sequence[str]
    """What a shared cache purges the answer by."""
    changes_at: datetime | None = None
    """The moment at which the answer becomes another one though nothing is published."""


def deliver(
    request: Request,
    body: bytes,
    version: Version,
    *,
    link: str = "",
    language: str = "",
    published_at: datetime | None = None,
) -> HttpResponse:
    """`body` as JSON with all that caches need, or 304 if the client has it already.

    `published_at` says of something past when it was published (RFC 7089).
    """
    headers = headers_of(version)
    if link:
        headers["Link"] = link
    if language:
        headers["Content-Language"] = language
    if published_at:
        headers["Memento-Datetime"] = http_date(published_at.timestamp())
    return conditional(request, body, headers, modified_at=version.modified_at)


def conditional(
    request: Request, body: bytes, headers: Mapping[str, str], *, modified_at: datetime | None = None
) -> HttpResponse:
    """`body` as JSON, or 304 if the client has it already, or 412 if it insists on another version."""
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    modified = int(modified_at.timestamp()) if modified_at else None
    headers = {**headers, "ETag": etag, **({"Last-Modified": http_date(modified)} if modified else {})}
    whole = HttpResponse(body, content_type="application/json", headers=headers)
    if not any(name in request.META for name in CONDITIONS):  # which is what Django would find out, header by header
        return whole
    answer = get_conditional_response(request, etag, modified, whole) or whole
    if answer.status_code == HTTPStatus.NOT_MODIFIED:  # Django keeps only what RFC 9110 names
        for name, value in headers.items():
            answer.setdefault(name, value)
    return answer


def deliver_file(
    request: Request, file: BinaryIO, version: Version, *, digest: str, content_type: str, name: str
) -> HttpResponseBase:
    """`file`, to be kept under `name`, or 304 if the client has it already. It is read piece by piece, and closed."""
    etag, modified = f'"{digest}"', int(version.modified_at.timestamp())
    headers = {**headers_of(version), "ETag": etag, "Last-Modified": http_date(modified)}
    answer = get_conditional_response(request, etag, modified)  # 304 or 412; None where the file itself is the answer
    if answer is None:
        return FileResponse(file, content_type=content_type, headers=headers, as_attachment=True, filename=name)
    file.close()
    for header, value in headers.items():
        answer.setdefault(header, value)
    return answer


def redirect(request: Request, path: str, version: Version) -> HttpResponse:
    """308 to `path`, with the same query."""
    query = request.META.get("QUERY_STRING", "")
    location = f"{path}?{query}" if query else path
    response = HttpResponse(status=HTTPStatus.PERMANENT_REDIRECT, headers={**headers_of(version), "Location": location})
    del response["Content-Type"]  # there is no content
    return response


def headers_of(version: Version) -> dict[str, str]:
    """How long the answer may be kept, what it was made from and what it is purged by."""
    return {
        "Cache-Control": cache_control(version.changes_at),
        "Library-Serial": str(version.serial),
        "Cache-Tag": ",".join(version.tags),
        "Surrogate-Key": " ".join(version.tags),
    }


def cache_control(changes_at: datetime | None) -> str:
    """Fresh for a while, then for a while better than nothing; asked for anew on the day at whose end it changes.

    The hours left don't count: the response cache gives the same answer until midnight.
    """
    if changes_at and changes_at <= midnight_after(today()):
        return "public, max-age=0, must-revalidate"
    return (
        f"public, max-age={settings.DELIVERY_MAX_AGE}, "
        f"stale-while-revalidate={settings.DELIVERY_STALE_WHILE_REVALIDATE}, "
        f"stale-if-error={settings.DELIVERY_STALE_IF_ERROR}"
    )


def today() -> date:
    """The day by which answers are made: UTC's, on every host."""
    return timezone.now().astimezone(UTC).date()


def midnight_after(day: date) -> datetime:
    """The moment at which `day` is over."""
    return midnight_before(day + timedelta(days=1))


def midnight_before(day: date) -> datetime:
    """The moment at which `day` begins."""
    return datetime.combine(day, time(), UTC)
