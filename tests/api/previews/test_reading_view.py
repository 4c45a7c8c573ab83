"""The plain page that shows a draft where no website or app does."""

import re

import orjson
import pytest
import time_machine
from bs4 import BeautifulSoup

from api.documents import examples
from api.previews import passes
from tests.api.previews.sharing import NOON, draft, share
from tests.builders import article, call_to_action, escalation, review

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def read(client, shown, **headers):
    response = client.get(f"/previews/{share(shown).secret}/", headers=headers)
    return response, BeautifulSoup(response.content, "html.parser")


def words(text):
    return set(re.findall(r"\w+", text.lower()))


def the_example(**changes):
    """A draft with every kind of block, pictures included."""
    names = type(article()).model_fields
    stored = orjson.loads(examples.stored("article"))
    return draft(**{name: stored[name] for name in names} | changes)


def test_every_block_says_everything_that_it_says_elsewhere(client):
    shown = the_example()
    _response, page = read(client, shown)
    assert {block.type for block in shown.content.body} >= {"text", "benefits", "alternatives", "escalation", "table"}
    for block in shown.content.body:
        section = page.find(id=block.anchor)
        assert section, block.type
        assert getattr(block, "heading", None) is None or block.heading in section.get_text()
        said = f"{block.title} {block.transcript}" if block.type == "video" else block.fallback_text
        assert words(said) <= words(str(page)), block.type


def test_when_to_see_a_doctor_stands_out_with_its_level_and_its_number(client):
    _response, page = read(client, draft(body=[escalation(level="emergency", anchor="help")]))
    section = page.find(id="help")
    assert "emergency" in section["class"]
    assert "Emergency: call now" in section.get_text()
    assert "2 weeks" in section.get_text()
    assert section.find("a", href="tel:+13055550142").get_text() == "Call us"


def test_pictures_come_in_every_size_that_is_ready(client):
    _response, page = read(client, the_example())
    picture = page.find("picture")
    assert picture.source["type"] == "image/avif"
    assert "640w" in picture.img["srcset"]
    assert picture.img["alt"]
    assert picture.img["src"].startswith("http")


def test_it_is_in_the_language_of_the_article(client):
    response, page = read(client, draft(locale="es", review=None), accept_language="en")
    assert page.html["lang"] == response["Content-Language"] == "es"
    assert "Borrador sin revisar." in page.get_text()


def test_it_says_that_it_is_a_draft_and_what_is_missing(client):
    _response, page = read(client, draft(missing=["summary", "reviewer"], review=None))
    banner = page.find(class_="banner").get_text(" ", strip=True)
    assert "Draft, not reviewed." in banner
    assert "2 things are missing" in banner
    assert "summary is missing." in banner
    assert "Nov. 9, 2026" in banner


@pytest.mark.parametrize(
    ("status", "banner", "told"),
    [
        ("current", "Draft, not published.", "Reviewed by"),
        ("changed_since_review", "Draft, not reviewed.", "Changed since the last review."),
    ],
)
def test_a_draft_that_a_clinician_has_signed_off_is_told_from_one_that_changed_since(client, status, banner, told):
    _response, page = read(client, draft(review=review(status=status)))
    assert banner in page.find(class_="banner").get_text()
    assert told in page.find("footer").get_text()


def test_the_clinics_own_call_to_action_closes_an_article_that_has_none(client):
    _response, page = read(client, draft(call_to_action=call_to_action(label="Book a visit")))
    assert page.find(class_="call_to_action").find("a").get_text() == "Book a visit"


def test_a_link_to_another_article_is_only_its_words(client):
    target = {
        "type": "document",
        "href": "/en/knee/",
        "document": {
            "kind": "topic",
            "id": "7b0c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b02",
            "slug": "knee",
            "locale": "en",
            "path": "/en/knee/",
            "title": "Knee",
        },
    }
    words = {"type": "text", "text": "about knees", "marks": []}
    paragraph = {"type": "paragraph", "children": [{"type": "link", "target": target, "children": [words]}]}
    body = [
        {
            "id": "7b0c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b0f",
            "type": "text",
            "anchor": "text",
            "fallback_text": "about knees",
            "heading": None,
            "content": {"format": "nodes", "nodes": [paragraph]},
        }
    ]
    _response, page = read(client, draft(body=body))
    assert "about knees" in page.get_text()
    assert not page.find("a", href="/en/knee/")


def test_what_an_editor_writes_is_text_never_markup(client):
    _response, page = read(client, draft(title="<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>"))
    assert not page.find("script")
    assert page.h1.get_text() == "<script>alert(1)</script>"


def test_nobody_keeps_it_and_nothing_but_the_text_is_loaded(client):
    response, page = read(client, draft())
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert "noindex" in page.find("meta", attrs={"name": "robots"})["content"]
    assert response["Referrer-Policy"] == "no-referrer"
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self' http")
    assert "frame-ancestors 'self'" in policy
    assert not page.find_all(style=True)
    assert not response.cookies


def test_a_pass_that_is_over_says_so_in_the_visitors_language(client):
    secret, row = share()
    passes.revoke(row, by="Eva", at=NOON)
    response = client.get(f"/previews/{secret}/", headers={"accept-language": "es"})
    assert response.status_code == 410
    assert "La redacción ha retirado la vista previa." in response.text
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    unknown = client.get("/previews/guess/")
    assert unknown.status_code == 404
    assert "There is no such preview" in unknown.text


def test_only_reading_is_allowed(client):
    assert client.post(f"/previews/{share().secret}/").status_code == 405
