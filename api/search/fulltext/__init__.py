"""The full-text index that the database has: FTS5 on SQLite, `tsvector` on PostgreSQL.

Both are given terms, never text: what a word is, and what it is reduced to, is decided once, in `analysis`.
"""

from collections.abc import Iterable
from typing import Protocol

from django.db import connection

from api.search.fulltext import postgresql, sqlite
from api.search.fulltext.expressions import Matching, Parameters, Segment, Terms


class FullText(Protocol):
    def put(self, rows: Iterable[Terms]) -> None:
        """Index these entries, which are new."""

    def condition(self, matching: Matching) -> tuple[str, Parameters]:
        """SQL to stand after FROM, up to WHERE's condition, over `search_entry` as `entry`."""

    def score(self, matching: Matching) -> tuple[str, Parameters]:
        """SQL of the score within that; the best match has the lowest."""


def index() -> FullText:
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


__all__ = ["FullText", "Matching", "Parameters", "Segment", "Terms", "index"]
