"""Whether a message says more than the form is for: the guard against sharing too much, the eye for people in danger.

A message is read by the word lists of every language at once, because people write in the language they think in.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from api.documents.schemas.forms import MAX_TOTAL_LENGTH
from api.enquiries.models import Enquiry, ScreeningTerm

Kind = ScreeningTerm.Kind
OWN_BODY = "own_body"
"""Somebody's part of the body: "my left knee", which says more than "knee"."""
TERMS = Path(__file__).parent / "terms"
WEIGHTS: Mapping[str, int] = {
    Kind.SYMPTOM: 3,
    Kind.MEDICINE: 3,
    Kind.RESULT: 3,
    Kind.CONDITION: 2,
    Kind.BODY: 1,
    OWN_BODY: 2,
    Kind.COURSE: 1,
    Kind.ADVICE: 1,
    Kind.ERRAND: -2,
}
CLINICAL = {OWN_BODY, Kind.SYMPTOM, Kind.MEDICINE, Kind.RESULT, Kind.CONDITION}
MOST_COUNTED = 2
"""How many terms of one kind count: a long message is not more medical for being long."""
THRESHOLD = 2
WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile("['’‘`´]")  # noqa: RUF001 - people's keyboards make all of them
Lists = Mapping[str, re.Pattern[str]]


def read(text: str) -> Enquiry.Flag:
    """What the message is: about somebody in danger, medical, or neither."""
    words, lists = _words(text[:MAX_TOTAL_LENGTH]), _current_lists()
    if any(kind in lists and lists[kind].search(words) for kind in (Kind.CRISIS, Kind.EMERGENCY)):
        return Enquiry.Flag.CRISIS
    found = {kind: min(len(set(lists[kind].findall(words))), MOST_COUNTED) for kind in WEIGHTS if kind in lists}
    score = sum(WEIGHTS[kind] * count for kind, count in found.items())
    clinical = any(found.get(kind) for kind in CLINICAL)
    return Enquiry.Flag.MEDICAL if clinical and score >= THRESHOLD else Enquiry.Flag.NONE


def shipped_terms() -> frozenset[tuple[str, str]]:
    """The (kind, phrase) pairs of the word lists, all languages together."""
    return _read_files(tuple(sorted(TERMS.glob("*.txt"))))


@lru_cache(maxsize=1)
def _read_files(files: tuple[Path, ...]) -> frozenset[tuple[str, str]]:
    terms, kind = set(), ""
    for line in "\n".join(file.read_text(encoding="utf-8") for file in files).splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif not line.startswith("#"):
            terms |= {(kind, phrase.strip()) for phrase in line.split(",") if phrase.strip()}
    return frozenset(terms)


def _current_lists() -> Lists:
    """What is shipped, as the clinic has changed it."""
    return _compile(frozenset(ScreeningTerm.objects.values_list("kind", "phrase", "active")))


@lru_cache(maxsize=4)
def _compile(changes: frozenset[tuple[str, str, bool]]) -> Lists:
    added = {(kind, phrase) for kind, phrase, active in changes if active}
    removed = {(kind, phrase) for kind, phrase, active in changes if not active}
    phrases: dict[str, list[str]] = {}
    for kind, phrase in sorted((shipped_terms() | added) - removed):
        if pattern := _pattern(phrase):
            phrases.setdefault(kind, []).append(pattern)
    owner, body = (_any_of(phrases.get(kind, ["!"])) for kind in (Kind.OWNER, Kind.BODY))
    own_body = re.compile(rf"(?<= )(?:{owner}) (?:\w+ ){{0,2}}(?:{body})(?= )")
    compiled = {kind: re.compile(f"(?<= )(?:{_any_of(patterns)})(?= )") for kind, patterns in phrases.items()}
    return {**compiled, OWN_BODY: own_body}


def _any_of(patterns: list[str]) -> str:
    """Alternatives, longest first, grouped by their first letter: else each is tried at each word."""
    by_letter: dict[str, list[str]] = {}
    for pattern in sorted(patterns, key=len, reverse=True):
        by_letter.setdefault(pattern[0], []).append(pattern[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


def _pattern(phrase: str) -> str:
    """A phrase as a regular expression over what `_words` gives; empty if it holds no word."""
    if not _words(phrase).strip():
        return ""
    marked = phrase.replace("...", " gapgap ").replace("*", "endend ")
    pattern = re.escape(_words(marked).strip())
    return pattern.replace("gapgap\\ ", "(?:\\w+ ){0,5}").replace("endend", "\\w*")


def _words(text: str) -> str:
    """The words of a text between single spaces: small letters without accents or apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return f" {' '.join(WORD.findall(APOSTROPHE.sub('', plain)))} "
