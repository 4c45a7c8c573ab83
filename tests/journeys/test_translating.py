"""An article is translated, its original goes on, and the board shows it until somebody has looked."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.editor import publish, say_what_has_changed
from tests.journeys.looking import barriers, photograph
from tests.journeys.people import join, sign_in, speak_spanish
from tests.journeys.site import Site

TITLE = "Shin splints, or a stress fracture?"


@pytest.fixture
def editor(page: Page, site: Site) -> Page:
    sign_in(page, site)
    return page


def test_a_translation_falls_behind_its_original_and_is_brought_up_to_date(editor: Page, site: Site) -> None:
    row = open_board(editor, site)
    expect(row).to_contain_text("Missing")
    photograph(editor, "board")
    assert barriers(editor) == []
    row.get_by_role("button", name="Translate").focus()
    editor.keyboard.press("Enter")
    editor.wait_for_url(re.compile(r"/edit/"))
    expect(editor.locator(".messages")).to_contain_text("Write it in Spanish")
    translation = editor.url
    editor.locator(".messages").get_by_role("link", name="Beside the original").click()
    expect(editor.get_by_role("main")).to_contain_text("says everything that edition")
    editor.goto(translation)
    fill_in(editor)
    publish(editor)
    expect(editor.locator(".messages")).to_contain_text("published")

    expect(open_board(editor, site)).to_contain_text("Current")
    change_the_original(editor, site)
    row = open_board(editor, site)
    expect(row).to_contain_text("Behind")
    row.get_by_role("link", name="Compare").click()
    expect(editor.locator("ins.change").first).to_contain_text("added:")
    photograph(editor, "compared")
    assert barriers(editor) == []
    editor.get_by_role("button", name="Mark as up to date").focus()
    editor.keyboard.press("Enter")
    expect(editor.locator(".messages")).to_contain_text("says everything that the original says now")
    expect(open_board(editor, site)).to_contain_text("Current")
    assert site.get("/articles/periostitis/", locale="es").json()["translation"]["behind"] is False


def test_the_board_speaks_spanish(page: Page, site: Site) -> None:
    join(page, site, "pilar", "Publisher")
    speak_spanish(page, site)
    open_board(page, site)
    expect(page.get_by_role("main")).to_contain_text("Desactualizada")
    photograph(page, "board-es")
    assert barriers(page) == []


def open_board(editor: Page, site: Site) -> Locator:
    editor.goto(f"{site.url}/admin/translations/")
    return editor.get_by_role("row").filter(has=editor.get_by_role("link", name=TITLE, exact=True))


def fill_in(editor: Page) -> None:
    """What a copy lacks before readers may have it."""
    editor.locator("#id_title").fill("Periostitis")
    editor.get_by_role("tab", name="Review and sources").click()
    editor.locator("#id_reviewed_on").fill("2026-01-02")
    editor.locator("#id_next_review_on").fill("2027-01-02")
    editor.get_by_role("button", name="Choose clinician").first.click()
    editor.locator(".modal-content a[data-chooser-modal-choice]").first.click()
    expect(editor.locator("#id_reviewer")).not_to_have_value("")
    editor.get_by_role("tab", name="Finding it").click()
    editor.locator("#id_slug").fill("periostitis")
    expect(editor.get_by_text("Saving…")).to_be_hidden()


def change_the_original(editor: Page, site: Site) -> None:
    open_board(editor, site).get_by_role("link", name=TITLE, exact=True).click()
    summary = editor.locator("#id_summary")
    summary.fill("Pain along the shin, and what to do about it today.")
    say_what_has_changed(editor, "editorial", "A shorter summary.")
    publish(editor)
    expect(editor.locator(".messages")).to_contain_text("published")
