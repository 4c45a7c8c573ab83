"""SQLite's FTS5 (sqlite.org/fts5.html), ranked by BM25."""

from collections.abc import Iterable

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from api.search.fulltext.expressions import WEIGHTS, Matching, Parameters, Terms


def create(database: BaseDatabaseWrapper) -> None:
    """The index, and a trigger by which it forgets an entry whichever way that is deleted.

    Its tokenizer only splits at spaces: all that is not ASCII counts as a letter, and so do the signs of a label.
    """
    with database.cursor() as cursor:
        cursor.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5("
            "title, also_known_as, outline, body, labels, tokenize = \"ascii tokenchars '=-_'\")"
        )
        cursor.execute(
            "CREATE TRIGGER search_entry_forgotten AFTER DELETE ON search_entry "
            "BEGIN DELETE FROM search_index WHERE rowid = OLD.document_id; END"
        )


def drop(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS search_entry_forgotten")
        cursor.execute("DROP TABLE IF EXISTS search_index")


def cover(database: BaseDatabaseWrapper) -> None:
    """An index with all that is counted of an entry: else each entry that matches is read past its whole text."""
    with database.cursor() as cursor:
        cursor.execute(
            "CREATE INDEX entry_by_facets ON search_entry (document_id, locale, kind, level, audience, topic)"
        )


def uncover(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS entry_by_facets")


def put(rows: Iterable[Terms]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_index (rowid, title, also_known_as, outline, body, labels) "
            "VALUES (%s, %s, %s, %s, %s, %s)",
            list(rows),
        )


def condition(matching: Matching) -> tuple[str, Parameters]:
    """The language is no term here: BM25 would go through all entries in it, to learn how rare that is."""
    expression = matching.expression(matching.labels, quote='"', conjunction=" AND ", disjunction=" OR ")
    return (
        "search_index JOIN search_entry AS entry INDEXED BY entry_by_facets ON entry.document_id = search_index.rowid "
        "WHERE search_index MATCH %s AND entry.locale = %s",
        [expression, matching.locale],
    )


def score(_matching: Matching) -> tuple[str, Parameters]:
    return "bm25(search_index, %s, %s, %s, %s, 0)", [*WEIGHTS]
