"""Lists, page by page, by the place of the last item seen: nothing is shown twice or left out while others publish, and
the thousandth page costs what the first one does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from api.http.problems import INVALID_PARAMETER, Problem, ProblemError

Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """A part of a list."""

    results: list[Item]
    next: str | None = Field(description="The address of the next page; null on the last one.")
    previous: str | None = Field(description="The address of the page before; null on the first one.")


@dataclass(frozen=True)
class Cursor:
    """A place between two items of a list."""

    place: tuple[Any, ...]
    """The values of the item that the list is ordered by."""
    backwards: bool = False


class Neighbours(NamedTuple):
    """Where the pages beside a page begin."""

    next: Cursor | None
    previous: Cursor | None


def write_cursor(cursor: Cursor, *, scope: str) -> str:
    """The cursor as text that only this service can have written. `scope` says which list it is a place in."""
    return _signer(scope).sign_object([cursor.backwards, *cursor.place], serializer=_Json)


def read_cursor(text: str, *, scope: str) -> Cursor:
    """Raises a Problem for a cursor that was made up, or that belongs to another list, filter or order."""
    try:
        backwards, *place = _signer(scope).unsign_object(text, serializer=_Json)
    except (BadSignature, ValueError) as error:
        detail = _(
            "The cursor doesn't belong to this list. Follow `next` and `previous` as they are, or start without one."
        )
        raise Problem(
            INVALID_PARAMETER, detail, errors=[ProblemError(parameter="cursor", code="wrong-cursor", detail=detail)]
        ) from error
    return Cursor(tuple(place), backwards)


def cut(found: Sequence[tuple[Any, ...]], *, limit: int, cursor: Cursor | None) -> tuple[int, Neighbours]:
    """How many of the places `found` are on the page, and what is beside it. One more than `limit` was looked for."""
    shown, more = found[:limit], len(found) > limit
    if not shown:
        return 0, Neighbours(None, None)
    backwards = cursor is not None and cursor.backwards
    first, last = (shown[-1], shown[0]) if backwards else (shown[0], shown[-1])
    return len(shown), Neighbours(
        next=Cursor(last) if more or backwards else None,
        previous=Cursor(first, backwards=True) if (more if backwards else cursor) else None,
    )


def page_url(path: str, parameters: Mapping[str, str], cursor: str) -> str:
    """The absolute address of the page at `cursor`; the same parameters always give the same text."""
    query = urlencode([*sorted(parameters.items()), ("cursor", cursor)], safe=",:")
    return f"{settings.PUBLIC_URL}{path}?{query}"


def link_header(**urls: str | None) -> str:
    """RFC 8288."""
    return ", ".join(f'<{url}>; rel="{relation}"' for relation, url in urls.items() if url)


class _Json:
    """orjson in the shape that a signer asks for."""

    dumps = staticmethod(orjson.dumps)
    loads = staticmethod(orjson.loads)


def _signer(scope: str) -> Signer:
    return Signer(sep=".", salt=f"api.http.paging:{scope}")
