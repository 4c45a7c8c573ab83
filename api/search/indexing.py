"""The write door of the index."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TypeAlias

import orjson

from api.documents.models import Document, Edition
from api.search import analysis, fulltext, vocabulary
from api.search.analysis import Token, keys, phrase_of, token, tokens
from api.search.extraction import KINDS, Json, facets, labels
from api.search.fulltext import Terms
from api.search.models import Entry, Name, Synonym

PLACES = 8
"""Words of a name from which on it can be typed."""
LONGEST_KEY = 100
TEXTS = ("title", "also_known_as", "headings", "summary", "body")
Read: TypeAlias = dict[str, list[Token]]
"""The words of each text of an entry."""


def write(documents: Sequence[Document]) -> None:
    """Make the index say what these documents say now; those that are withdrawn leave it.

    Must be called in a transaction that holds the library's lock.
    """
    current = [document.current_id for document in documents if document.current_id]
    contents = {edition: orjson.loads(edition.body) for edition in Edition.objects.filter(pk__in=current)}
    entries = [_entry(edition, content) for edition, content in contents.items() if content["kind"] in KINDS]
    read = {entry: _read(entry) for entry in entries}
    former = Entry.objects.filter(document__in=documents)
    words: dict[str, Counter[Token]] = {}
    for entry in former:
        words.setdefault(entry.locale, Counter()).subtract(_words(_read(entry)))
    for entry in entries:
        words.setdefault(entry.locale, Counter()).update(_words(read[entry]))
    former.only("document").delete()
    Entry.objects.bulk_create(entries)
    Name.objects.bulk_create(name for entry in entries for name in _names(entry))
    Synonym.objects.bulk_create(synonym for entry in entries for synonym in _synonyms(entry))
    fulltext.index().put(_terms(entry, read[entry], labels(contents[entry.edition])) for entry in entries)
    for locale, differences in words.items():
        vocabulary.count(locale, {token: difference for token, difference in differences.items() if difference})


def _entry(edition: Edition, content: Json) -> Entry:
    read = KINDS[content["kind"]](content)
    return Entry(
        document_id=edition.document_id,
        edition=edition,
        version=analysis.VERSION,
        locale=content["locale"],
        **facets(content),
        title=_storable(read.title),
        also_known_as=_storable("\n".join(read.also_known_as)),
        headings=_storable("\n".join(read.headings)),
        summary=_storable(read.summary),
        body=_storable(read.body),
    )


def _storable(text: str) -> str:
    """JSON can say NUL; PostgreSQL cannot keep it in a text."""
    return text.replace("\0", " ")


def _read(entry: Entry) -> Read:
    return {name: list(tokens(getattr(entry, name), entry.locale)) for name in TEXTS}


def _words(read: Read) -> set[Token]:
    return set(chain.from_iterable(read.values()))


def _terms(entry: Entry, read: Read, labelled: Iterable[str]) -> Terms:
    title, also_known_as, headings, summary, body = (" ".join(token.term for token in read[name]) for name in TEXTS)
    return Terms(entry.pk, title, also_known_as, f"{headings} {summary}", body, " ".join(labelled))


def _names(entry: Entry) -> Iterable[Name]:
    for text in (entry.title, *entry.also_known_as.splitlines()):
        words = [word.key for word in keys(text)]
        for place, word in enumerate(words[:PLACES]):
            if place == 0 or token(word, entry.locale):
                key = " ".join(words[place:])[:LONGEST_KEY]
                yield Name(entry=entry, locale=entry.locale, key=key, place=place, text=text)


def _synonyms(entry: Entry) -> Iterable[Synonym]:
    for text in (entry.title, *entry.also_known_as.splitlines()):
        if phrase := phrase_of(text, entry.locale):
            yield Synonym(entry=entry, locale=entry.locale, phrase=phrase[:300], meaning=entry.title)
