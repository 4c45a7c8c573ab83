"""Where a result says what was looked for, marked."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape

PASSAGE = 220
"""Characters of a body that a result shows."""
MOST_MARKS = 60
"""Places in a body among which the passage is chosen."""


@dataclass(slots=True)
class Highlight:
    html: str
    """Escaped, with `<mark>` around what was looked for."""
    plain: str


Span = tuple[int, int]
SPECIAL = re.compile(r"[&<>\"']")
MORE_THAN_A_SPACE = re.compile(r"\s\s|[^\S ]")


def mark(text: str, start: int, end: int) -> Highlight:
    """All of `text`, with this part of it marked."""
    return _marked(text, [(start, end)], 0, len(text))


class Highlighter:
    def __init__(self, spellings: Collection[str]) -> None:
        longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
        # Begins with the words, by whose first letters `re` skips ahead; what stands before is looked at later.
        self._words = re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?![^\W_])") if spellings else None

    def whole(self, text: str) -> Highlight | None:
        """All of `text`; None if nothing is to be marked."""
        spans = self._spans(text)
        return _marked(text, spans, 0, len(text)) if spans else None

    def passage(self, text: str) -> Highlight | None:
        """The part of `text` that says most of what was looked for; None if it says nothing of it."""
        spans = self._spans(text, limit=MOST_MARKS)
        if not spans:
            return None
        start = max((span[0] for span in spans), key=lambda start: (_said(text, spans, start), -start))
        return _marked(text, spans, *_cut(text, max(0, start - PASSAGE // 4)))

    def _spans(self, text: str, limit: int = 1000) -> list[Span]:
        lowered = text.lower()
        if self._words is None or len(lowered) != len(text):  # a few letters of Turkish have two in lower case
            return []
        spans: list[Span] = []
        for match in self._words.finditer(lowered):
            start, end = match.span()
            if start == 0 or not lowered[start - 1].isalnum():
                spans.append((start, end))
                if len(spans) == limit:
                    break
        return spans


def _said(text: str, spans: list[Span], start: int) -> int:
    """How many different words of what was looked for stand within a passage from `start` on."""
    until = start + PASSAGE * 3 // 4
    return len({text[begin:end].lower() for begin, end in spans if start <= begin and end <= until})


def _cut(text: str, start: int) -> Span:
    """About a passage from `start` on, between words."""
    end = min(len(text), start + PASSAGE)
    if start > 0:
        start = text.find(" ", start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def _marked(text: str, spans: list[Span], start: int, end: int) -> Highlight:
    before, after = "… " if start > 0 else "", " …" if end < len(text) else ""
    safe = escape if SPECIAL.search(text, start, end) else str
    parts, position = [before], start
    for begin, stop in spans:
        if begin >= position and stop <= end:
            parts += [safe(text[position:begin]), "<mark>", safe(text[begin:stop]), "</mark>"]
            position = stop
    html = "".join([*parts, safe(text[position:end]), after])
    plain = before + text[start:end] + after
    tidy = _one_line if MORE_THAN_A_SPACE.search(plain) else str.strip
    return Highlight(tidy(html), tidy(plain))


def _one_line(text: str) -> str:
    return " ".join(text.split())
