"""locale_fallback=: another language rather than none, said in the answer."""

import pytest

from api.documents.safety import withdraw_for_safety
from tests.api.documents.publishing import NOON, identity_of, publish, withdraw
from tests.builders import article, clinic

pytestmark = pytest.mark.django_db
SPANISH = {"locale": "es", "locale_fallback": "en"}


@pytest.fixture
def english():
    publish(content := article())
    return content


def spanish(english):
    return article(id=english.id, locale="es", slug="dolor-de-espalda")


def test_what_is_not_published_in_a_language_is_answered_in_another(client, english):
    for key in (english.slug, str(english.id)):
        answer = client.get(f"/api/v1/articles/{key}/", SPANISH)
        assert (answer.status_code, answer["Content-Language"], answer.json()["locale"]) == (200, "en", "en")


def test_without_asking_for_another_language_there_is_none(client, english):
    assert client.get(f"/api/v1/articles/{english.id}/", {"locale": "es"}).status_code == 404


def test_the_language_asked_for_comes_first(client, english):
    publish(spanish(english))
    answer = client.get(f"/api/v1/articles/{english.id}/", SPANISH)
    assert (answer["Content-Language"], answer.json()["locale"]) == ("es", "es")


def test_the_language_asked_for_comes_first_under_the_slug_of_another_too(client, english):
    publish(spanish(english))
    answer = client.get(f"/api/v1/articles/{english.slug}/", SPANISH)
    assert answer.status_code == 308
    assert answer["Location"] == "/api/v1/articles/dolor-de-espalda/?locale=es&locale_fallback=en"


def test_the_slug_of_a_language_that_was_unpublished_finds_the_other_one(client, english):
    publish(content := spanish(english))
    withdraw(content)
    answer = client.get("/api/v1/articles/dolor-de-espalda/", SPANISH)
    assert (answer.status_code, answer.json()["locale"]) == (200, "en")


def test_what_was_withdrawn_for_safety_has_no_substitute(client, english):
    publish(content := spanish(english))
    words = {"en": "Stop.", "es": "Pare."}
    withdraw_for_safety([identity_of(content)], reason="Wrong", messages=words, by="Eva", at=NOON)
    assert client.get("/api/v1/articles/dolor-de-espalda/", SPANISH).status_code == 410


def test_a_cache_that_holds_the_substitute_forgets_it_when_the_language_is_published(client, english):
    held = client.get(f"/api/v1/articles/{english.id}/", SPANISH)["Cache-Tag"].split(",")
    publish(spanish(english))
    entries = client.get("/api/v1/changes/").json()["results"]
    published = next(entry["tags"] for entry in entries if entry["locale"] == "es")
    assert set(held) & set(published)


def test_the_clinic_falls_back_too(client):
    publish(clinic())
    assert client.get("/api/v1/clinic/", SPANISH)["Content-Language"] == "en"


def test_a_language_that_is_not_served_is_refused(client, english):
    answer = client.get(f"/api/v1/articles/{english.id}/", {"locale": "es", "locale_fallback": "en,fr"})
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "locale_fallback")
