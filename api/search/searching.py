"""Searching: the current documents that answer a question, the best first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from api.documents.reading import LibraryState, library_state
from api.search.facets import FACETS, FacetCount, count
from api.search.highlighting import Highlight, Highlighter
from api.search.questions import Question, understand
from api.search.selecting import Filters, Row, Selection, select

ENOUGH = 5
"""Results with every word; where there are fewer, those with any of them are given as well."""


class Hit(NamedTuple):
    summary: bytes
    """The document as lists show it, as JSON."""
    next_review_on: date | None
    changed_since_review: bool
    title: Highlight | None
    also_known_as: Highlight | None
    """The other name that was found."""
    passage: Highlight | None
    """Of the summary, else of the body."""


@dataclass(frozen=True)
class Found:
    library: LibraryState
    hits: Sequence[Hit]
    total: int
    every_word: bool
    """Whether each result has all words, or at least one."""
    did_you_mean: str | None
    facets: Mapping[str, Sequence[FacetCount]]


def search(text: str, *, locale: str, filters: Filters, limit: int, offset: int = 0) -> Found:
    """Two queries and one for each filter, and one or two for each word that is not known. Where few have every word,
    all but the first again."""
    question = understand(text, locale)
    every_word, selection = _select(question, filters, limit=limit, offset=offset)
    highlighter = Highlighter(question.spellings)
    return Found(
        library=selection.library,
        hits=[_hit(row, highlighter) for row in selection.rows],
        total=selection.total,
        every_word=every_word,
        did_you_mean=question.mended(),
        facets={name: count(name, selection.entries[name]) for name in FACETS},
    )


def _select(question: Question, filters: Filters, *, limit: int, offset: int) -> tuple[bool, Selection]:
    """What has every word, and true; if that is little, what has any, and false."""
    if not question.segments:
        return True, Selection(library_state(), [], 0, {name: {} for name in FACETS})
    selection = select(question, filters, every_word=True, limit=limit, offset=offset)
    if len(question.segments) == 1 or selection.total >= ENOUGH:
        return True, selection
    return False, select(question, filters, every_word=False, limit=limit, offset=offset)


def _hit(row: Row, highlighter: Highlighter) -> Hit:
    due = row.next_review_on
    names = (highlighter.whole(name) for name in row.also_known_as.splitlines())
    return Hit(
        summary=bytes(row.stored),
        next_review_on=date.fromisoformat(str(due)) if due else None,
        changed_since_review=bool(row.changed_since_review),
        title=highlighter.whole(row.title),
        also_known_as=next(filter(None, names), None),
        passage=highlighter.whole(row.summary) or highlighter.passage(row.body),
    )
