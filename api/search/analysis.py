"""Words, and the term under which the index knows each: decided here for every database, so that all find the same.

Accents and case never matter. Plurals and inflections are reduced by the Snowball stemmer of the language
(snowballstem.org), which PostgreSQL's own dictionaries use as well.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from api.search.forms import FORMS
from api.search.stopwords import STOPWORDS

VERSION = 2
"""Of everything that decides what stands in the index. Raise it with any change of that, and `migrate` indexes anew."""
STEMMERS = {"en": "english", "es": "spanish"}
_WORD = r"[^\W_]{1,40}(?:['\u2019][^\W_]{1,40})?"
WORD = re.compile(_WORD)
COMPOUND = re.compile(rf"{_WORD}(?:[-\u2010\u2011]{_WORD})*")
PLURAL_OF_Z = re.compile(r"(?<=[aeiou])ces$")
POSSESSIVE = re.compile(r"['\u2019]s?$")


class Token(NamedTuple):
    word: str
    """In lower case, as readers write it."""
    key: str
    """Without accents; what spelling is compared by."""
    term: str
    """What it is indexed under: the stem of the key."""


def tokens(text: str, locale: str) -> Iterator[Token]:
    """All of `text` but stopwords, in order. "X-ray" gives x, ray and xray."""
    language = locale.partition("-")[0]
    for compound in COMPOUND.findall(text):
        yield from _tokens_of(compound.lower(), language)


def phrase_of(text: str, locale: str) -> str:
    """All terms of a name; the same for "slipped disc" and "a slipped disc"."""
    return " ".join(token.term for token in tokens(text, locale))


def token(word: str, locale: str) -> Token | None:
    """One word; None if it is a stopword."""
    return next(iter(_tokens_of(word.lower(), locale.partition("-")[0])), None)


class Key(NamedTuple):
    """A word as it stands in a text."""

    key: str
    start: int
    end: int


def keys(text: str) -> list[Key]:
    """Every word, folded; stopwords too."""
    found = (Key(fold(match[0]), *match.span()) for match in WORD.finditer(text))
    return [word for word in found if word.key]


def fold(text: str) -> str:
    """Without case, accents and everything that is neither letter nor digit."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in text.lower() if character.isalnum())


@lru_cache(maxsize=100_000)
def _tokens_of(compound: str, language: str) -> tuple[Token, ...]:
    parts = WORD.findall(compound)
    found = [_token(POSSESSIVE.sub("", part), language) for part in parts]
    if len(parts) > 1 and len(compound) <= 80:
        found.append(_token(compound, language))
    return tuple(one for one in found if one.term and one.key not in STOPWORDS.get(language, ()))


def _token(word: str, language: str) -> Token:
    key = fold(word)[:80]
    return Token(word[:100], key, _stem(key, language))


def _stem(key: str, language: str) -> str:
    if language not in STEMMERS or not key.isalpha():
        return key
    key = FORMS[language].get(key, key)
    if language == "es":
        key = PLURAL_OF_Z.sub("z", key)
        if key.endswith(("cion", "sion")):
            key = key[:-2] + "ón"  # the stemmer knows this ending by its accent, which readers leave out
    # Made anew each time, because a stemmer keeps its word in itself and is not safe between threads.
    stem = fold(snowballstemmer.stemmer(STEMMERS[language]).stemWord(key))
    if language == "es" and len(stem) > 3:
        stem = stem.removesuffix("i")  # else "cirugía" and "cirugia" part: the stemmer cuts "ía" but not "ia"
    return stem
