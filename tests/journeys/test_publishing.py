"""An editor writes an article, mends what the gate finds, publishes, and takes it down again."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.editor import add_summary_and_reference, publish, say_what_has_changed, write_article
from tests.journeys.looking import photograph
from tests.journeys.people import sign_in
from tests.journeys.site import Site

TITLE = "Swimming with a sore back"
SLUG = "swimming-with-a-sore-back"


@pytest.fixture
def editor(page: Page, site: Site) -> Page:
    sign_in(page, site)
    return page


def test_an_editor_writes_mends_publishes_and_withdraws_an_article(editor: Page, site: Site) -> None:
    write_article(editor, site, TITLE)
    photograph(editor, "written")
    publish(editor)
    photograph(editor, "refused")
    for reason in ("summary", "reviewer", "reference"):
        expect(editor.locator("#page-edit-form")).to_contain_text(re.compile(reason, re.IGNORECASE))
    assert site.get(f"/articles/{SLUG}/").status_code == 404

    mend(editor)
    publish(editor)
    expect(editor.locator(".messages")).to_contain_text("published")
    photograph(editor, "published")
    article = site.get(f"/articles/{SLUG}/").json()
    assert article["benefits"]["items"][0]["text"] == "Water carries your weight."
    assert article["alternatives"]["items"][0]["name"] == "Walking in water"
    assert article["escalation"]["timeframe"] == {"count": 2, "unit": "weeks"}
    assert article["call_to_action"]["target"]["phone"] == "+13055550142"
    assert article["review"]["status"] == "current"

    open_editor(editor)
    editor.locator("#id_summary").fill("Swimming is kind to most backs.")
    publish(editor)
    expect(editor.locator("#page-edit-form")).to_contain_text("Say what has changed")
    say_what_has_changed(editor, "editorial", "A shorter summary.")
    publish(editor)
    expect(editor.locator(".messages")).to_contain_text("published")
    article = site.get(f"/articles/{SLUG}/").json()
    assert article["summary"] == "Swimming is kind to most backs."
    assert article["changes"][0]["note"] == "A shorter summary."

    open_editor(editor)
    expect(editor.locator("#id_change_note")).to_have_value("")
    editor.goto(editor.url.replace("/edit/", "/unpublish/"))
    editor.get_by_role("button", name="Yes, unpublish it").click()
    expect(editor.locator(".messages")).to_contain_text("unpublished")
    gone = site.get(f"/articles/{SLUG}/")
    photograph(editor, "unpublished")
    assert gone.status_code == 410
    assert gone.json()["reason"]["code"] == "unpublished"


def mend(editor: Page) -> None:
    """What the gate asks for."""
    add_summary_and_reference(editor)
    today = date.today()  # noqa: DTZ011 - the day on the editor's calendar
    editor.locator("#id_reviewed_on").fill((today - timedelta(days=2)).isoformat())
    editor.locator("#id_next_review_on").fill((today + timedelta(days=365)).isoformat())
    editor.get_by_role("button", name="Choose clinician").first.click()
    editor.locator(".modal-content a[data-chooser-modal-choice]").first.click()
    expect(editor.locator("#id_reviewer")).not_to_have_value("")
    photograph(editor, "mended")


def open_editor(editor: Page) -> None:
    """From the list of the topic's articles, where publishing leads."""
    editor.get_by_role("link", name=TITLE, exact=True).first.click()
    editor.wait_for_url(re.compile(r"/edit/"))
