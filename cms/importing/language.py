"""Whether a text is English or Spanish, told by the small words that every text has."""

import re
from collections.abc import Iterable

from cms.importing.source import Block, statements

_WORD = re.compile(r"[^\W\d_]+")
SMALL_WORDS = {
    "en": _WORD.findall("the of and to in is you that it for are with your or if not can this have be from when will"),
    "es": _WORD.findall("el la los las de del y que en un una es se por con para su si no al como más puede o cuando"),
}
ENOUGH = 8
"""Small words, fewer tell nothing."""
LONGEST_LOOK = 5_000
"""Characters."""


def language_of(blocks: Iterable[Block], *, declared: str = "") -> str:
    """ "en" or "es" as the words say, if they say it clearly; else the primary part of what is `declared`."""
    text = " ".join(statements(blocks))[:LONGEST_LOOK].lower()
    words = _WORD.findall(text)
    counts = {language: sum(word in small for word in words) for language, small in SMALL_WORDS.items()}
    ranked = sorted(counts.items(), key=lambda pair: pair[1], reverse=True)
    (best, most), (_, next_most) = ranked[:2]
    primary = re.split(r"[-_]", declared.strip().lower())[0]
    if most >= ENOUGH and most >= 2 * next_most:
        return best
    if primary:
        return primary
    return best if most > next_most else ""
