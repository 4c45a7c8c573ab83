"""The phrases of `languages/*.toml`, ready to be matched."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from cms.importing.completeness import WORD

LANGUAGES = ("en", "es")
LONGEST_TEXT = 600
"""Characters of a text that phrases are looked for in."""


def fold(text: str) -> str:
    """Lower case without accents and punctuation, a space after every word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return "".join(f"{word} " for word in WORD.findall(bare))


class Phrases:
    """A list of phrases in the notation that en.toml explains."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._patterns = [_compiled(phrase) for phrase in phrases]

    def match(self, text: str) -> bool:
        if len(text) > LONGEST_TEXT:
            return False
        folded = fold(text)
        return any(pattern.fullmatch(folded) for pattern in self._patterns)


NOTHING = Phrases([])


def _compiled(phrase: str) -> re.Pattern[str]:
    pattern = ""
    for token in phrase.split():
        if token == "...":  # noqa: S105
            pattern += r"(?:\S+ )*?"
            continue
        optional = token.endswith("?")
        words = "|".join(
            re.escape(word[:-1]) + r"\S*" if word.endswith("*") else re.escape(word)
            for word in token.rstrip("?").split("|")
        )
        pattern += f"(?:(?:{words}) )" + ("?" if optional else "")
    return re.compile(pattern)


@dataclass(frozen=True)
class Heading:
    """What a section may be called, and what takes precedence over that."""

    match: Phrases
    never: Phrases

    def names(self, text: str) -> bool:
        return self.match.match(text) and not self.never.match(text)


@dataclass(frozen=True)
class TimeframeWords:
    units: dict[str, str]
    numbers: dict[str, int]
    several: dict[str, tuple[int, str]]
    before: Sequence[str]
    after: Sequence[str]
    slow: Sequence[str]
    improvement: Sequence[str]
    never_before: Sequence[str]
    never_after: Sequence[str]
    between: Sequence[str]


@dataclass(frozen=True)
class Rules:
    known: bool
    """False for a language whose phrases nobody has written down: nothing matches."""
    headings: dict[str, Heading]
    lead_phrases: dict[str, Phrases]
    advice: Phrases
    conditions: Phrases
    levels: dict[str, Phrases]
    calls: Phrases
    bookings: Phrases
    notices: Phrases
    timeframe: TimeframeWords
    made: dict[str, str]
    """Words that a block must have where the source has none."""

    def names(self, kind: str, text: str) -> bool:
        """Whether `text` is what a section of this kind would be called."""
        return self.known and self.headings[kind].names(text)

    def leads(self, kind: str, text: str) -> bool:
        """Whether `text`, right before a list, makes it one of this kind."""
        return self.known and self.lead_phrases[kind].match(text)


@cache
def rules_of(language: str) -> Rules:
    if language not in LANGUAGES:
        return replace(rules_of("en"), known=False, advice=NOTHING, conditions=NOTHING, calls=NOTHING, notices=NOTHING)
    with (Path(__file__).parent / "languages" / f"{language}.toml").open("rb") as stream:
        data: dict[str, Any] = tomllib.load(stream)
    return Rules(
        known=True,
        headings={
            name: Heading(Phrases(rule["match"]), Phrases(rule["never"])) for name, rule in data["headings"].items()
        },
        lead_phrases={name: Phrases(phrases) for name, phrases in data["leads"].items()},
        advice=Phrases(data["advice"]["match"]),
        conditions=Phrases(data["advice"]["conditions"]),
        levels={name: Phrases(phrases) for name, phrases in data["levels"].items()},
        calls=Phrases(data["call_to_action"]["words"]),
        bookings=Phrases(data["call_to_action"]["booking"]),
        notices=Phrases(data["contact_form"]["notice"]),
        timeframe=TimeframeWords(**data["timeframe"]),
        made=data["made"],
    )


def names_a_section(text: str) -> bool:
    """Whether `text` is what the heading of a recognised part would say, in any language."""
    return any(rules_of(language).names(kind, text) for language in LANGUAGES for kind in rules_of(language).headings)
