"""Whatever is published by whom, and wherever a client is interrupted: its copy is what the lists show."""

from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from api.documents.store import move
from tests.api.documents.publishing import NOON, publish, withdraw
from tests.api.sync.mirror import Mirror
from tests.builders import article

TOPICS = {
    slug: [{"id": UUID(int=number), "slug": slug, "path": f"/en/{slug}/", "title": slug}]
    for number, slug in enumerate(("back", "knees"), start=1)
}
IDS = [UUID(int=100 + number) for number in range(2)]
FILTERS = [{}, {"locale": "es"}, {"kind": "article", "topic": "back"}, {"locale": "en", "topic": "knees"}]
choice = st.sampled_from
languages, writers, articles = choice(["en", "es"]), choice("AB"), choice(IDS)
mirrors = st.integers(0, len(FILTERS) - 1)


class Library(RuleBasedStateMachine):
    """Two writers publish, move and withdraw; one client for each filter asks for a page now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.everything = transaction.atomic()
        self.everything.__enter__()
        self.mirrors = [Mirror(Client(), **filters) for filters in FILTERS]
        self.moved = 0

    @rule(
        public_id=articles,
        locale=languages,
        topic=choice(list(TOPICS)),
        words=st.integers(0, 9),
        by=writers,
    )
    def publish(self, public_id, locale, topic, words, by):
        title = f"Title {words}"
        publish(content_of(public_id, locale, topics=TOPICS[topic], title=title), by=by)

    @rule(public_id=articles, locale=languages, by=writers)
    def withdraw(self, public_id, locale, by):
        withdraw(content_of(public_id, locale), by=by)

    @rule(public_id=articles, locale=languages, by=writers)
    def move(self, public_id, locale, by):
        self.moved += 1
        content = content_of(public_id, locale, path=f"/{locale}/moved-{self.moved}/")
        move(content, source="cms_articles.articlepage:1", by=by, at=NOON)

    @rule(mirror=mirrors, limit=st.integers(1, 3))
    def ask_for_a_page(self, mirror, limit):
        self.mirrors[mirror].ask(limit)

    @rule(mirror=mirrors)
    def lose_everything(self, mirror):
        self.mirrors[mirror] = Mirror(Client(), **FILTERS[mirror])

    def teardown(self):
        """At the end, every copy is what the lists show."""
        try:
            for mirror in self.mirrors:
                mirror.synchronise(limit=2)
                held = {seen(document) for document in mirror.documents.values()}
                assert held == listed(mirror.filters)
        finally:
            transaction.set_rollback(True)
            self.everything.__exit__(None, None, None)


def seen(document):
    return document["id"], document["locale"], document["edition"], document["path"]


def content_of(public_id, locale, **fields):
    told = {"id": public_id, "locale": locale, "slug": f"article-{public_id.int}", "topics": TOPICS["back"]}
    return article(**(told | fields))


def listed(filters):
    """What a client sees that pages through the lists instead."""
    found = set()
    for locale in [filters["locale"]] if "locale" in filters else ["en", "es"]:
        query = {"locale": locale, "limit": 2} | ({"topic": filters["topic"]} if "topic" in filters else {})
        page = Client().get("/api/v1/articles/", query).json()
        while True:
            found |= {seen(entry) for entry in page["results"]}
            if not page["next"]:
                break
            page = Client().get(f"/api/v1/articles/?{urlsplit(page['next']).query}").json()
    return found


@pytest.mark.django_db
def test_every_copy_is_what_the_lists_show():
    steps = settings(max_examples=30, stateful_step_count=40, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Library, settings=steps)
