"""An editor brings in one article in five formats, and finds five drafts."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.cms.importing.files import FORMATS
from tests.cms.importing.running import ENGLISH
from tests.journeys.looking import barriers, photograph
from tests.journeys.people import join, speak_spanish
from tests.journeys.site import Site

TITLE = "Running with back pain: can I keep going?"


def test_five_files_of_five_formats_become_five_drafts(page: Page, site: Site, tmp_path: Path) -> None:
    files = []
    for suffix, written in FORMATS.items():
        files.append(tmp_path / f"running-{suffix}.{suffix}")
        files[-1].write_bytes(written(ENGLISH))
    join(page, site, "irma", "Publisher")
    page.get_by_role("link", name="Articles brought in").click()
    page.get_by_role("link", name="Bring").first.click()
    page.locator("#id_topic").select_option(label="Back pain (English)")
    page.locator("#id_uploads").set_input_files(files)
    photograph(page, "hand-in")
    assert barriers(page) == []
    page.get_by_role("button", name="Bring in", exact=True).click()
    drafts = page.get_by_role("main").get_by_role("link", name=TITLE, exact=True)
    expect(drafts).to_have_count(len(FORMATS))
    photograph(page, "report")
    assert barriers(page) == []
    report = page.url
    speak_spanish(page, site)
    page.goto(report)
    expect(drafts).to_have_count(len(FORMATS))
    photograph(page, "report-es")
    assert barriers(page) == []
    drafts.first.click()
    expect(page.locator("#id_title")).to_have_value(TITLE)
    expect(page.locator("[name$='-value-timeframe-count']")).to_have_value("2")
