"""People find what they look for, whatever they call it and however they spell it."""

from collections.abc import Callable

import orjson
import pytest
from django.db import connection

from api.search.searching import search
from tests.api.documents.publishing import publish
from tests.api.search.relevance.measuring import LOCALES, corpus, measure, queries
from tests.builders import article, text_block

pytestmark = pytest.mark.django_db
FLOOR = {"reciprocal_rank": 0.9, "recall": 0.95}
HARDEST = 0.8
"""Recall that no single group of queries may fall below."""


def found(text: str, locale: str) -> list[str]:
    hits = search(text, locale=locale, filters={}, limit=10).hits
    return [orjson.loads(hit.summary)["slug"] for hit in hits]


@pytest.mark.parametrize("locale", LOCALES)
def test_people_find_what_they_look_for(locale: str, record_property: Callable[[str, object], None]):
    for text in corpus(locale):
        publish(article(**{**text, "locale": locale, "body": [text_block(text["body"])]}))
    asked = queries(locale)
    whole = measure(lambda text: found(text, locale), asked)
    record_property("relevance", f"{connection.vendor:<10}  {locale}  Vertebra   {whole}  ({len(asked)} queries)")
    for difficulty in dict.fromkeys(query.difficulty for query in asked):
        group = [query for query in asked if query.difficulty == difficulty]
        part = measure(lambda text: found(text, locale), group)
        record_property("relevance", f"{connection.vendor:<10}  {locale}  Vertebra   {part}  {difficulty}")
    assert whole.reciprocal_rank >= FLOOR["reciprocal_rank"]
    assert whole.recall >= FLOOR["recall"]
