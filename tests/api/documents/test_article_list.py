"""GET /api/v1/articles/"""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine

from tests.api.documents.publishing import NOON, publish, withdraw
from tests.builders import TOPIC_ID, article, escalation, review

pytestmark = pytest.mark.django_db
KNEES = "7b0c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b44"


def publish_many(count: int, **fields) -> list[str]:
    """Articles published an hour apart, the newest last."""
    slugs = [f"article-{number}" for number in range(count)]
    for number, slug in enumerate(slugs):
        publish(article(slug=slug, title=f"Title {number}", **fields), at=NOON + timedelta(hours=number))
    return slugs


def slugs_of(response) -> list[str]:
    assert response.status_code == 200, response.content
    return [found["slug"] for found in response.json()["results"]]


def follow(client, url: str | None, relation: str) -> list[str]:
    """Every slug on the page at `url` and on those that it leads to, in the order of the list."""
    slugs: list[str] = []
    while url:
        response = client.get(f"{urlsplit(url).path}?{urlsplit(url).query}")
        slugs = slugs + slugs_of(response) if relation == "next" else slugs_of(response) + slugs
        url = response.json()[relation]
    return slugs


def test_the_newest_comes_first(client):
    slugs = publish_many(3)

    assert slugs_of(client.get("/api/v1/articles/")) == slugs[::-1]


@pytest.mark.parametrize("query", ["", "?limit=7", "?topic=back&audience=adults&level=urgent&review_status=current"])
def test_a_list_costs_one_query_whatever_it_holds(client, django_assert_num_queries, query):
    publish_many(12)

    with django_assert_num_queries(1):
        assert client.get(f"/api/v1/articles/{query}").json()["results"]


def test_an_empty_list_costs_two_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        response = client.get("/api/v1/articles/")

    assert response.json() == {"results": [], "next": None, "previous": None}
    assert response["Library-Serial"] == "0"


@pytest.mark.parametrize("order", ["-first_published", "first_published", "-updated", "updated", "title", "-title"])
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_pages_forth_and_back_show_every_article_once(client, order, limit):
    publish_many(7)
    whole = slugs_of(client.get(f"/api/v1/articles/?order={order}"))

    forth = follow(client, f"/api/v1/articles/?order={order}&limit={limit}", "next")
    assert forth == whole

    url = f"/api/v1/articles/?order={order}&limit={limit}"
    while following := client.get(url).json()["next"]:
        url = following.removeprefix("http://127.0.0.1:8000")
    assert follow(client, url, "previous") == whole


def test_articles_published_at_the_same_moment_are_all_shown(client):
    for number in range(5):
        publish(article(slug=f"article-{number}", title="The same"), at=NOON)

    for order in ("-first_published", "title"):
        assert len(set(follow(client, f"/api/v1/articles/?limit=2&order={order}", "next"))) == 5


def test_pages_stay_whole_while_others_publish_and_withdraw(client):
    slugs = publish_many(6)
    first = client.get("/api/v1/articles/?limit=2")

    publish(article(slug="breaking"), at=NOON + timedelta(days=1))
    withdraw(article(slug=slugs[4], id=first.json()["results"][1]["id"]))

    assert follow(client, first.json()["next"], "next") == slugs[3::-1]


def test_the_pages_beside_are_linked_in_the_headers_too(client):
    publish_many(3)
    first = client.get("/api/v1/articles/?limit=1&fields=title").json()
    response = client.get(first["next"].removeprefix("http://127.0.0.1:8000"))

    assert response["Link"] == f'<{response.json()["next"]}>; rel="next", <{response.json()["previous"]}>; rel="prev"'
    assert "limit=1" in response.json()["next"]
    assert "fields=title" in response.json()["next"]


def test_pages_are_at_the_public_address_whatever_host_was_asked(client, settings):
    settings.PUBLIC_URL = "https://clinic.example"
    publish_many(2)

    assert client.get("/api/v1/articles/?limit=1").json()["next"].startswith("https://clinic.example/api/v1/articles/?")


