"""GET /api/v1/articles/{slug or id}/"""

from datetime import UTC, datetime
from uuid import UUID

import orjson
import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from api.documents.models import Change, Document
from api.documents.safety import withdraw_for_safety
from api.documents.schemas import KINDS
from tests.api.documents.publishing import NOON, example, identity_of, publish, withdraw
from tests.builders import article, review

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
ID = UUID("6f1c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b01")


def test_an_article_with_every_block_costs_one_query(client, django_assert_num_queries: DjangoAssertNumQueries):
    publish(example("article"))

    with django_assert_num_queries(1):
        response = client.get("/api/v1/articles/sprained-ankle/")

    assert response.status_code == 200
    assert {block["type"] for block in response.json()["body"]} == set(block_types())
    assert KINDS["article"].document.model_validate_json(response.content)


def block_types() -> list[str]:
    schema = KINDS["article"].document.model_json_schema()
    return list(schema["$defs"]["Block"]["discriminator"]["mapping"])


def test_an_article_is_found_by_its_id_in_either_case(client):
    publish(article(id=ID, slug="knee"))

    assert client.get(f"/api/v1/articles/{ID}/").json()["slug"] == "knee"
    assert client.get(f"/api/v1/articles/{str(ID).upper()}/").json()["slug"] == "knee"


def test_each_language_is_asked_for_by_itself_and_english_is_the_default(client):
    publish(article(id=ID, slug="knee"))
    publish(article(id=ID, slug="rodilla", locale="es"))

    assert client.get(f"/api/v1/articles/{ID}/").json()["locale"] == "en"
    assert client.get(f"/api/v1/articles/{ID}/?locale=es").json()["slug"] == "rodilla"
    assert client.get("/api/v1/articles/rodilla/?locale=es").json()["id"] == str(ID)


def test_a_language_that_is_missing_is_told_with_those_that_are_there(client):
    publish(article(id=ID, slug="rodilla", locale="es"))

    for key in ("rodilla", ID):
        response = client.get(f"/api/v1/articles/{key}/")

        assert response.status_code == 404
        assert response.json()["type"] == "/api/problems/not-published/"
        assert response.json()["translations"] == [{"locale": "es", "path": "/es/back/rodilla/"}]


@pytest.mark.parametrize("below", ["", "editions/", "editions/1/"])
def test_the_slug_of_another_language_leads_to_the_one_asked_for(client, below):
    publish(article(id=ID, slug="knee"))
    publish(article(id=ID, slug="rodilla", locale="es"))

    response = client.get(f"/api/v1/articles/knee/{below}?locale=es")

    assert response.status_code == 308
    assert response["Location"] == f"/api/v1/articles/rodilla/{below}?locale=es"
    assert "library" in response["Cache-Tag"].split(",")


def test_a_slug_of_another_language_that_could_mean_several_leads_nowhere(client):
    publish(article(id=ID, slug="knee"))
    publish(article(id=ID, slug="sore-knee"))
    publish(article(id=ID, slug="rodilla", locale="es"))
    publish(another := article(slug="knee", path="/en/joints/knee/"))
    publish(article(id=another.id, slug="otra", locale="es"))

    response = client.get("/api/v1/articles/knee/?locale=es")

    assert response.status_code == 404
    assert {found["path"] for found in response.json()["translations"]} >= {"/es/back/rodilla/", "/es/back/otra/"}


def test_an_article_that_never_was_is_not_found(client):
    response = client.get("/api/v1/articles/unheard-of/")

    assert response.status_code == 404
    assert response.json()["translations"] == []


def test_a_withdrawn_article_is_gone_with_the_reason_and_what_to_read_instead(client):
    old, new = article(slug="old"), article(slug="new", title="The new one")
    publish(old)
    publish(new)
    withdraw(old, reason=Change.Reason.SAFETY, replacement=identity_of(new))

    response = client.get("/api/v1/articles/old/?locale=en", headers={"Accept-Language": "es"})

    assert response.status_code == 410
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["reason"]["code"] == "safety"
    assert response.json()["replacement"] == {
        "kind": "article",
        "id": str(new.id),
        "slug": "new",
        "locale": "en",
        "path": "/en/back/new/",
        "title": "The new one",
    }


@pytest.mark.parametrize(("locale", "told"), [("en", "Don't stretch this way."), ("es", "No estire así.")])
def test_what_was_withdrawn_for_safety_says_what_its_notice_says(client, locale, told):
    content = article(id=ID, slug="knee", locale=locale)
    publish(content)
    withdraw_for_safety(
        [identity_of(content)],
        reason="A wrong exercise",
        messages={"en": "Don't stretch this way.", "es": "No estire así."},
        by="Eva",
        at=NOON,
    )

    response = client.get(f"/api/v1/articles/knee/?locale={locale}")

    assert response.json()["reason"] == {"code": "safety", "detail": told}
    assert response.json()["detail"] == told
    assert "A wrong exercise" not in response.content.decode()


