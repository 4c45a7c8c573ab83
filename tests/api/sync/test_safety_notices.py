"""GET /api/v1/safety-notices/: what must not be shown any more, wherever it is stored."""

from urllib.parse import urlsplit

import pytest

from api.documents.safety import withdraw_for_safety
from tests.api.documents.publishing import NOON, identity_of, publish, withdraw
from tests.builders import article

pytestmark = pytest.mark.django_db
MESSAGES = {"en": "Do not do these exercises.", "es": "No haga estos ejercicios."}


def warn(*contents, **details):
    identities = [identity_of(content) for content in contents]
    wanted = {"reason": "The dose was wrong.", "messages": MESSAGES, "by": "Eva", "at": NOON, **details}
    return withdraw_for_safety(identities, **wanted)


def notices(client, **query):
    return client.get("/api/v1/safety-notices/", query).json()["results"]


def test_a_notice_says_which_editions_and_what_to_tell_their_readers(client):
    publish(content := article())
    publish(better := article(slug="better"))
    notice = warn(content, replacement=better.id)[0]
    assert notices(client) == [
        {
            "id": str(notice.public_id),
            "serial": 3,
            "issued_at": "2026-11-02T12:00:00Z",
            "kind": "article",
            "document_id": str(content.id),
            "locale": "en",
            "path": content.path,
            "title": "Back pain",
            "editions": {"first": 1, "last": 1},
            "reason": "The dose was wrong.",
            "messages": MESSAGES,
            "replacement": {
                "kind": "article",
                "id": str(better.id),
                "slug": "better",
                "locale": "en",
                "path": better.path,
                "title": "Back pain",
            },
        }
    ]


def test_a_replacement_that_is_withdrawn_itself_is_not_offered(client):
    publish(content := article())
    publish(better := article(slug="better"))
    warn(content, replacement=better.id)
    withdraw(better)
    assert notices(client)[0]["replacement"] is None


def test_a_copy_is_told_by_the_change_feed_too(client):
    publish(content := article())
    after = client.get("/api/v1/changes/").json()["after"]
    warn(content)
    entry = client.get("/api/v1/changes/", {"after": after}).json()["results"][0]
    assert (entry["action"], entry["reason"]) == ("withdraw", "safety")


def test_notices_are_filtered_and_paged_newest_first(client):
    english = [article(slug=f"article-{number}") for number in range(5)]
    spanish = article(locale="es")
    for content in (*english, spanish):
        publish(content)
        warn(content)
    assert [notice["locale"] for notice in notices(client, locale="es")] == ["es"]
    url, seen = "/api/v1/safety-notices/?limit=2&locale=en", []
    while url:
        page = client.get(f"/api/v1/safety-notices/?{urlsplit(url).query}").json()
        seen += [notice["path"] for notice in page["results"]]
        last, url = page, page["next"]
    assert seen == [content.path for content in reversed(english)]
    before = client.get(f"/api/v1/safety-notices/?{urlsplit(last['previous']).query}").json()
    assert [notice["path"] for notice in before["results"]] == seen[2:4]
