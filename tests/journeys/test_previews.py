"""A draft beside its text, and a link to it for somebody who has no account."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.editor import open_article, wait_until_saved
from tests.journeys.looking import barriers, photograph
from tests.journeys.people import sign_in, somebody
from tests.journeys.site import Site

TITLE = "Low back pain: what to do in the first two weeks"
SUMMARY = "What a sore back needs today, tomorrow and next week."


@pytest.fixture
def editor(page: Page, site: Site) -> Page:
    """Before a published article."""
    sign_in(page, site)
    open_article(page, site, "Back pain", TITLE)
    return page


def test_the_draft_is_shown_beside_the_text_as_it_is_written(editor: Page) -> None:
    editor.get_by_role("button", name="Toggle preview").click()
    shown = editor.frame_locator("#w-preview-iframe")
    expect(shown.get_by_role("heading", name=TITLE)).to_be_visible()
    editor.locator("#id_summary").fill(SUMMARY)
    expect(shown.get_by_text(SUMMARY)).to_be_visible()
    photograph(editor, "preview")


def test_a_link_shows_the_draft_until_it_is_taken_back(editor: Page, browser: Browser, site: Site) -> None:
    editor.locator("#id_summary").fill(SUMMARY)
    wait_until_saved(editor)
    editor.get_by_role("button", name="Actions", exact=True).first.click()
    editor.get_by_role("link", name="Share preview").click()
    assert barriers(editor) == []
    editor.locator("#id_note").fill("Doctor Reyes")
    editor.get_by_role("button", name="Make a link").click()
    photograph(editor, "shared")
    assert barriers(editor) == []
    address = editor.locator("#link-1").input_value()

    doctor = somebody(browser)
    response = doctor.goto(address)
    assert response
    assert response.headers["cache-control"] == "no-store"
    assert "noindex" in response.headers["x-robots-tag"]
    expect(doctor.get_by_text(SUMMARY)).to_be_visible()
    photograph(doctor, "shared-draft")
    assert barriers(doctor) == []
    assert site.get("/articles/low-back-pain-first-weeks/").json()["summary"] != SUMMARY

    editor.goto(editor.url)
    row = editor.get_by_role("row").filter(has_text="Doctor Reyes")
    expect(row.get_by_role("cell").nth(3)).to_have_text("1")
    row.get_by_role("button", name="Take back").click()
    expect(editor.get_by_role("row").filter(has_text="Doctor Reyes")).to_contain_text("Taken back by")
    again = doctor.goto(address)
    assert again
    assert again.status == 410
    photograph(doctor, "taken-back")
    doctor.context.close()
