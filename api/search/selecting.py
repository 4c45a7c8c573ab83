"""The statement that searches: the best entries and the number of all in one, so that matches are looked up once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection

from api.documents.reading import LibraryState
from api.search import fulltext
from api.search.facets import FACETS
from api.search.fulltext import Parameters
from api.search.questions import Question

Filters = Mapping[str, str]
"""Values by facet; a topic goes by its slug or its id."""
HIT, LIBRARY, NUMBER = "hit", "library", "number"


class Row(NamedTuple):
    """What is told of one of the best entries and of its document."""

    title: str
    also_known_as: str
    summary: str
    body: str
    stored: bytes
    next_review_on: Any
    """A date on PostgreSQL, text on SQLite."""
    changed_since_review: bool


@dataclass(frozen=True)
class Selection:
    library: LibraryState
    """As it was searched."""
    rows: Sequence[Row]
    total: int
    entries: Mapping[str, Mapping[str, int]]
    """By facet, the number of entries by all the values that they have of it together."""


def select(question: Question, filters: Filters, *, every_word: bool, limit: int, offset: int) -> Selection:
    """One query, and another one for each filter: a facet's own filter is left aside in its counts, so that they show
    what else could be chosen."""
    counted = [name for name in FACETS if name not in filters]
    sql, parameters = _statement(question, filters, every_word, counted)
    hits: list[tuple[Any, ...]] = []
    library, total = LibraryState(0, None), 0
    entries: dict[str, dict[str, int]] = {name: Counter() for name in FACETS}
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, limit, offset])
        for part, moment, number, *columns in cursor.fetchall():
            if part == HIT:
                hits.append(tuple(columns))
            elif part == LIBRARY:
                library = LibraryState(number, _moment(moment))
            else:
                total += number
                for name, value in zip(counted, columns[3:], strict=False):
                    entries[name][value] += number
    for name in filters:
        others = {other: value for other, value in filters.items() if other != name}
        entries[name] = _count(question, others, every_word, name)
    hits.sort(key=lambda hit: hit[:3])  # a union keeps no order
    return Selection(library, [Row(*hit[3:]) for hit in hits], total, entries)


def _statement(
    question: Question, filters: Filters, every_word: bool, counted: Sequence[str]
) -> tuple[str, Parameters]:
    """Rows of three sorts: hits; the library, in whose row the columns of a hit are NULL; and numbers of entries by
    what they have of all that is `counted`, in the place of a hit's texts.
    """
    index = fulltext.index()
    matching = question.matching(_labels(filters), every=every_word)
    condition, parameters = index.condition(matching)
    score, score_parameters = index.score(matching)
    lacks, lacks_parameters = ("0", []) if every_word else _lacks_a_word(question, filters)
    columns = "".join(f", entry.{name}" for name in counted)
    texts = [*counted, *["NULL"] * (len(FACETS) - len(counted))]  # as many as a hit has
    grouped = f"GROUP BY {', '.join(counted)}" if counted else ""
    sql = f"""
        WITH found AS (
            SELECT entry.document_id AS id, {lacks} AS lacks, {score} AS score{columns} FROM {condition}
        ), best AS (
            SELECT id, lacks, score FROM found ORDER BY lacks, score, id LIMIT %s OFFSET %s
        )
        SELECT '{HIT}', '', 0, best.lacks, best.score, best.id,
            entry.title, entry.also_known_as, entry.summary, entry.body,
            (SELECT summary FROM documents_edition WHERE id = document.current_id),
            document.next_review_on, document.changed_since_review
        FROM best
        JOIN search_entry entry ON entry.document_id = best.id
        JOIN documents_document document ON document.id = best.id AND document.current_id = entry.edition_id
        UNION ALL
        SELECT '{LIBRARY}', CAST(change.at AS text), library.serial, {", ".join(["NULL"] * 10)}
        FROM documents_library library LEFT JOIN documents_change change ON change.serial = library.serial
        UNION ALL
        SELECT '{NUMBER}', '', COUNT(*), NULL, NULL, NULL, {", ".join(texts)}, NULL, NULL, NULL FROM found {grouped}
    """  # noqa: S608 - nothing but names of columns and placeholders is put in
    return sql, [*lacks_parameters, *score_parameters, *parameters]


def _count(question: Question, filters: Filters, every_word: bool, name: str) -> dict[str, int]:
    condition, parameters = fulltext.index().condition(question.matching(_labels(filters), every=every_word))
    sql = f"SELECT entry.{name}, COUNT(*) FROM {condition} GROUP BY entry.{name}"  # noqa: S608 - as above
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return dict(cursor.fetchall())


def _lacks_a_word(question: Question, filters: Filters) -> tuple[str, Parameters]:
    condition, parameters = fulltext.index().condition(question.matching(_labels(filters), every=True))
    sql = f"CASE WHEN entry.document_id IN (SELECT entry.document_id FROM {condition}) THEN 0 ELSE 1 END"  # noqa: S608
    return sql, parameters


def _moment(text: str | None) -> datetime | None:
    """As the databases write it: PostgreSQL with an offset, SQLite in UTC without saying so."""
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _labels(filters: Filters) -> list[str]:
    return [f"{name}={value}" for name, value in filters.items()]
