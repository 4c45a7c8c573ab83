"""People find what they look for, whatever they call it and however they spell it."""

from collections.abc import Callable

import orjson
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils.html import escape

from api.search.searching import search
from cms.articles.models import ArticlePage
from tests import factories as make
from tests.api.documents.publishing import publish
from tests.api.search.relevance.measuring import LOCALES, Quality, Query, Search, corpus, measure, queries
from tests.builders import article, text_block

pytestmark = pytest.mark.django_db
FLOOR = {"reciprocal_rank": 0.9, "recall": 0.95}
HARDEST = 0.8
"""Recall that no single group of queries may fall below."""
Record = Callable[[str, object], None]


def with_ours(locale: str) -> Search:
    for text in corpus(locale):
        publish(article(**{**text, "locale": locale, "body": [text_block(text["body"])]}))

    def found(text: str) -> list[str]:
        hits = search(text, locale=locale, filters={}, limit=10).hits
        return [orjson.loads(hit.summary)["slug"] for hit in hits]

    return found


def with_wagtails(locale: str) -> Search:
    """Wagtail's own on the same database, over the same texts; any word will do, with which it finds most."""
    topic = make.topic("Back" if locale == "en" else "Espalda", locale)
    for text in corpus(locale):
        names, body = "\n".join(text.get("also_known_as", ())), escape(text["body"])
        rest = {name: text[name] for name in ("slug", "title", "summary")}
        blocks = [make.block("text", content=f"<p>{body}</p>")]
        make.article(locale, under=topic, **rest, also_known_as=names, body=blocks)
    call_command("update_index", verbosity=0)
    return lambda text: [page.slug for page in ArticlePage.objects.search(text, operator="or")[:10]]


def told(record: Record, locale: str, whose: str, quality: Quality, what: str) -> None:
    record("measured", f"search {connection.vendor:<10} {locale}  {whose:<9} {quality}  {what}")


@pytest.mark.parametrize("locale", LOCALES)
def test_people_find_what_they_look_for(locale: str, record_property: Record):
    find, asked = with_ours(locale), queries(locale)
    whole = measure(find, asked)
    told(record_property, locale, "Vertebra", whole, f"{len(asked)} queries")
    for difficulty, group in by_difficulty(asked).items():
        part = measure(find, group)
        told(record_property, locale, "Vertebra", part, difficulty)
        assert part.recall >= HARDEST, difficulty
    assert whole.reciprocal_rank >= FLOOR["reciprocal_rank"]
    assert whole.recall >= FLOOR["recall"]


@pytest.mark.parametrize("locale", LOCALES)
def test_people_find_more_than_with_wagtails_own_search(locale: str, record_property: Record):
    asked = queries(locale)
    ours, wagtails = measure(with_ours(locale), asked), measure(with_wagtails(locale), asked)
    told(record_property, locale, "Wagtail", wagtails, f"{len(asked)} queries")
    assert ours.reciprocal_rank > wagtails.reciprocal_rank
    assert ours.recall > wagtails.recall


def by_difficulty(asked: list[Query]) -> dict[str, list[Query]]:
    groups: dict[str, list[Query]] = {}
    for query in asked:
        groups.setdefault(query.difficulty, []).append(query)
    return groups
