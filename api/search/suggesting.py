"""What somebody may be about to type: names of documents."""

from dataclasses import dataclass
from typing import Protocol

from django.db.models import F

from api.documents.models import Document
from api.search.analysis import Key, keys
from api.search.highlighting import Highlight, mark
from api.search.models import Name
from api.search.vocabulary import LAST

LOOKED_AT = 200
"""Names with that beginning among which the best are chosen: to sort thousands would take longer than a keystroke."""


class Named(Protocol):
    """Columns of a Name."""

    place: int
    text: str
    entry: int


@dataclass(frozen=True)
class Suggestion:
    text: Highlight
    """A name, with what was typed marked."""
    document: Document
    """What goes by that name."""


def suggest(text: str, *, locale: str, limit: int) -> list[Suggestion]:
    """At most one for each document: names that begin with `text` first, then those in which a word does."""
    typed = keys(text)
    if not typed:
        return []
    beginning = " ".join(word.key for word in typed)
    names = (
        Name.objects.filter(locale=locale, key__gte=beginning, key__lt=beginning + LAST)
        .filter(entry__edition=F("entry__document__current"))
        .order_by("key", "place", "pk")
        .values_list("place", "text", "entry", named=True)[:LOOKED_AT]
    )
    best: dict[int, Named] = {}
    for name in sorted(names, key=lambda name: (name.place > 0, len(name.text), name.text, name.entry)):
        best.setdefault(name.entry, name)
    chosen = list(best.values())[:limit]
    documents = Document.objects.in_bulk([name.entry for name in chosen])
    return [Suggestion(_marked(name, typed), documents[name.entry]) for name in chosen]


def _marked(name: Named, typed: list[Key]) -> Highlight:
    words = keys(name.text)[name.place :][: len(typed)]
    last = words[-1]
    return mark(name.text, words[0].start, min(last.end, last.start + len(typed[-1].key)))
