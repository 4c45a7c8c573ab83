"""GET /api/v1/changes/: a copy of the library is kept current with as little traffic as possible."""

import gzip
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.signing import Signer

from api.documents.store import Note, move
from tests.api.documents.publishing import NOON, example, identity_of, publish, withdraw
from tests.api.sync.mirror import Mirror
from tests.builders import TOPIC_ID, article, topic

pytestmark = pytest.mark.django_db
KNEES = UUID("7b0c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b44")
ON_KNEES = [{"id": KNEES, "slug": "knees", "path": "/en/knees/", "title": "Knees"}]


def ask(client, **query):
    response = client.get("/api/v1/changes/", query)
    assert response.status_code == 200, response.content
    return response.json()


def changed(content, **fields):
    return type(content).model_validate({**content.model_dump(), **fields})


def slugs(mirror):
    return sorted(document["slug"] for document in mirror.documents.values())


def test_a_first_synchronisation_brings_everything_that_is_published(client):
    for number in range(7):
        publish(article(slug=f"article-{number}"))
    publish(topic())
    publish(gone := article(slug="gone"))
    withdraw(gone)
    mirror = Mirror(client).synchronise(limit=3)
    assert slugs(mirror) == [*(f"article-{number}" for number in range(7)), "back"]
    assert mirror.tombstones == []  # what it never had need not be taken away


def test_the_documents_are_those_that_their_own_address_answers_with(client):
    publish(content := article())
    for rich_text in ("html", "nodes", "plain"):
        embedded = ask(client, include="documents", rich_text=rich_text)["results"][0]["document"]
        assert embedded == client.get(f"/api/v1/articles/{content.slug}/", {"rich_text": rich_text}).json()


def test_without_asking_for_documents_only_what_changed_is_told(client):
    publish(content := article())
    entry = ask(client)["results"][0]
    assert entry == {
        "serial": 1,
        "action": "publish",
        "kind": "article",
        "id": str(content.id),
        "locale": "en",
        "path": content.path,
        "edition": 1,
        "reason": None,
        "replacement": None,
        "tags": [f"article:{content.id}:en", "articles:en", "library"],
        "document": None,
    }


def test_a_delta_brings_what_changed_and_takes_what_was_withdrawn(client):
    first, second, third = (article(slug=slug) for slug in ("one", "two", "three"))
    for content in (first, second, third):
        publish(content)
    mirror = Mirror(client).synchronise()
    publish(changed(first, title="Changed"))
    withdraw(second)
    page = ask(client, after=mirror.after)
    assert [(entry["action"], entry["serial"], entry["reason"]) for entry in page["results"]] == [
        ("publish", 4, None),
        ("withdraw", 5, "unpublished"),
    ]
    assert slugs(mirror.synchronise()) == ["one", "three"]
    assert ask(client, after=mirror.after)["results"] == []


def test_a_document_that_changed_often_comes_once(client):
    mirror = Mirror(client).synchronise()
    content = article()
    for number in range(5):
        publish(changed(content, title=f"Title {number}"))
    entries = ask(client, after=mirror.after)["results"]
    assert [(entry["serial"], entry["edition"]) for entry in entries] == [(5, 5)]


def test_a_moved_document_comes_with_its_new_path(client):
    publish(content := article())
    mirror = Mirror(client).synchronise()
    move(changed(content, path="/en/elsewhere/"), source="cms_articles.articlepage:1", by="Eva", at=NOON)
    entry = ask(client, after=mirror.after)["results"][0]
    assert (entry["action"], entry["path"]) == ("move", "/en/elsewhere/")


def test_a_withdrawal_names_what_to_show_instead(client):
    publish(old := article(slug="old"))
    publish(new := article(slug="new"))
    mirror = Mirror(client).synchronise()
    withdraw(old, replacement=identity_of(new))
    assert ask(client, after=mirror.after)["results"][0]["replacement"]["path"] == new.path


def test_filters_are_kept_by_the_cursor(client):
    publish(english := article(slug="en"))
    publish(article(id=english.id, locale="es", slug="es"))
    publish(topic())
    mirror = Mirror(client, locale="es", kind="article").synchronise(limit=1)
    publish(changed(english, title="Changed"))
    publish(article(locale="es", slug="two"))
    assert slugs(mirror.synchronise(limit=1)) == ["es", "two"]


def test_a_document_that_leaves_a_filter_is_taken_away(client):
    content = article(topics=ON_KNEES)
    publish(content)
    publish(article(slug="stays", topics=ON_KNEES))
    mirror = Mirror(client, topic="knees").synchronise()
    publish(changed(content, topics=[{"id": TOPIC_ID, "slug": "back", "path": "/en/back/", "title": "Back"}]))
    assert slugs(mirror.synchronise()) == ["stays"]
    assert [(entry["action"], entry["reason"]) for entry in mirror.tombstones] == [("withdraw", "filtered")]


@pytest.mark.parametrize("topic", ["knees", str(KNEES)])
def test_a_withdrawn_document_is_taken_away_whatever_the_filter(client, topic):
    publish(content := article(topics=ON_KNEES))
    mirror = Mirror(client, topic=topic).synchronise()
    assert len(mirror.documents) == 1
    withdraw(content)
    assert mirror.synchronise().documents == {}


