"""What an editor changes is saved by itself, whenever it was changed."""

import re

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.journeys.editor import open_article, publish, wait_until_saved
from tests.journeys.people import PATIENCE, sign_in
from tests.journeys.site import Site

EARLY = "Typed as soon as the page was there."
FIRST = "Typed first."
EDITOR = re.compile(r"/edit/$")
MENDED = "Typed after what was missing had been told."
LAST = "Typed just before leaving."


@pytest.fixture
def article(page: Page, site: Site) -> str:
    """The address of a published article's editor, which is open."""
    sign_in(page, site)
    open_article(page, site, "Running", "Running in the heat without getting into trouble")
    return page.url


def test_what_is_typed_as_soon_as_the_page_is_there_is_saved(page: Page, article: str) -> None:
    page.locator("#id_summary").fill(EARLY)
    wait_until_saved(page)
    page.goto(article)
    expect(page.locator("#id_summary")).to_have_value(EARLY)


def test_what_is_taken_away_while_a_save_is_under_way_is_gone(page: Page, article: str) -> None:
    page.wait_for_timeout(5000)  # until the page is at rest
    answers: list[tuple[Route, APIResponse]] = []
    page.route(EDITOR, lambda route: route.fallback() if answers else answers.append((route, route.fetch())))
    with page.expect_request(EDITOR):
        page.locator("#id_summary").fill(FIRST)
        page.keyboard.press("Tab")  # what is typed is done with
    for _moment in range(PATIENCE // 50):
        if answers:
            break
        page.wait_for_timeout(50)
    parts = page.locator("[name=body-count]")
    count = int(parts.input_value())
    page.locator("[data-contentpath=body] button[title=Delete]").first.click()
    route, answer = answers[0]
    route.fulfill(response=answer)
    wait_until_saved(page)
    page.goto(article)
    expect(parts).to_have_value(str(count - 1))


def test_what_is_typed_after_a_refusal_is_saved(page: Page, article: str) -> None:
    page.locator("#id_summary").fill("To be published.")
    publish(page)
    expect(page.locator("#page-edit-form")).to_contain_text("Say what has changed")
    wait_until_saved(page)
    page.locator("#id_summary").fill(MENDED)
    wait_until_saved(page)
    page.goto(article)
    expect(page.locator("#id_summary")).to_have_value(MENDED)


def test_who_leaves_with_the_last_key_is_asked_first(page: Page, article: str) -> None:
    wait_until_saved(page)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#id_summary").fill(LAST)
    page.reload()
    assert asked == ["beforeunload"]
