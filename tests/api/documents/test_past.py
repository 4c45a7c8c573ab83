"""What was published of an article, and when: at=, /editions/ and /editions/{number}/."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from api.documents.safety import withdraw_for_safety
from api.documents.store import Note
from tests.api.documents.publishing import NOON, identity_of, publish, withdraw
from tests.builders import article, review

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
PATH = "/api/v1/articles/back-pain/"


@pytest.fixture
def content():
    """Published at noon, changed at one, withdrawn at two, published again at four."""
    content = article(review=review(reviewed_on="2025-01-01", next_review_on="2026-11-03"))
    publish(content)
    publish(content.model_copy(update={"title": "Changed"}), at=NOON + HOUR, note=Note("clinical", "Walk sooner."))
    withdraw(content, at=NOON + 2 * HOUR)
    publish(content.model_copy(update={"title": "Again"}), at=NOON + 4 * HOUR)
    return content


def at(client, hours):
    return client.get(PATH, {"at": (NOON + hours * HOUR).isoformat().replace("+00:00", "Z")})


@pytest.mark.parametrize(("hours", "title"), [(0, "Back pain"), (1.5, "Changed"), (4, "Again"), (9, "Again")])
def test_the_article_is_shown_as_it_was_public_then(client, content, hours, title):
    answer = at(client, hours)
    assert (answer.status_code, answer.json()["title"]) == (200, title)


def test_its_review_is_shown_as_it_stood_on_that_day(client, content):
    assert at(client, 9).json()["review"]["status"] == "current"
    assert at(client, 48).json()["review"]["status"] == "overdue"


def test_the_answer_says_when_it_was_published_and_what_is_published_now(client, content):
    answer = at(client, 0.5)
    assert answer["Memento-Datetime"] == "Mon, 02 Nov 2026 12:00:00 GMT"
    assert 'rel="original latest-version"' in answer["Link"]
    assert "/api/v1/articles/back-pain/editions/" in answer["Link"]


@pytest.mark.parametrize("hours", [-1, 2, 3])
def test_a_moment_at_which_nothing_was_public_is_told_as_such(client, content, hours):
    answer = at(client, hours)
    assert (answer.status_code, answer.json()["type"]) == (404, "/api/problems/not-public-then/")


def test_a_moment_that_is_still_to_come_says_so(client, content):
    answer = client.get(PATH, {"at": "2999-01-01T00:00:00Z"})
    assert (answer.status_code, answer.json()["type"]) == (404, "/api/problems/not-public-then/")
    assert "to come" in answer.json()["detail"]


@pytest.mark.parametrize("value", ["yesterday", "2026-11-02"])
def test_a_moment_that_is_none_is_refused(client, content, value):
    answer = client.get(PATH, {"at": value})
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "at")


def test_every_time_in_which_an_edition_was_public_is_listed(client, content):
    listed = client.get(PATH + "editions/").json()["results"]
    assert [(entry["edition"], entry["ended_by"]) for entry in listed] == [(3, None), (2, "withdraw"), (1, "publish")]
    assert [entry["until"] for entry in listed] == [None, "2026-11-02T14:00:00Z", "2026-11-02T13:00:00Z"]
    assert [entry["note"] and entry["note"]["note"] for entry in listed] == [None, "Walk sooner.", None]


def test_each_edition_can_be_read(client, content):
    for entry in client.get(PATH + "editions/").json()["results"]:
        answer = client.get(urlsplit(entry["url"]).path)
        assert (answer.status_code, answer.json()["edition"]) == (200, entry["edition"])
    unknown = client.get(PATH + "editions/9/")
    assert unknown.status_code == 404
    assert "`editions/`" in unknown.json()["detail"]
    assert client.get(PATH + "editions/1/?rich_text=plain&fields=title").json()["title"] == "Back pain"


def test_long_histories_come_in_pages(client, content):
    url, seen = PATH + "editions/?limit=2", []
    while url:
        page = client.get(f"{urlsplit(url).path}?{urlsplit(url).query}").json()
        seen.append([entry["edition"] for entry in page["results"]])
        last, url = page, page["next"]
    assert seen == [[3, 2], [1]]
    before = urlsplit(last["previous"])
    assert [entry["edition"] for entry in client.get(f"{before.path}?{before.query}").json()["results"]] == [3, 2]


@pytest.mark.parametrize("path", ["editions/", "editions/1/", "?at=2026-11-02T12:00:00Z"])
def test_what_is_withdrawn_shows_none_of_its_editions(client, content, path):
    withdraw(content, at=NOON + 5 * HOUR)
    assert client.get(PATH + path).status_code == 410


def test_an_edition_that_was_withdrawn_for_safety_is_not_shown_again(client, content):
    words = {"en": "Stop.", "es": "Pare."}
    withdraw_for_safety([identity_of(content)], reason="Wrong", messages=words, by="Eva", at=NOON + 5 * HOUR)
    publish(content.model_copy(update={"title": "Safe"}), at=NOON + 6 * HOUR)
    for path in ("editions/1/", "editions/3/", "?at=2026-11-02T12:00:00Z"):
        answer = client.get(PATH + path)
        assert (answer.status_code, answer.json()["reason"]["code"]) == (410, "safety")
    assert client.get(PATH + "editions/4/").json()["title"] == "Safe"
    assert [bool(entry["url"]) for entry in client.get(PATH + "editions/").json()["results"]] == [
        True,
        False,
        False,
        False,
    ]


def test_what_was_renamed_leads_to_the_same_place_under_its_new_name(client, content):
    publish(content.model_copy(update={"slug": "backache", "path": "/en/back/backache/"}), at=NOON + 5 * HOUR)
    answer = client.get(PATH + "editions/1/?rich_text=plain")
    assert (answer.status_code, answer["Location"]) == (308, "/api/v1/articles/backache/editions/1/?rich_text=plain")
