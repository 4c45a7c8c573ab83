"""Where a client's copy of the library stands: signed, so that nobody can make one up, and with the filters it
belongs to.
"""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import orjson
from django.core.signing import BadSignature, Signer

from api.documents.models import Change


class ForeignCursorError(ValueError):
    """The cursor wasn't written for this library, or for a history of it that is no more."""


@dataclass(frozen=True)
class SyncFilters:
    """Which documents a client has copies of."""

    locale: str | None = None
    kind: str | None = None
    topic: str | None = None


@dataclass(frozen=True)
class SyncCursor:
    """The client has everything up to `serial` that passes the filters.

    `begun` is where the library stood when a first synchronisation began that is still going on: what was withdrawn
    before it never reached the client.
    """

    serial: int
    filters: SyncFilters
    begun: int | None = None


def write(cursor: SyncCursor) -> str:
    """The same cursor always gives the same text, so that caches can share answers."""
    filters = {name: value for name, value in asdict(cursor.filters).items() if value}
    return _signer().sign_object([cursor.serial, _mark(cursor.serial), cursor.begun, filters], serializer=_Json)


def read(text: str) -> SyncCursor:
    """Raises ForeignCursorError."""
    try:
        serial, mark, begun, filters = _signer().unsign_object(text, serializer=_Json)
    except (BadSignature, ValueError) as error:
        raise ForeignCursorError from error
    if mark is None or mark != _mark(serial):
        raise ForeignCursorError
    return SyncCursor(serial, SyncFilters(**filters), begun)


def _mark(serial: int) -> str | None:
    """Tells the change of this serial from one that another library, or this one after a restored backup, has there."""
    if serial == 0:
        return "beginning"
    told = (
        Change.objects.filter(pk=serial).values_list("document__public_id", "action", "at", "edition__digest").first()
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12] if told else None


class _Json:
    """orjson in the shape that a signer asks for."""

    dumps: ClassVar[Any] = staticmethod(orjson.dumps)
    loads: ClassVar[Any] = staticmethod(orjson.loads)


def _signer() -> Signer:
    return Signer(sep=".", salt="api.sync.cursors")
