"""The words that current documents use, counted; what somebody probably meant who wrote another one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from django.db.models import Count, F

from api.search.analysis import Token
from api.search.models import Trigram, Word

Item = TypeVar("Item")
LAST = "\U0010ffff"
"""Sorts after every other character: the end of a range of keys with the same beginning."""
CANDIDATES = 60
"""Words of the most similar spelling whose distance is measured."""


def count(locale: str, differences: Mapping[Token, int]) -> None:
    """Change by so much the number of entries that use each word."""
    by_difference: dict[int, list[Token]] = {}
    for token, difference in differences.items():
        by_difference.setdefault(difference, []).append(token)
    for difference, tokens in by_difference.items():
        for some in _in_batches(tokens, 500):
            words = Word.objects.filter(locale=locale, word__in=[token.word for token in some])
            if difference > 0:
                _add_missing(locale, some, known=set(words.values_list("word", flat=True)))
            words.update(entries=F("entries") + difference)
            if difference < 0:
                words.filter(entries__lte=0).delete()


def _add_missing(locale: str, tokens: Sequence[Token], known: set[str]) -> None:
    words = Word.objects.bulk_create(
        Word(locale=locale, word=token.word, key=token.key, term=token.term, entries=0)
        for token in tokens
        if token.word not in known
    )
    Trigram.objects.bulk_create(
        Trigram(word=word, locale=locale, letters=letters, length=len(word.key))
        for word in words
        if word.key.isalpha()
        for letters in sorted(trigrams(word.key))
    )


def beginning_with(key: str, locale: str, *, limit: int) -> list[Word]:
    """The words that most entries use, of those that begin so."""
    words = Word.objects.filter(locale=locale, key__gte=key, key__lt=key + LAST)
    return list(words.order_by("-entries", "word")[:limit])


def nearest(key: str, locale: str) -> Word | None:
    """The word that was probably meant: by the fewest slips of the pen, then by how many entries use it."""
    allowed = slips_allowed(key)
    if not allowed:
        return None
    similar = (
        Trigram.objects.filter(locale=locale, letters__in=trigrams(key))
        .filter(length__gte=len(key) - allowed, length__lte=len(key) + allowed)
        .values("word")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "word")
        .values("word")[:CANDIDATES]
    )
    slips = {word: distance(key, word.key) for word in Word.objects.filter(pk__in=similar)}
    return min(
        (word for word in slips if slips[word] <= allowed),
        key=lambda word: (slips[word], word.key[0] != key[0], -word.entries, word.word),
        default=None,
    )


def slips_allowed(key: str) -> int:
    """In a word of this length."""
    if len(key) < 3 or not key.isalpha():
        return 0
    return 1 if len(key) < 5 else 2 if len(key) < 9 else 3


def trigrams(key: str) -> set[str]:
    """As PostgreSQL's pg_trgm makes them: the beginning of a word weighs more than its end."""
    padded = f"  {key} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def distance(one: str, other: str) -> int:
    """How many letters were left out, added, mistaken, or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        further, before, row = before, row, [i]
        for j, target in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                cost = min(cost, further[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _in_batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
