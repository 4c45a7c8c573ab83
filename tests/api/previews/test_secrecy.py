"""A draft is read with its pass, and in no other way."""

import gzip

import pytest
import requests
from django.utils import timezone

from api.previews import passes
from tests.api.documents.publishing import publish
from tests.api.previews.sharing import WEEK, draft, share
from tests.builders import article, escalation, text_block
from tests.servers import serve

pytestmark = pytest.mark.django_db(transaction=True)
MARK = "Zebrafinch"
"""A word that stands in every text of the draft, and nowhere else."""


@pytest.fixture
def published():
    """An article of which there is a draft, shared and on an editor's screen."""
    content = article()
    publish(content)
    shown = draft(
        id=str(content.id),
        title=f"{MARK} title",
        summary=f"{MARK} summary",
        slug="zebrafinch-slug",
        path="/en/back/zebrafinch-slug/",
        also_known_as=[f"{MARK} syndrome"],
        body=[text_block(f"{MARK} text"), escalation(heading=f"{MARK} help")],
    )
    share(shown, expires_at=timezone.now() + WEEK)
    passes.show_editor(shown, secret="of the session", by="Eva", at=timezone.now())
    share(
        draft(title=f"{MARK}, never published", slug="zebrafinch-new", path="/en/back/zebrafinch-new/"),
        expires_at=timezone.now() + WEEK,
    )
    return content


def everything_public(url, key):
    """Every address that reads, found by following what the answers lead to, and what a stranger would guess."""
    waiting = [
        "/api/v1/",
        "/api/v1/search/?q=zebrafinch",
        "/api/v1/search/suggest/?q=zebra",
        "/api/v1/resolve/?path=/en/back/zebrafinch-slug/",
        "/api/v1/articles/zebrafinch-slug/",
        "/api/v1/articles/zebrafinch-new/",
        f"/api/v1/articles/{key}/",
        f"/api/v1/articles/{key}/?at=2026-11-03T00:00:00Z",
        f"/api/v1/articles/{key}/editions/",
        f"/api/v1/articles/{key}/editions/1/",
        f"/api/v1/articles/{key}/editions/2/",
        "/api/v1/changes/?include=documents",
        "/api/v1/safety-notices/",
        "/api/v1/library/en.ndjson.gz",
        "/api/v1/previews/",
        f"/api/v1/previews/{key}/",
        "/api/v1/previews/1/",
        "/previews/1/",
        "/api/v1/openapi.json",
        *(f"/api/v1/{kind}/" for kind in ("articles", "topics", "clinicians", "clinic", "forms")),
    ]
    seen = {}
    while waiting:
        address = waiting.pop()
        response = requests.get(url + address, timeout=30)
        found = response.content
        seen[address] = gzip.decompress(found) if found[:2] == b"\x1f\x8b" else found
        if response.headers["Content-Type"] == "application/json" and address == "/api/v1/":
            links = [link for link in response.json()["links"].values() if "{" not in link]
            waiting += [link.removeprefix(url) for link in links if link.startswith((url, "/")) and link not in seen]
    return seen


def test_no_public_address_says_a_word_of_a_draft(published):
    with serve() as (host, port):
        answers = everything_public(f"http://{host}:{port}", published.id)
    assert "/api/v1/search/?q=zebrafinch" in answers
    assert b"Walking keeps the back supple." in answers["/api/v1/library/en.ndjson.gz"]
    told = {address for address, answer in answers.items() if MARK.encode() in answer}
    assert told == set()


def test_a_read_node_without_the_cms_shows_a_draft_and_never_from_memory():
    secret, row = share(expires_at=timezone.now() + WEEK)
    with serve(CMS_ENABLED="False", RESPONSE_CACHE_BYTES="1000000", DELIVERY_FRESHNESS="60") as (host, port):
        address = f"http://{host}:{port}/api/v1/previews/{secret}/"
        first, second = requests.get(address, timeout=30), requests.get(address, timeout=30)
        page = requests.get(f"http://{host}:{port}/previews/{secret}/", timeout=30)
        passes.revoke(row, by="Eva", at=timezone.now())
        third = requests.get(address, timeout=30)
    assert "hit" not in second.headers.get("Cache-Status", "")
    assert (first.status_code, page.status_code, third.status_code) == (200, 200, 410)
    row.refresh_from_db()
    assert row.views == 3