@pytest.mark.parametrize("change", ["order=title", "locale=es", "topic=back"])
def test_a_cursor_is_good_only_for_its_own_list(client, change):
    publish_many(2)
    url = client.get("/api/v1/articles/?limit=1").json()["next"].removeprefix("http://127.0.0.1:8000")

    response = client.get(f"{url}&{change}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "wrong-cursor"


def test_a_cursor_of_another_kind_is_refused(client):
    publish_many(2)
    query = urlsplit(client.get("/api/v1/articles/?limit=1").json()["next"]).query

    assert client.get(f"/api/v1/topics/?{query}").status_code == 400


def test_a_cursor_that_was_tampered_with_is_refused(client):
    publish_many(2)
    url = client.get("/api/v1/articles/?limit=1").json()["next"].removeprefix("http://127.0.0.1:8000")

    for broken in (f"{url}x", url.replace("cursor=", "cursor=A"), "/api/v1/articles/?cursor=abc", f"{url[:-3]}"):
        assert client.get(broken).json()["errors"][0] == {
            "parameter": "cursor",
            "code": "wrong-cursor",
            "detail": "The cursor doesn't belong to this list. "
            "Follow `next` and `previous` as they are, or start without one.",
        }


def test_only_the_language_asked_for_is_listed(client):
    publish(article(slug="knee"))
    publish(article(slug="rodilla", locale="es"))

    assert slugs_of(client.get("/api/v1/articles/")) == ["knee"]
    assert slugs_of(client.get("/api/v1/articles/?locale=es")) == ["rodilla"]


def test_a_topic_is_named_by_its_slug_or_its_id(client):
    publish(article(slug="back"))
    publish(article(slug="knee", topics=[{"id": KNEES, "slug": "knees",
                                          "path": "/en/knees/", "title": "Knees"}]))  # fmt: skip

    assert slugs_of(client.get("/api/v1/articles/?topic=back")) == ["back"]
    assert slugs_of(client.get(f"/api/v1/articles/?topic={TOPIC_ID}")) == ["back"]
    assert slugs_of(client.get("/api/v1/articles/?topic=elbow")) == []


def test_audience_level_and_ids_narrow_the_list(client):
    mild, urgent = article(slug="mild", escalation=escalation(level="self_care"), audience=["children"]), article()
    publish(mild)
    publish(urgent)

    assert slugs_of(client.get("/api/v1/articles/?audience=children")) == ["mild"]
    assert slugs_of(client.get("/api/v1/articles/?level=self_care")) == ["mild"]
    assert slugs_of(client.get("/api/v1/articles/?level=urgent&audience=children")) == []
    assert slugs_of(client.get(f"/api/v1/articles/?ids={mild.id}")) == ["mild"]
    assert len(slugs_of(client.get(f"/api/v1/articles/?ids={mild.id},{urgent.id}"))) == 2


@time_machine.travel(datetime(2026, 11, 22, 15, tzinfo=UTC), tick=False)
def test_articles_are_found_by_the_state_of_their_review_today(client):
    publish(article(slug="current", review=review(next_review_on="2026-11-22")))
    publish(article(slug="overdue", review=review(next_review_on="2026-11-21")))
    publish(article(slug="changed", review=review(status="changed_since_review", next_review_on="2026-11-21")))

    assert slugs_of(client.get("/api/v1/articles/?review_status=current")) == ["current"]
    assert slugs_of(client.get("/api/v1/articles/?review_status=overdue")) == ["overdue"]
    assert slugs_of(client.get("/api/v1/articles/?review_status=changed_since_review")) == ["changed"]


def test_updated_since_includes_the_moment_itself_in_any_offset(client):
    publish(article(slug="before"), at=NOON - timedelta(seconds=1))
    publish(article(slug="then"), at=NOON)

    assert slugs_of(client.get("/api/v1/articles/?updated_since=2026-11-02T12:00:00Z")) == ["then"]
    assert slugs_of(client.get("/api/v1/articles/?updated_since=2026-11-02T14:00:00%2B02:00")) == ["then"]
    assert slugs_of(client.get("/api/v1/articles/?updated_since=2026-11-02t12:00:00.001z")) == []


def test_fields_holds_for_each_of_the_list(client):
    publish(article(slug="back"))

    assert list(client.get("/api/v1/articles/?fields=slug").json()["results"][0]) == ["kind", "id", "locale", "slug"]


def test_what_was_withdrawn_is_not_listed(client):
    content = article(slug="back")
    publish(content)
    withdraw(content)

    assert slugs_of(client.get("/api/v1/articles/")) == []
