"""An editor writes an article, mends what the gate finds, publishes, and takes it down again."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, photograph, sign_in

TITLE = "Swimming with a sore back"
SLUG = "swimming-with-a-sore-back"


@pytest.fixture
def editor(page: Page, site: Site) -> Page:
    sign_in(page, site)
    return page


def test_an_editor_writes_mends_publishes_and_withdraws_an_article(editor: Page, site: Site) -> None:
    write(editor, site)
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
    editor.locator("#id_change_kind").select_option("editorial")
    editor.locator("#id_change_note").fill("A shorter summary.")
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


def write(editor: Page, site: Site) -> None:
    """A title and the four structured parts, and nothing else."""
    editor.goto(f"{site.url}/admin/pages/")
    for name in ("English", "Back pain"):
        editor.get_by_role("row").filter(has_text=name).get_by_role("link", name="Explore child pages").first.click()
    editor.get_by_role("link", name="Add child page").first.click()
    editor.locator("#id_title").fill(TITLE)
    add_block(editor, "Benefits")
    fill(editor, 0, heading="What swimming does for you", **{"items-0-value-text": "Water carries your weight."})
    add_block(editor, "Alternatives")
    fill(editor, 1, heading="If swimming hurts", **{"items-0-value-name": "Walking in water"})
    add_block(editor, "When to see a doctor")
    fill(editor, 2, heading="When to see a doctor", lead="See a doctor if:")
    fill(editor, 2, **{"criteria-0-value": "The pain lasts for more than two weeks.", "timeframe-count": "2"})
    editor.locator("[name='body-2-value-level']").select_option("non_urgent")
    editor.locator("[name='body-2-value-timeframe-unit']").select_option("weeks")
    add_block(editor, "Call to action")
    fill(editor, 3, heading="Come and see us", label="Call the clinic", **{"target-phone": "+1 305 555 0142"})
    editor.locator("[name='body-3-value-kind']").select_option("call")
    editor.wait_for_url(re.compile(r"/edit/"))  # it is saved as a draft by itself
    photograph(editor, "written")


def mend(editor: Page) -> None:
    """What the gate asks for."""
    editor.locator("#id_summary").fill("Swimming is kind to most backs, if you choose your stroke.")
    editor.get_by_role("tab", name="Review and sources").click()
    today = date.today()  # noqa: DTZ011 - the day on the editor's calendar
    editor.locator("#id_reviewed_on").fill((today - timedelta(days=2)).isoformat())
    editor.locator("#id_next_review_on").fill((today + timedelta(days=365)).isoformat())
    editor.get_by_role("button", name="Choose clinician").first.click()
    editor.locator(".modal-content a[data-chooser-modal-choice]").first.click()
    expect(editor.locator("#id_reviewer")).not_to_have_value("")
    editor.get_by_role("button", name="Add reference").click()
    editor.locator("#id_references-0-title").fill("Low back pain and sciatica in over 16s")
    photograph(editor, "mended")


def add_block(editor: Page, name: str) -> None:
    editor.locator("[data-contentpath=body] button[title='Insert a block']").last.click()
    editor.get_by_role("option", name=name, exact=True).click()


def fill(editor: Page, number: int, **values: str) -> None:
    for name, value in values.items():
        editor.locator(f"[name='body-{number}-value-{name}']").fill(value)


def publish(editor: Page) -> None:
    editor.wait_for_timeout(1500)  # the editor saves by itself a moment after the last key
    expect(editor.get_by_text("Saving…")).to_be_hidden(timeout=20_000)
    editor.get_by_role("button", name="More actions").click()
    with editor.expect_navigation():
        editor.locator("button[name='action-publish']").click()


def open_editor(editor: Page) -> None:
    """From the list of the topic's articles, where publishing leads."""
    editor.get_by_role("link", name=TITLE, exact=True).first.click()
    editor.wait_for_url(re.compile(r"/edit/"))