def test_a_copy_is_taken_away_also_if_its_withdrawal_was_superseded_before_the_client_came_to_it(client):
    publish(content := article(topics=ON_KNEES))
    mirror = Mirror(client, topic="knees").synchronise()
    withdraw(content)
    publish(article(slug="other", topics=ON_KNEES))
    publish(changed(content, topics=[{"id": TOPIC_ID, "slug": "back", "path": "/en/back/", "title": "Back"}]))
    assert slugs(mirror.synchronise(limit=1)) == ["other"]


def test_what_never_passed_the_filter_costs_nothing(client):
    publish(content := article())
    mirror = Mirror(client, topic="knees").synchronise()
    publish(changed(content, title="Changed"))
    assert mirror.synchronise().tombstones == []


def test_what_is_published_while_a_first_synchronisation_goes_on_arrives(client):
    contents = [article(slug=f"article-{number}") for number in range(6)]
    for content in contents:
        publish(content)
    mirror = Mirror(client)
    mirror.ask(limit=2)
    withdraw(contents[0])  # had already
    withdraw(contents[5])  # not had yet
    publish(changed(contents[1], title="Changed"))
    publish(article(slug="new"))
    mirror.synchronise(limit=2)
    assert slugs(mirror) == ["article-1", "article-2", "article-3", "article-4", "new"]
    assert {document["title"] for document in mirror.documents.values()} == {"Back pain", "Changed"}


def test_clients_that_stand_at_the_same_place_ask_the_same_question(client):
    publish(article(slug="one"))
    early = Mirror(client).synchronise()
    publish(article(slug="two"))
    late = Mirror(client).synchronise()
    assert early.synchronise().after == late.after


def test_the_library_tells_its_serial(client):
    publish(article())
    assert client.get("/api/v1/changes/")["Library-Serial"] == "1"


def test_one_change_among_many_is_a_small_answer(client):
    for number in range(30):
        publish(article(slug=f"article-{number}"))
    content = example("article")
    publish(content)
    mirror = Mirror(client).synchronise()
    publish(changed(content, title="Changed"))
    response = client.get("/api/v1/changes/", {"after": mirror.after, "include": "documents"})
    assert len(response.json()["results"]) == 1
    assert len(gzip.compress(response.content)) < 5000


def test_an_answer_costs_the_same_few_queries_however_much_it_holds(client, django_assert_num_queries):
    for number in range(12):
        publish(article(slug=f"article-{number}"))
    for limit in (2, 12):
        with django_assert_num_queries(4):
            ask(client, include="documents", limit=limit)


def test_a_place_after_the_end_of_the_log_begins_anew(client):
    cursor = Signer(sep=".", salt="api.sync.cursors").sign_object([99, "0" * 12, None, {}])
    problem = client.get("/api/v1/changes/", {"after": cursor})
    assert (problem.status_code, problem.json()["type"]) == (410, "/api/problems/sync-restart/")
    assert problem.json()["restart"].endswith("/api/v1/changes/")


def test_a_place_in_another_history_begins_anew(client):
    publish(article(slug="one"))
    cursor = Signer(sep=".", salt="api.sync.cursors").sign_object([1, "0" * 12, None, {}])
    assert client.get("/api/v1/changes/", {"after": cursor}).status_code == 410


@pytest.mark.parametrize("cursor", ["made-up", "abc.def", "W10.x"])
def test_a_made_up_place_begins_anew(client, cursor):
    assert client.get("/api/v1/changes/", {"after": cursor}).status_code == 410


@pytest.mark.parametrize(
    "change", [lambda text: text[:-1] + ("a" if text[-1] != "a" else "b"), lambda text: "x" + text]
)
def test_a_place_that_was_tampered_with_begins_anew(client, change):
    publish(article())
    mirror = Mirror(client).synchronise()
    assert client.get("/api/v1/changes/", {"after": change(mirror.after)}).status_code == 410


def test_other_filters_than_those_of_the_cursor_are_refused(client):
    publish(article())
    mirror = Mirror(client, locale="en").synchronise()
    assert client.get("/api/v1/changes/", {"after": mirror.after, "locale": "en"}).status_code == 200
    problem = client.get("/api/v1/changes/", {"after": mirror.after, "locale": "es"})
    assert (problem.status_code, problem.json()["errors"][0]["parameter"]) == (400, "after")


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "501"},
        {"include": "all"},
        {"kind": "page"},
        {"locale": "fr"},
        {"topic": "a b"},
        {"since": "1"},
    ],
)
def test_what_is_not_allowed_is_named(client, query):
    problem = client.get("/api/v1/changes/", query)
    assert (problem.status_code, problem.json()["errors"][0]["parameter"]) == (400, next(iter(query)))


def test_a_note_alone_is_a_change_too(client):
    publish(content := article())
    mirror = Mirror(client).synchronise()
    publish(content, note=Note("editorial", "A comma."), at=NOON + timedelta(hours=1))
    assert ask(client, after=mirror.after)["results"][0]["edition"] == 2
