"""The admin as a whole: what waits, the list of articles, help, and the door with its second factor."""

import re
from base64 import b32decode

import pytest
from django_otp.oath import totp
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, accessible, photograph, sign_in

WAYS = ["", "articles/", "help/", "help/publish/", "help/blocks/", "second-factor/", "second-factor/setup/"]


@pytest.fixture
def editor(page: Page, site: Site) -> Page:
    sign_in(page, site)
    return page


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_keeps_nobody_out(editor: Page, site: Site, language: str) -> None:
    speak(editor, site, language)
    for way in WAYS:
        editor.goto(f"{site.url}/admin/{way}")
        expect(editor.locator("html")).to_have_attribute("lang", language)
        editor.wait_for_load_state("networkidle")
        photograph(editor, f"{(way or 'today').strip('/').replace('/', '-')}-{language}")
        accessible(editor)
    speak(editor, site, "en")


def test_what_is_refused_of_many_is_told_with_its_reasons(editor: Page, site: Site) -> None:
    """By keyboard. Articles of the demo are published, and nobody has said what changes in them."""
    editor.goto(f"{site.url}/admin/articles/")
    boxes = editor.locator("table.listing tbody input[type=checkbox]")
    for box in (boxes.nth(0), boxes.nth(1)):
        box.focus()
        editor.keyboard.press("Space")
    editor.get_by_role("link", name="Publish selected pages", exact=True).focus()
    photograph(editor, "chosen")
    editor.keyboard.press("Enter")
    editor.get_by_role("button", name="Yes, publish").focus()
    with editor.expect_navigation():
        editor.keyboard.press("Enter")
    expect(editor.get_by_role("main")).to_contain_text("2 pages were refused and stay as they were.")
    expect(editor.get_by_role("main")).to_contain_text("Say what has changed since the article was published last.")
    photograph(editor, "refused")
    accessible(editor)


def test_a_second_factor_is_set_up_and_asked_for(editor: Page, site: Site) -> None:
    editor.goto(f"{site.url}/admin/second-factor/setup/")
    key = b32decode((editor.locator(".second-factor__key").text_content() or "").replace(" ", ""))
    editor.locator("#id_code").fill(f"{totp(key):06d}")
    editor.keyboard.press("Enter")
    codes = editor.locator(".second-factor__codes code")
    expect(codes).to_have_count(10)
    photograph(editor, "codes")
    accessible(editor)
    first, second = (codes.nth(number).text_content() or "" for number in (0, 1))
    editor.get_by_role("link", name="I have kept them").click()
    editor.wait_for_url(f"{site.url}/admin/")

    editor.context.clear_cookies()
    editor.goto(f"{site.url}/admin/login/")
    editor.locator("#id_username").fill("admin")
    editor.locator("#id_password").fill(site.password)
    editor.keyboard.press("Enter")
    editor.wait_for_url("**/second-factor/check/**")
    photograph(editor, "check")
    accessible(editor)
    editor.locator("#id_code").fill("000000")
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("main")).to_contain_text("This code is wrong")
    accessible(editor)
    editor.wait_for_timeout(1500)
    editor.locator("#id_code").fill(first)
    editor.keyboard.press("Enter")
    editor.wait_for_url(f"{site.url}/admin/")
    editor.goto(f"{site.url}/admin/second-factor/")
    expect(editor.get_by_role("main")).to_contain_text("9 recovery codes are left")
    photograph(editor, "own")
    accessible(editor)
    editor.locator("#id_code").fill(second)
    editor.get_by_role("button", name="Remove it").click()
    expect(editor.locator(".messages")).to_contain_text("Your second factor is removed.")


def speak(editor: Page, site: Site, language: str) -> None:
    editor.goto(f"{site.url}/admin/account/")
    editor.locator("#id_locale-preferred_language").select_option(language)
    with editor.expect_navigation():
        editor.get_by_role("button", name=re.compile("^(Save|Guardar)")).click()
