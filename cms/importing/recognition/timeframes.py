"""How long something may last before it needs a doctor: "for more than two weeks"."""

from dataclasses import dataclass

from cms.importing.recognition.phrases import TimeframeWords, fold
from cms.importing.sentences import sentences

LONGEST = 365
WINDOW = 4
"""Words on either side of a number that tell what it counts."""


@dataclass(frozen=True, slots=True)
class Timeframe:
    count: int
    unit: str


def timeframes(text: str, words: TimeframeWords) -> list[Timeframe]:
    """Each once, in the order of the text."""
    found: dict[Timeframe, None] = {}
    for sentence in sentences(text):
        tokens = fold(sentence).split()
        for place, token in enumerate(tokens):
            if (timeframe := _ending_at(place, token, tokens, words)) is not None:
                found[timeframe] = None
    return list(found)


def _ending_at(place: int, token: str, tokens: list[str], words: TimeframeWords) -> Timeframe | None:
    if token in words.several:
        count, unit = words.several[token]
        start = place - 1 if place and tokens[place - 1] in words.numbers else place
    elif token in words.units and place:
        number = _number(tokens[place - 1], words)
        if number is None:
            return None
        count, unit, start = number, words.units[token], place - 1
        count, start = _lower_bound(count, start, tokens, words)
    else:
        return None
    if not 1 <= count <= LONGEST or not _lasts(tokens, start, place, words):
        return None
    return Timeframe(count, unit)


def _lower_bound(count: int, start: int, tokens: list[str], words: TimeframeWords) -> tuple[int, int]:
    """Of "two to three weeks" and "2-3 weeks", the two."""
    for before in (start - 1, start - 2):
        if before < 0 or (before == start - 2 and tokens[start - 1] not in words.between):
            continue
        lower = _number(tokens[before], words)
        if lower is not None and lower < count:
            return lower, before
    return count, start


def _number(token: str, words: TimeframeWords) -> int | None:
    return int(token) if token.isascii() and token.isdigit() and len(token) < 4 else words.numbers.get(token)


def _lasts(tokens: list[str], start: int, end: int, words: TimeframeWords) -> bool:
    before = " " + " ".join(tokens[max(0, start - WINDOW) : start])
    after = " ".join(tokens[end + 1 : end + 1 + WINDOW]) + " "
    if before.endswith(tuple(f" {phrase}" for phrase in words.never_before)):
        return False
    if after.startswith(tuple(f"{phrase} " for phrase in words.never_after)):
        return False
    if before.endswith(tuple(f" {phrase}" for phrase in words.before)):
        return True
    if after.startswith(tuple(f"{phrase} " for phrase in words.after)):
        return True
    gets_no_better = any(word in words.improvement for word in tokens)
    return gets_no_better and before.endswith(tuple(f" {phrase}" for phrase in words.slow))
