"""The two statements behind nearly every answer, written out. The ORM would run the same ones, but takes ten times as
long to build them as the database takes to answer.
"""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django.db import connection
from django.db.models import Field

from api.documents.models import Document

Condition = tuple[str, Sequence[Any]]
"""SQL that goes on with AND, and its parameters as the database takes them."""

SERIAL = "(SELECT serial FROM documents_library WHERE id = 1)"
CHANGED_AT = "(SELECT at FROM documents_change ORDER BY serial DESC LIMIT 1)"
CURRENT = """
    FROM documents_document document JOIN documents_edition edition ON edition.id = document.current_id
    WHERE document.kind = %s AND document.locale = %s AND document.current_id IS NOT NULL
"""
DOCUMENT = f"SELECT document.*, edition.body, {SERIAL} AS library_serial {CURRENT}"
CARDS = f"""
    SELECT document.id, document.title, document.first_published_at, document.published_at, document.next_review_on,
        document.changed_since_review, edition.summary, {SERIAL} AS library_serial, {CHANGED_AT} AS library_changed_at
    {CURRENT}
"""


def current_document(kind: str, locale: str, condition: Condition) -> Any:
    """The Document, with `body` of its edition and `library_serial`; None if there is none."""
    sql, parameters = condition
    return next(iter(Document.objects.raw(f"{DOCUMENT} {sql} LIMIT 1", [kind, locale, *parameters])), None)


def current_cards(
    kind: str, locale: str, conditions: Sequence[Condition], *, column: str, descending: bool, limit: int
) -> list[Any]:
    """Documents with what a list needs of them, `summary` of their editions, `library_serial` and
    `library_changed_at`, in the order of `column`.
    """
    clauses = " ".join(sql for sql, _parameters in conditions)
    values = [value for _sql, parameters in conditions for value in parameters]
    direction = "DESC" if descending else "ASC"
    order = f"ORDER BY document.{column} {direction}, document.id {direction} LIMIT %s"
    return list(Document.objects.raw(f"{CARDS} {clauses} {order}", [kind, locale, *values, limit]))


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
