"""The public shapes of the search."""

from typing import Annotated

from pydantic import ConfigDict, Field

from api.documents.schemas.base import DocumentReference, PublicModel
from api.documents.schemas.documents import ArticleSummary, Clinic, Clinician, Topic
from api.documents.schemas.forms import FormSummary
from api.http.paging import Page

FoundDocument = Annotated[ArticleSummary | Topic | Clinician | Clinic | FormSummary, Field(discriminator="kind")]


class MarkedText(PublicModel):
    """A text in which what was looked for is marked."""

    html: str
    """Safe to insert as it is: escaped, with `<mark>` around what was looked for and no other element."""
    plain: str


class Highlights(PublicModel):
    """Where the document says what was looked for."""

    title: MarkedText | None
    """The title; null if it says nothing of it."""
    also_known_as: MarkedText | None
    """The other name of the document that was found, if one was."""
    passage: MarkedText | None
    """The summary, or if that says nothing of it, the part of the text that says most."""


class SearchResult(PublicModel):
    """A document, as lists show it, and why it was found."""

    document: FoundDocument
    highlights: Highlights


class FacetValue(PublicModel):
    value: str
    """What to filter by. Of a topic, its slug."""
    title: str | None
    """Of a topic, in the language of the search."""
    count: int
    """How many results there are with it."""


class Facets(PublicModel):
    """How the results are made up, the most frequent values first.

    A filter is left aside in the counts of its own facet, so that they tell what else can be chosen.
    """

    kind: list[FacetValue]
    topic: list[FacetValue]
    audience: list[FacetValue]
    level: list[FacetValue]


class SearchPage(Page[SearchResult]):
    """A page of results, the best first."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    total: int
    """How many results there are on all pages."""
    every_word: bool
    """Whether each result has all the words. Where hardly any has, those with some of them are given as well."""
    did_you_mean: str | None
    """The question with its slips mended, where it holds words that are not known; the results are for this one."""
    facets: Facets


class Suggestion(PublicModel):
    """A name that begins with what was typed, or in which a word does."""

    text: MarkedText
    document: DocumentReference
    """What goes by that name."""


class Suggestions(PublicModel):
    """What somebody may be about to type, the best first; each document is named once."""

    results: list[Suggestion]
