"""How many results there are of each kind, topic, audience and level."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson

FACETS = ("kind", "topic", "audience", "level")


@dataclass(frozen=True)
class FacetCount:
    value: str
    title: str | None
    """Of a topic."""
    count: int


def count(name: str, entries: Mapping[str, int]) -> Sequence[FacetCount]:
    """The values of the facet `name`, from the number of entries by all values that they have of it together."""
    counts: Counter[str] = Counter()
    titles: dict[str, str | None] = {}
    for text, number in entries.items():
        for value, title in _values(name, text):
            counts[value] += number
            titles[value] = title
    most_first = sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))
    return [FacetCount(value, titles[value], number) for value, number in most_first]


def _values(name: str, text: str) -> Iterable[tuple[str, str | None]]:
    """Of an entry's column, as `extraction` writes it."""
    if name == "topic":
        return ((topic["slug"], topic["title"]) for topic in orjson.loads(text))
    return ((value, None) for value in text.split())
