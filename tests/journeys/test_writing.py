"""An editor is told beside the text what is missing and what could be better, while typing."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.editor import add_block, open_topic, wait_until_saved
from tests.journeys.looking import barriers, photograph
from tests.journeys.people import join, speak_spanish
from tests.journeys.site import Site

PANEL = "[data-side-panel=writing]"
SUMMARY = "Write a summary"


def test_the_panel_follows_what_is_typed_leads_to_the_place_and_speaks_spanish(page: Page, site: Site) -> None:
    join(page, site, "wendy", "Administrator")
    open_new_article(page, site)
    panel = open_panel(page, "Toggle writing help")
    expect(panel).to_contain_text("Title: This field is required.")
    page.locator("#id_title").fill("Rowing with a sore back")
    page.keyboard.press("Tab")
    expect(panel).not_to_contain_text("Title: This field is required.")
    add_block(page, "Text")
    page.wait_for_url(re.compile(r"/edit/"))  # it is saved as a draft by itself, and the panel stays
    expect(panel).to_contain_text("1 (Text) / Text: This field is required.")
    expect(panel).to_contain_text(SUMMARY)
    counter = page.locator("[data-side-panel-toggle=writing] [data-side-panel-toggle-counter]")
    before = int(counter.inner_text())
    page.locator("#id_summary").fill("Rowing is kind to most backs.")
    expect(panel).not_to_contain_text(SUMMARY)
    expect(counter).to_have_text(str(before - 1))

    add_block(page, "Benefits")
    page.locator("[name='body-1-value-items-0-value-text']").fill("It strengthens the back.")
    panel.get_by_role("button", name=re.compile("^It names benefits and no risks")).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name='body-1-value-heading']")).to_be_focused()
    panel.get_by_role("button", name="Name the clinician who reviewed the text.").click()
    expect(page.get_by_role("tab", name="Review and sources")).to_have_attribute("aria-selected", "true")
    panel.get_by_role("button", name=re.compile("^Name at least one reference")).click()
    expect(page.get_by_role("button", name="Add reference")).to_be_focused()
    photograph(page, "writing-help")
    assert barriers(page, PANEL) == []

    wait_until_saved(page)
    address = page.url.partition("#")[0]  # where it opens at the first tab
    page.evaluate("localStorage.clear()")  # where the browser remembers which panel was open
    speak_spanish(page, site)
    page.goto(address)
    panel = open_panel(page, "Mostrar u ocultar la ayuda para escribir")
    expect(panel).to_contain_text("Nombra beneficios y ningún riesgo.")
    page.locator("#id_summary").fill("")
    expect(panel).to_contain_text("Escriba un resumen")
    expect(panel).to_be_visible()
    photograph(page, "writing-help-es")
    assert barriers(page, PANEL) == []


def open_new_article(page: Page, site: Site) -> None:
    open_topic(page, site, "Back pain")
    page.get_by_role("link", name="Add child page").first.click()


def open_panel(page: Page, name: str) -> Locator:
    page.get_by_role("button", name=name).click()
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    return panel
