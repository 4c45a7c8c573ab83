"""GET /api/v1/library/en.ndjson.gz: a whole language as one file."""

import gzip
import hashlib

import orjson
import pytest
import time_machine

from api.sync import snapshots, views
from tests.api.documents.publishing import NOON, publish, withdraw
from tests.api.sync.mirror import Mirror
from tests.builders import article, clinic, review, topic

pytestmark = pytest.mark.django_db


def download(client, locale="en", **query):
    response = client.get(f"/api/v1/library/{locale}.ndjson.gz", query)
    assert response.status_code == 200, response
    return response, b"".join(response.streaming_content)


def lines(packed):
    return [orjson.loads(line) for line in gzip.decompress(packed).splitlines()]


@pytest.fixture(autouse=True)
def _another_process(monkeypatch):
    monkeypatch.setattr(views, "SNAPSHOTS", snapshots.Snapshots())


@pytest.fixture
def published():
    contents = [clinic(), topic(), article(slug="one"), article(slug="two"), article(slug="gone")]
    for content in contents:
        publish(content)
    publish(article(locale="es"))
    withdraw(contents[-1])
    return contents[:-1]


def test_the_file_holds_every_document_of_the_language_as_its_address_answers(client, published):
    response, packed = download(client)
    head, *documents = lines(packed)
    assert (head["type"], head["locale"], head["serial"]) == ("library", "en", 7)
    assert response["Library-Serial"] == "7"
    assert sorted(document["slug"] for document in documents) == ["back", "clinic", "one", "two"]
    one = next(document for document in documents if document["slug"] == "one")
    assert one == client.get("/api/v1/articles/one/").json()


def test_rich_text_is_in_the_form_asked_for(client, published):
    one = next(found for found in lines(download(client, rich_text="nodes")[1]) if found.get("slug") == "one")
    assert one == client.get("/api/v1/articles/one/?rich_text=nodes").json()


def test_a_client_goes_on_from_the_file(client, published):
    head, *documents = lines(download(client)[1])
    mirror = Mirror(client)
    mirror.after = head["after"]
    mirror.documents = {(found["kind"], found["id"], found["locale"]): found for found in documents}
    publish(article(slug="three"))
    withdraw(published[2])
    publish(article(locale="es", slug="tres"))
    assert sorted(found["slug"] for found in mirror.synchronise().documents.values()) == [
        "back",
        "clinic",
        "three",
        "two",
    ]


def test_the_same_library_and_day_give_the_same_bytes(client, published, monkeypatch):
    with time_machine.travel(NOON):
        first, packed = download(client)
        monkeypatch.setattr(views, "SNAPSHOTS", snapshots.Snapshots())  # as in another process
        second, again = download(client)
        assert packed == again
        assert first["ETag"] == second["ETag"] == f'"{hashlib.sha256(packed).hexdigest()}"'
        assert first["Content-Length"] == str(len(packed))


def test_it_is_written_anew_when_something_changes_or_the_day_ends(client, published):
    publish(article(slug="due", review=review(next_review_on="2026-11-02", reviewed_on="2025-01-01")))
    with time_machine.travel(NOON) as traveller:
        tags = [download(client)[0]["ETag"]]
        assert download(client)[0]["ETag"] == tags[0]
        publish(article(slug="more"))
        tags.append(download(client)[0]["ETag"])
        traveller.shift(24 * 3600)
        tags.append(download(client)[0]["ETag"])
        assert len(set(tags)) == 3


def test_who_downloads_meanwhile_gets_the_old_file_whole(client, published):
    response = client.get("/api/v1/library/en.ndjson.gz")
    publish(article(slug="more"))
    download(client)
    packed = b"".join(response.streaming_content)
    assert hashlib.sha256(packed).hexdigest() == response["ETag"].strip('"')


def test_a_client_that_has_the_file_gets_304(client, published):
    tag = download(client)[0]["ETag"]
    response = client.get("/api/v1/library/en.ndjson.gz", headers={"If-None-Match": tag})
    assert (response.status_code, response["ETag"], response["Library-Serial"]) == (304, tag, "7")


def test_an_empty_library_is_a_file_too(client):
    assert [line["serial"] for line in lines(download(client)[1])] == [0]


def test_a_language_that_is_not_served_is_not_found(client):
    response = client.get("/api/v1/library/fr.ndjson.gz")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert "en, es" in response.json()["detail"]


@pytest.mark.parametrize("accept", ["application/gzip", "application/gzip, application/problem+json", "*/*"])
def test_it_is_given_to_whoever_takes_its_media_type(client, accept):
    response = client.get("/api/v1/library/en.ndjson.gz", headers={"Accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, "application/gzip")
    assert lines(b"".join(response.streaming_content))