def test_a_replacement_that_was_withdrawn_too_is_not_offered(client):
    old, new = article(slug="old"), article(slug="new")
    publish(old)
    publish(new)
    withdraw(old, replacement=identity_of(new))
    withdraw(new)

    assert client.get("/api/v1/articles/old/").json()["replacement"] is None


def test_an_article_that_was_published_again_is_back(client):
    content = article(slug="knee")
    publish(content)
    withdraw(content)
    publish(content)

    assert client.get("/api/v1/articles/knee/").status_code == 200


def test_a_former_slug_leads_to_the_article_and_keeps_the_query(client):
    publish(article(id=ID, slug="knee"))
    publish(article(id=ID, slug="sore-knee"))
    publish(article(id=ID, slug="sore-knees"))

    for slug in ("knee", "sore-knee"):
        response = client.get(f"/api/v1/articles/{slug}/?fields=title&rich_text=plain")

        assert response.status_code == 308
        assert response["Location"] == "/api/v1/articles/sore-knees/?fields=title&rich_text=plain"


def test_a_slug_that_another_article_has_now_shows_that_one(client):
    publish(article(id=ID, slug="knee"))
    publish(article(id=ID, slug="sore-knee"))
    publish(article(slug="knee", title="Another"))

    assert client.get("/api/v1/articles/knee/").json()["title"] == "Another"


def test_a_former_slug_of_a_withdrawn_article_is_gone(client):
    publish(article(id=ID, slug="knee"))
    content = article(id=ID, slug="sore-knee")
    publish(content)
    withdraw(content)

    assert client.get("/api/v1/articles/sore-knee/").status_code == 410
    assert client.get("/api/v1/articles/knee/").status_code == 410


@pytest.mark.parametrize("key", ["%00", "a%00b", "%ED%A0%80", "x" * 3000, "%F0%9F%A6%B4", "..%2F..", "a b", "'--"])
def test_a_key_that_can_be_nothing_is_not_found(client, key):
    assert client.get(f"/api/v1/articles/{key}/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", {"format": "html", "html": "<p>Walking keeps the back supple.</p>"}),
        ("?rich_text=html", {"format": "html", "html": "<p>Walking keeps the back supple.</p>"}),
        ("?rich_text=plain", {"format": "plain", "text": "Walking keeps the back supple."}),
        (
            "?rich_text=nodes",
            {
                "format": "nodes",
                "nodes": [
                    {
                        "type": "paragraph",
                        "children": [{"type": "text", "text": "Walking keeps the back supple.", "marks": []}],
                    }
                ],
            },
        ),
    ],
)
def test_rich_text_comes_as_asked(client, asked, expected):
    publish(article(slug="back"))

    assert client.get(f"/api/v1/articles/back/{asked}").json()["body"][0]["content"] == expected


def test_fields_leaves_only_what_was_asked_for_and_the_identity(client):
    publish(article(slug="back"))

    assert list(client.get("/api/v1/articles/back/?fields=title,summary").json()) == [
        "kind", "id", "locale", "title", "summary",
    ]  # fmt: skip


def test_pictures_have_absolute_addresses(client, settings):
    settings.MEDIA_URL = "https://cdn.example/media/"
    publish(example("article"))

    document = client.get("/api/v1/articles/sprained-ankle/").json()

    assert document["hero"]["sources"][0]["url"].startswith("https://cdn.example/media/images/ankle")
    assert b"media:" not in client.get("/api/v1/articles/sprained-ankle/").content


@pytest.mark.parametrize(
    ("stored", "next_review_on", "shown"),
    [
        ("current", "2026-11-23", "current"),
        ("current", "2026-11-22", "current"),
        ("current", "2026-11-21", "overdue"),
        ("changed_since_review", "2026-11-21", "changed_since_review"),
        ("changed_since_review", "2026-11-23", "changed_since_review"),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_the_review_status_is_that_of_the_day(client, stored, next_review_on, shown):
    publish(article(slug="back", review=review(status=stored, next_review_on=next_review_on)))

    assert client.get("/api/v1/articles/back/").json()["review"]["status"] == shown
    assert client.get("/api/v1/articles/").json()["results"][0]["review"]["status"] == shown


def test_what_is_published_is_what_is_answered(client):
    publish(article(slug="back"))
    stored = Document.objects.get().current

    assert client.get("/api/v1/articles/back/?rich_text=nodes").json() == orjson.loads(stored.body)
