"""What somebody asks for, understood: words by their terms, names by what else they are called, slips mended."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.search import words
from api.search.analysis import Token, tokens
from api.search.fulltext import Matching, Segment
from api.search.words import LONGEST_NAME, Asked, Known

RARITY_OF_MEANING = 0.2
"""What a term counts that was not asked for but means the same."""


@dataclass(frozen=True)
class Question:
    text: str
    locale: str
    asked: Sequence[Asked]
    segments: Sequence[Segment]
    rarity: dict[str, float]
    """What each term counts."""
    spellings: frozenset[str]
    """Of everything that is looked for, to be marked where it stands."""

    def matching(self, labels: Sequence[str], *, every: bool) -> Matching:
        return Matching(self.locale, self.segments, labels, every, self.rarity)

    def mended(self) -> str | None:
        """The question without its slips; None if there are none."""
        text = self.text
        for one in reversed(self.asked):
            if one.is_slip:
                text = text[: one.start] + one.meant[0].word + text[one.end :]
        return text if text != self.text else None


def understand(text: str, locale: str) -> Question:
    asked, known = words.read(text, locale)
    rarity = {term: _rarity(known, term) for one in asked for term in one.terms}
    spellings = {spelling for term in rarity for spelling in known.spellings.get(term, ())}
    segments: list[Segment] = []
    for name, titles in _names(asked, known, locale):
        meanings: list[list[Token]] = [list(tokens(title, locale)) for title in titles]
        for token in (token for meaning in meanings for token in meaning):
            rarity.setdefault(token.term, RARITY_OF_MEANING)
            spellings.add(token.word)
        said = [(term,) for term in name[0].terms] if len(name) == 1 else [tuple(one.terms[0] for one in name)]
        segments.append([*said, *(tuple(token.term for token in meaning) for meaning in meanings if meaning)])
    return Question(text, locale, asked, segments, rarity, frozenset(spellings))


def _names(asked: Sequence[Asked], known: Known, locale: str) -> Iterator[tuple[Sequence[Asked], list[str]]]:
    """The words one by one, or together where they are another name of something; the longest name first."""
    start = 0
    while start < len(asked):
        for length in range(min(LONGEST_NAME, len(asked) - start), 0, -1):
            name = asked[start : start + length]
            titles = known.titles(name, locale)
            if titles or length == 1:
                yield name, titles
                start += length
                break


def _rarity(known: Known, term: str) -> float:
    """The fewer entries, the more. Falls as an inverse document frequency does, but needs no count of all entries."""
    return 1 / math.log(math.e + known.entries.get(term, 0))
