"""The corpus, the queries with known answers, and how well a search finds them."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LOCALES = ("en", "es")
Search = Callable[[str], Sequence[str]]
"""From a query to the slugs found, the best first."""


@dataclass(frozen=True)
class Query:
    text: str
    difficulty: str
    answers: frozenset[str]


@dataclass(frozen=True)
class Quality:
    reciprocal_rank: float
    """Mean of 1, 1/2, 1/3 … for an answer that comes first, second, third …; of 0 where none is among the first ten."""
    recall: float
    """Share of the queries with an answer among the first five."""

    def __str__(self) -> str:
        return f"MRR {self.reciprocal_rank:.3f}  recall@5 {self.recall:.3f}"


def corpus(locale: str) -> list[dict[str, Any]]:
    return tomllib.loads((HERE / f"corpus.{locale}.toml").read_text())["article"]


def queries(locale: str) -> list[Query]:
    by_difficulty = tomllib.loads((HERE / f"queries.{locale}.toml").read_text())
    return [
        Query(query["q"], difficulty, frozenset(query["answers"]))
        for difficulty, group in by_difficulty.items()
        for query in group
    ]


def measure(search: Search, asked: Sequence[Query]) -> Quality:
    places = [place_of_answer(search(query.text)[:10], query.answers) for query in asked]
    return Quality(
        reciprocal_rank=sum(1 / place for place in places if place) / len(places),
        recall=sum(1 for place in places if place and place <= 5) / len(places),
    )


def place_of_answer(found: Sequence[str], answers: frozenset[str]) -> int | None:
    return next((place for place, slug in enumerate(found, start=1) if slug in answers), None)
