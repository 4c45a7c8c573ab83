"""The words of a question, and what the index knows of them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import connection

from api.search import vocabulary
from api.search.analysis import POSSESSIVE, WORD, Token, phrase_of, token

MOST_WORDS = 12
"""Of a question that are searched for: the rarest, which say most."""
MOST_MENDED = 3
MOST_ENDINGS = 5
MOST_MEANINGS = 5
LONGEST_NAME = 4
"""Words of a name by which it is recognised within a question."""


@dataclass(frozen=True)
class Asked:
    """A word of a question and where it stands there."""

    token: Token
    start: int
    end: int
    meant: tuple[Token, ...] = ()
    """What it is taken for, as it is not known."""
    is_slip: bool = False

    @property
    def terms(self) -> list[str]:
        return list(dict.fromkeys(one.term for one in self.meant or [self.token]))


class Known:
    """What the index knows of the words of a question, learnt in one query."""

    def __init__(self, asked: Sequence[Asked], locale: str) -> None:
        self.spellings: dict[str, set[str]] = {}
        """Of each term."""
        self.entries: dict[str, int] = {}
        """With each term."""
        self.meanings: dict[str, set[str]] = {}
        """Titles of documents that go by this name, in terms, too."""
        terms = [one.token.term for one in asked]
        ends = range(1, len(terms) + 1)
        names = {" ".join(terms[start:end]) for end in ends for start in range(max(0, end - LONGEST_NAME), end)}
        for key, text, entries in _look_up(terms, names, locale) if terms else ():
            if entries is None:
                self.meanings.setdefault(key, set()).add(text)
            else:
                self.learn(key, text, entries)

    def learn(self, term: str, word: str, entries: int) -> None:
        self.spellings.setdefault(term, set()).add(word)
        self.entries[term] = self.entries.get(term, 0) + entries

    def titles(self, named: Iterable[Asked], locale: str) -> list[str]:
        """What goes by this name, too; nothing if it is a title itself."""
        name = " ".join(one.terms[0] for one in named)
        titles = sorted(self.meanings.get(name, ()))
        return [] if any(phrase_of(title, locale) == name for title in titles) else titles[:MOST_MEANINGS]


def _look_up(terms: Collection[str], names: Collection[str], locale: str) -> list[tuple[str, str, int | None]]:
    """Spellings of terms, with the number of entries, and meanings of names, without. Plain SQL: it comes before every
    search, and the ORM takes longer to write the query than the database to answer it."""
    sql = (
        "SELECT term, word, entries FROM search_word "  # noqa: S608 - nothing but placeholders is put in
        f"WHERE locale = %s AND term IN ({_placeholders(terms)}) UNION ALL "
        "SELECT phrase, meaning, NULL FROM search_synonym "
        f"WHERE locale = %s AND phrase IN ({_placeholders(names)})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [locale, *terms, locale, *names])
        return list(cursor.fetchall())


def _placeholders(values: Collection[str]) -> str:
    return ", ".join(["%s"] * len(values))


def read(text: str, locale: str) -> tuple[list[Asked], Known]:
    """The words of `text`, the unknown ones with what is meant by them: a query or two for each of those."""
    asked = list(_words(text, locale))
    known = Known(asked, locale)
    asked = _rarest(asked, known)
    unknown = [one for one in asked if one.token.term not in known.entries]
    mended = {one: _mend(one, known, locale, may_go_on=one is asked[-1]) for one in unknown[:MOST_MENDED]}
    return [mended.get(one, one) for one in asked], known


def _words(text: str, locale: str) -> Iterator[Asked]:
    for match in WORD.finditer(text):
        if found := token(match[0], locale):
            yield Asked(found, match.start(), match.start() + len(POSSESSIVE.sub("", match[0])))


def _rarest(asked: Sequence[Asked], known: Known) -> list[Asked]:
    by_rarity = sorted(asked, key=lambda one: known.entries.get(one.token.term, 0))
    return sorted(by_rarity[:MOST_WORDS], key=lambda one: one.start)


def _mend(asked: Asked, known: Known, locale: str, *, may_go_on: bool) -> Asked:
    """The last word may not be whole yet; else what is not known is a slip, or nobody has written of it."""
    key = asked.token.key
    words = vocabulary.beginning_with(key, locale, limit=MOST_ENDINGS) if may_go_on and len(key) > 2 else []
    is_slip = not words
    if is_slip and (word := vocabulary.nearest(key, locale)):
        words = [word]
    for word in words:
        known.learn(word.term, word.word, word.entries)
    meant = tuple(Token(word.word, word.key, word.term) for word in words)
    return replace(asked, meant=meant, is_slip=is_slip and bool(words))
