"""What is looked for, before it is written in the syntax of a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

Parameters: TypeAlias = list[str | float]
"""Of SQL."""
Phrase: TypeAlias = tuple[str, ...]
"""Terms that must all occur."""
Segment: TypeAlias = Sequence[Phrase]
"""A word or a name that was asked for: one of its phrases must occur."""


class Terms(NamedTuple):
    """An entry as terms with a space between them, by weight."""

    entry: int
    title: str
    also_known_as: str
    outline: str
    """Headings and summary."""
    body: str
    labels: str


class Weights(NamedTuple):
    """What it counts that a term stands there."""

    title: float = 10
    also_known_as: float = 8
    outline: float = 4
    body: float = 1


WEIGHTS = Weights()


@dataclass(frozen=True)
class Matching:
    """Entries in a language with all of `labels` and with every segment, or with any term at all."""

    locale: str
    segments: Sequence[Segment]
    labels: Sequence[str]
    every: bool
    rarity: Mapping[str, float]
    """What a term counts, for each that occurs in the segments."""

    def expression(self, labels: Sequence[str], *, quote: str, conjunction: str, disjunction: str) -> str:
        """Its words and these labels in the syntax of a database.

        Nothing needs to be escaped: terms consist of letters and digits alone.
        """

        def quoted(text: str) -> str:
            return f"{quote}{text}{quote}"

        if self.every:
            words = [
                disjunction.join(f"({conjunction.join(map(quoted, phrase))})" for phrase in segment)
                for segment in self.segments
            ]
        else:
            words = [disjunction.join(map(quoted, self.rarity))]
        return conjunction.join([*map(quoted, labels), *(f"({word})" for word in words)])
