"""The admin as a whole: what waits, the list of articles, help, and the door with its second factor."""

from base64 import b32decode

import pytest
from django_otp.oath import totp
from playwright.sync_api import Page, expect

from tests.journeys.looking import barriers, out_of_reach, photograph
from tests.journeys.people import PASSWORD, join, said, speak_spanish
from tests.journeys.site import Site

WAYS = [
    "",
    "articles/",
    "reviews/",
    "translations/",
    "imports/",
    "imports/new/",
    "enquiries/",
    "enquiries/access-log/",
    "enquiries/failed-mails/",
    "enquiries/export/",
    "answer-templates/",
    "references/",
    "help/",
    "help/publish/",
    "help/sign-in/",
    "help/blocks/",
    "second-factor/",
    "second-factor/setup/",
]
REFUSED = {
    "en": "2 pages were refused and stay as they were.",
    "es": "Se rechazaron 2 páginas, que quedan como estaban.",
}
LEFT = {"en": "9 recovery codes are left", "es": "Quedan 9 códigos de recuperación"}
OF_AN_ARTICLE = [
    "previews/{pk}/",
    "published/{pk}/",
    "published/{pk}/editions/1/",
    "published/{pk}/comparison/?from=1&to=1",
    "published/{pk}/evidence/",
    "published/{pk}/withdraw/",
]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_keeps_nobody_out(page: Page, site: Site, language: str) -> None:
    join(page, site, f"ada-{language}", "Administrator")
    speak(page, site, language)
    page.goto(f"{site.url}/admin/translations/")
    ways = [*WAYS, link(page, "/admin/translations/").removeprefix("/admin/")]
    page.goto(f"{site.url}/admin/articles/?state=live")  # others have brought in drafts
    pk = link(page, "/admin/pages/").split("/")[3]
    ways += [way.format(pk=pk) for way in OF_AN_ARTICLE]
    found = {}
    for way in ways:
        page.goto(f"{site.url}/admin/{way}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.wait_for_load_state("networkidle")
        photograph(page, f"{way.partition('?')[0].strip('/').replace('/', '-') or 'today'}-{language}")
        found[way] = [*barriers(page), *out_of_reach(page)]
    assert {way: problems for way, problems in found.items() if problems} == {}


def speak(page: Page, site: Site, language: str) -> None:
    if language == "es":
        speak_spanish(page, site)


def link(page: Page, beginning: str) -> str:
    """The first address on the page's main part that begins so and goes on."""
    hrefs = page.locator(f"main a[href^='{beginning}']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return next(href for href in hrefs if any(part.isdigit() for part in href.split("/")))


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_refused_of_many_is_told_with_its_reasons(page: Page, site: Site, language: str) -> None:
    """By keyboard. Articles of the demo are published, and nobody has said what changes in them."""
    join(page, site, f"paula-{language}", "Publisher")
    speak(page, site, language)
    page.goto(f"{site.url}/admin/articles/?state=live")  # others have brought in drafts
    boxes = page.locator("table.listing tbody input[type=checkbox]")
    for box in (boxes.nth(0), boxes.nth(1)):
        box.focus()
        page.keyboard.press("Space")
    page.get_by_role("link", name=said(language, "Publish selected pages"), exact=True).focus()
    photograph(page, f"chosen-{language}")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=said(language, "Yes, publish")).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text(REFUSED[language])
    reason = said(language, "Say what has changed since the article was published last.")
    expect(page.get_by_role("main")).to_contain_text(reason)
    photograph(page, f"refused-{language}")
    assert barriers(page) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_second_factor_is_set_up_and_asked_for(page: Page, site: Site, language: str) -> None:
    name = f"fidel-{language}"
    join(page, site, name, "Writer")
    speak(page, site, language)
    page.goto(f"{site.url}/admin/second-factor/setup/")
    key = b32decode((page.locator(".second-factor__key").text_content() or "").replace(" ", ""))
    page.locator("#id_code").fill(f"{totp(key):06d}")
    page.keyboard.press("Enter")
    codes = page.locator(".second-factor__codes code")
    expect(codes).to_have_count(10)
    photograph(page, f"codes-{language}")
    assert barriers(page) == []
    first, second = (codes.nth(number).text_content() or "" for number in (0, 1))
    page.get_by_role("link", name=said(language, "I have kept them")).click()
    page.wait_for_url(f"{site.url}/admin/")

    page.context.clear_cookies()
    page.goto(f"{site.url}/admin/login/")
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/second-factor/check/**")
    photograph(page, f"check-{language}")
    assert barriers(page) == []
    page.locator("#id_code").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text(said(language, "This code is wrong, or it has been used."))
    assert barriers(page) == []
    page.wait_for_timeout(1500)
    page.locator("#id_code").fill(first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/admin/")
    page.goto(f"{site.url}/admin/second-factor/")
    expect(page.get_by_role("main")).to_contain_text(LEFT[language])
    photograph(page, f"own-{language}")
    assert barriers(page) == []
    page.locator("#id_code").fill(second)
    page.get_by_role("button", name=said(language, "Remove it")).click()
    expect(page.locator(".messages")).to_contain_text(said(language, "Your second factor is removed."))
