"""min_serial=: no answer from a library that doesn't know yet what the client knows."""

import pytest

from tests.api.documents.publishing import publish
from tests.builders import article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _published():
    publish(article())


@pytest.mark.parametrize(
    "path", ["articles/", "articles/back-pain/", "resolve/?path=/en/back/back-pain/", "changes/", ""]
)
def test_a_serial_that_was_drawn_is_answered(client, path):
    answer = client.get(f"/api/v1/{path}{'&' if '?' in path else '?'}min_serial=1")
    assert (answer.status_code, answer["Library-Serial"]) == (200, "1")


@pytest.mark.parametrize("path", ["articles/", "articles/back-pain/", "articles/unknown/", "changes/"])
def test_a_serial_that_was_not_drawn_yet_is_asked_for_again_later(client, path):
    answer = client.get(f"/api/v1/{path}?min_serial=2")
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "1", "no-store")
    assert answer.json()["type"] == "/api/problems/behind/"
    publish(article(slug="second"))
    assert client.get(f"/api/v1/{path}?min_serial=2").status_code in {200, 404}


@pytest.mark.parametrize("value", ["-1", "one", "1.0", "9" * 30, "", "%D9%A1"])
def test_what_is_no_serial_is_named(client, value):
    answer = client.get(f"/api/v1/articles/?min_serial={value}")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "min_serial")


def test_two_serials_are_refused_and_not_waited_for(client):
    answer = client.get("/api/v1/articles/?min_serial=1&min_serial=9")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "repeated")


def test_the_pages_beside_it_do_not_repeat_it(client):
    publish(article(slug="second"))
    assert "min_serial" not in client.get("/api/v1/articles/?limit=1&min_serial=2").json()["next"]
