"""A pass shows one draft to whoever holds it, until it is over."""

from datetime import timedelta

import pytest
import time_machine

from api.documents.rich_text import to_plain
from api.previews import passes
from api.previews.models import Pass
from api.previews.shapes import ArticlePreview
from tests.api.documents.publishing import publish
from tests.api.previews.sharing import NOON, WEEK, draft, share
from tests.builders import article

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _a_little_later():
    with time_machine.travel(LATER, tick=False):
        yield


def address(secret):
    return f"/api/v1/previews/{secret}/"


def test_a_pass_shows_the_draft_whole(client):
    shown = draft(title="A draft about backs")
    response = client.get(address(share(shown).secret))
    told = response.json()
    assert response.status_code == 200
    assert told["title"] == "A draft about backs"
    assert told["body"][0]["content"] == {"format": "html", "html": "<p>Walking keeps the back supple.</p>"}
    assert told["edition"] == 1
    assert told["preview"] == {
        "drafted_at": "2026-11-02T12:00:00Z",
        "expires_at": "2026-11-09T12:00:00Z",
        "missing": [],
    }
    ArticlePreview.model_validate_json(response.content)


def test_rich_text_comes_in_the_form_asked_for(client):
    secret = share().secret
    assert client.get(address(secret), {"rich_text": "plain"}).json()["body"][0]["content"]["format"] == "plain"
    nodes = client.get(address(secret), {"rich_text": "nodes"}).json()["body"][0]["content"]["nodes"]
    assert to_plain(nodes) == "Walking keeps the back supple."


def test_nobody_keeps_a_draft(client):
    response = client.get(address(share().secret))
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in response
    assert response["Content-Language"] == "en"


def test_a_draft_may_lack_what_the_gate_asks_for_and_says_so(client):
    incomplete = draft(
        missing=["summary", "reviewer"],
        summary="",
        escalation=None,
        call_to_action=None,
        review=None,
        references=[],
        body=[],
        seo={"title": "", "description": "", "image": None, "json_ld": {}},
    )
    told = client.get(address(share(incomplete).secret)).json()
    assert told["escalation"] is None
    assert told["review"] is None
    assert told["preview"]["missing"] == [
        {"field": "summary", "detail": "summary is missing."},
        {"field": "reviewer", "detail": "reviewer is missing."},
    ]


def test_a_draft_of_something_published_would_be_its_next_edition(client):
    published = article()
    publish(published)
    told = client.get(address(share(draft(id=str(published.id), title="Anew")).secret)).json()
    assert (told["edition"], told["first_published_at"]) == (2, "2026-11-02T12:00:00Z")
    assert client.get(f"/api/v1/articles/{published.slug}/").json()["title"] == "Back pain"


def test_each_view_is_counted_with_its_moment(client):
    secret, row = share()
    client.get(address(secret))
    client.get(f"/previews/{secret}/")
    row.refresh_from_db()
    assert (row.views, row.last_viewed_at) == (2, LATER)


def test_a_pass_that_nobody_made_is_not_there(client):
    share()
    response = client.get(address("guess"))
    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"
    assert "pass" in response.json()["detail"]
    assert client.get(address("%00")).status_code == 404


def test_the_pass_itself_is_kept_nowhere():
    secret, row = share()
    values = Pass.objects.filter(pk=row.pk).values().get()
    assert len(secret) >= 43
    assert not any(secret in str(value) for value in values.values())
    assert share().secret != secret


def test_a_pass_expires(client):
    secret = share().secret
    with time_machine.travel(NOON + WEEK, tick=False):
        response = client.get(address(secret))
    assert response.status_code == 410
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert response.json()["type"] == "/api/problems/preview-over/"
    assert response.json()["reason"]["code"] == "expired"


def test_a_pass_that_is_taken_back_shows_nothing_any_more_and_loses_its_draft(client):
    secret, row = share()
    assert passes.revoke(row, by="Eva", at=LATER)
    assert client.get(address(secret)).json()["reason"]["code"] == "revoked"
    row.refresh_from_db()
    assert (bytes(row.body), row.ended_by, row.views) == (b"", "Eva", 0)
    assert not passes.revoke(row, by="Max", at=LATER)


def test_once_the_article_is_published_its_shared_passes_lead_there(client):
    published = article()
    secret, _row = share(draft(id=str(published.id)))
    other = share().secret
    change = publish(published)
    identity = passes.store.Identity("article", published.id, "en")
    assert passes.end_published(identity, by="Eva", at=LATER) == 1
    told = client.get(address(secret)).json()
    assert told["reason"]["code"] == "published"
    assert told["replacement"]["path"] == change.document.path
    assert client.get(address(other)).status_code == 200


def test_problems_speak_the_language_asked_for(client):
    secret, row = share()
    passes.revoke(row, by="Eva", at=LATER)
    response = client.get(address(secret), {"locale": "es"})
    assert response.json()["reason"]["detail"] == "La redacción ha retirado la vista previa."


def test_a_newer_draft_takes_the_place_of_the_old_one(client):
    secret, row = share()
    assert passes.replace(row, draft(title="Newer"), at=LATER)
    assert client.get(address(secret)).json()["title"] == "Newer"
    passes.revoke(row, by="Eva", at=LATER)
    assert not passes.replace(row, draft(title="Too late"), at=LATER)
    assert client.get(address(secret)).status_code == 410


def test_an_editor_sees_what_was_written_last_under_the_same_pass(client):
    for title in ("B", "Back", "Back pain"):
        passes.show_editor(draft(title=title), secret="of the session", by="Eva", at=LATER)
    assert client.get(address("of the session")).json()["title"] == "Back pain"
    assert Pass.objects.get().purpose == "editor"


def test_a_preview_costs_two_queries(client, django_assert_num_queries):
    secret = share().secret
    with django_assert_num_queries(2):
        client.get(address(secret))


def test_what_is_over_is_forgotten_in_time():
    editor = passes.show_editor(draft(), secret="of the session", by="Eva", at=NOON)
    good, expired, old = (share(expires_at=NOON + timedelta(days=days)).row for days in (30, 1, -40))
    revoked = share().row
    passes.revoke(revoked, by="Eva", at=NOON)
    passes.purge(at=NOON + timedelta(days=2))
    rows = {row.pk: bytes(row.body) for row in Pass.objects.all()}
    assert editor.pk not in rows
    assert old.pk not in rows
    assert rows[expired.pk] == rows[revoked.pk] == b""
    assert rows[good.pk]
    assert passes.purge(at=NOON + timedelta(days=2)) == 0
    passes.purge(at=NOON + timedelta(days=31))
    assert not Pass.objects.filter(pk=revoked.pk).exists()
