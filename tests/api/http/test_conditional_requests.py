"""What every public answer gives to caches, and what it does for a client that has it already."""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine

from tests.api.documents.publishing import NOON, publish, withdraw
from tests.builders import article, clinic, review

pytestmark = pytest.mark.django_db
ID = UUID("6f1c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b01")
PATHS = [
    "/api/v1/",
    "/api/v1/articles/",
    "/api/v1/articles/knee/",
    "/api/v1/topics/",
    "/api/v1/clinicians/",
    "/api/v1/clinic/",
    "/api/v1/resolve/?path=/en/back/knee/",
    "/api/v1/openapi.json",
]
LIBRARY_PATHS = PATHS[:-1]


@pytest.fixture(autouse=True)
def _something_published():
    publish(article(slug="knee", id=ID))
    publish(clinic())


@pytest.mark.parametrize("path", PATHS)
def test_the_entity_tag_is_the_digest_of_the_bytes_and_gives_304(client, path):
    whole = client.get(path)
    assert whole["ETag"] == f'"{hashlib.sha256(whole.content).hexdigest()}"'

    for tags in (whole["ETag"], f'W/"x", {whole["ETag"]}', f"W/{whole['ETag']}", "*"):
        again = client.get(path, headers={"If-None-Match": tags})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("ETag", "Cache-Control"):
            assert again[name] == whole[name]

    assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize("path", LIBRARY_PATHS)
def test_an_answer_says_what_it_was_made_from(client, path):
    for response in (client.get(path), client.get(path, headers={"If-None-Match": "*"})):
        assert response["Library-Serial"] == "2"
        assert response["Cache-Tag"]
        assert response["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60, stale-if-error=3600"


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_varies_with_nothing(client, path):
    response = client.get(path, headers={"Origin": "https://web.example", "Accept-Language": "es", "Cookie": "a=b"})

    assert "Vary" not in response
    assert response.get("Content-Language") in {None, "en"}  # that of the document, whoever asks
    assert "Set-Cookie" not in response


@pytest.mark.parametrize("path", PATHS)
def test_head_tells_the_same_without_the_body(client, path):
    head, whole = client.head(path), client.get(path)

    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == whole["ETag"]
    assert head["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize("path", PATHS)
def test_options_lists_the_methods(client, path):
    response = client.options(path)

    assert (response.status_code, response.content) == (204, b"")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_what_was_not_modified_since_is_not_sent_again(client):
    whole = client.get("/api/v1/articles/knee/")

    assert (
        client.get("/api/v1/articles/knee/", headers={"If-Modified-Since": whole["Last-Modified"]}).status_code == 304
    )

    publish(article(slug="knee", id=ID, title="New"), at=NOON + timedelta(hours=1))

    again = client.get("/api/v1/articles/knee/", headers={"If-Modified-Since": whole["Last-Modified"]})
    assert again.json()["title"] == "New"


def test_a_list_that_lost_an_article_is_modified(client):
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        before = client.get("/api/v1/articles/")["Last-Modified"]
        withdraw(article(slug="knee", id=ID), at=NOON + timedelta(hours=1))

        assert client.get("/api/v1/articles/", headers={"If-Modified-Since": before}).status_code == 200


def test_a_client_that_insists_on_another_version_gets_a_problem(client):
    response = client.get("/api/v1/articles/knee/", headers={"If-Match": '"another"'})

    assert response.status_code == 412
    assert response.json()["type"] == "/api/problems/precondition-failed/"


def test_broken_conditions_are_no_conditions(client):
    for headers in ({"If-None-Match": "knee"}, {"If-None-Match": '"'}, {"If-Modified-Since": "yesterday"}):
        assert client.get("/api/v1/articles/knee/", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/articles/knee/", "/api/v1/articles/"])
def test_no_answer_is_kept_beyond_the_midnight_that_makes_a_review_overdue(client, path):
    publish(article(slug="knee", id=ID, review=review(next_review_on="2026-11-22")))

    with time_machine.travel(datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC), tick=False):
        assert "max-age=60" in client.get(path)["Cache-Control"]
    for hour in (0, 12, 23):
        with time_machine.travel(datetime(2026, 11, 22, hour, tzinfo=UTC), tick=False):
            last_day = client.get(path)
            assert last_day["Cache-Control"] == "public, max-age=0, must-revalidate"
            assert "overdue" not in last_day.content.decode()
    with time_machine.travel(datetime(2026, 11, 23, tzinfo=UTC), tick=False):
        after = client.get(path, headers={"If-Modified-Since": last_day["Last-Modified"], "If-None-Match": '"x"'})
        assert "overdue" in after.content.decode()
        assert "max-age=60" in after["Cache-Control"]
        unconditional = client.get(path, headers={"If-Modified-Since": last_day["Last-Modified"]})
        assert unconditional.status_code == 200


def test_a_list_by_review_status_is_asked_for_anew_every_day(client):
    for status in ("current", "overdue"):
        response = client.get(f"/api/v1/articles/?review_status={status}")
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_change_names_the_tags_of_every_answer_that_it_makes_stale(client):
    from api.documents.models import Document
    from api.documents.tags import tags_of_change

    tags = tags_of_change(Document.objects.get(kind="article"))

    for path in ("/api/v1/", "/api/v1/articles/", "/api/v1/articles/knee/", "/api/v1/resolve/?path=/en/back/knee/"):
        assert client.get(path)["Cache-Tag"] in tags
    assert client.get("/api/v1/articles/?locale=es")["Cache-Tag"] not in tags
    assert client.get("/api/v1/topics/")["Cache-Tag"] not in tags
