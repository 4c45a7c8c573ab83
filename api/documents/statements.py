"""The two statements behind nearly every answer, written out. The ORM would run the same ones, but takes ten times as
long to build them, and to make rows of the answer, as the database takes to answer.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, Field, UUIDField

from api.documents.models import Document

Condition = tuple[str, Sequence[Any]]
"""SQL that goes on with AND, and its parameters as the database takes them."""

SERIAL = "(SELECT serial FROM documents_library WHERE id = 1)"
CHANGED_AT = "(SELECT at FROM documents_change ORDER BY serial DESC LIMIT 1)"
CURRENT = """
    FROM documents_document document JOIN documents_edition edition ON edition.id = document.current_id
    WHERE document.kind = %s AND document.locale = %s AND document.current_id IS NOT NULL
"""
FIELDS = Document._meta.concrete_fields
COLUMNS = ", ".join(f"document.{field.column}" for field in FIELDS)
NAMES = [field.attname for field in FIELDS]
UUIDS = [position for position, field in enumerate(FIELDS) if isinstance(field, UUIDField)]
MOMENTS = [position for position, field in enumerate(FIELDS) if isinstance(field, DateTimeField)]
CARD = f"document.next_review_on, document.changed_since_review, edition.summary, {SERIAL}, {CHANGED_AT}"


class Card(NamedTuple):
    """What a list needs of a current document."""

    place: Any
    """The value of the column that orders the list."""
    pk: int
    next_review_on: date | None
    changed_since_review: bool
    summary: bytes
    """Of its edition, as JSON."""
    library_serial: int
    library_changed_at: datetime | None


def current_document(kind: str, locale: str, condition: Condition) -> tuple[Document, bytes, int] | None:
    """The document, the JSON of its edition and the library's serial; None if there is none."""
    sql, parameters = condition
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS}, edition.body, {SERIAL} {CURRENT} {sql} LIMIT 1", [kind, locale, *parameters])
        row = cursor.fetchone()
    if row is None:
        return None
    *columns, body, serial = row
    for position in UUIDS:
        columns[position] = _uuid(columns[position])
    for position in MOMENTS:
        columns[position] = _zoned(columns[position])
    return Document.from_db(connection.alias, NAMES, columns), bytes(body), serial


def current_cards(
    kind: str, locale: str, conditions: Sequence[Condition], *, column: str, descending: bool, limit: int
) -> list[Card]:
    """Of the documents that fulfil the conditions, in the order of `column`."""
    clauses = " ".join(sql for sql, _parameters in conditions)
    values = [value for _sql, parameters in conditions for value in parameters]
    direction = "DESC" if descending else "ASC"
    order = f"ORDER BY document.{column} {direction}, document.id {direction} LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT document.{column}, document.id, {CARD} {CURRENT} {clauses} {order}",
            [kind, locale, *values, limit],
        )
        rows = cursor.fetchall()
    return [
        Card(_zoned(place), pk, due, bool(changed), bytes(summary), serial, _moment(changed_at))
        for place, pk, due, changed, summary, serial, changed_at in rows
    ]


def where(column: str, operator: str, value: object) -> Condition:
    """A comparison of a document's column."""
    return f"AND document.{column} {operator} %s", [_adapted(column, value)]


def among(column: str, values: Sequence[object]) -> Condition:
    """The column has one of the values, of which there is at least one."""
    return f"AND document.{column} IN ({', '.join(['%s'] * len(values))})", [_adapted(column, one) for one in values]


def with_facet(name: str, value: str) -> Condition:
    """The document has this value of the facet."""
    facet = "SELECT 1 FROM documents_documentfacet facet WHERE facet.document_id = document.id"
    return f"AND EXISTS ({facet} AND facet.name = %s AND facet.value = %s)", [name, value]


def beyond(column: str, place: tuple[object, int], *, descending: bool) -> Condition:
    """What comes after `place`, the column and the key of a document, in that order.

    Row values: the database goes to the place in the index, it doesn't count up to it.
    """
    value, pk = place
    return f"AND (document.{column}, document.id) {'<' if descending else '>'} (%s, %s)", [_adapted(column, value), pk]


def named(key: str | None) -> Condition:
    """The slug or the id; any document without a key."""
    if key is None:
        return "", ()
    if len(key) == 36:
        try:
            return where("public_id", "=", UUID(key))
        except ValueError:
            pass
    return where("slug", "=", key)


def _adapted(column: str, value: object) -> Any:
    field = cast("Field[Any, Any]", Document._meta.get_field(column))
    return field.get_db_prep_value(value, connection)


def _uuid(value: Any) -> UUID:
    """SQLite keeps UUIDs as text."""
    return UUID(value) if isinstance(value, str) else value


def _zoned(value: Any) -> Any:
    """A moment with its zone: SQLite has them in UTC and doesn't say so. Other values as they are."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def _moment(given: Any) -> datetime | None:
    """Of an expression SQLite gives a moment as text."""
    moment: datetime | None = _zoned(datetime.fromisoformat(given) if isinstance(given, str) else given)
    return moment
