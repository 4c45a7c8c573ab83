"""A writer's article is signed off by a clinician, published, and shows when its text changes afterwards."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.editor import (
    act,
    add_summary_and_reference,
    fill,
    publish,
    say_what_has_changed,
    wait_until_saved,
    write_article,
)
from tests.journeys.looking import barriers, photograph
from tests.journeys.people import hire, said, sign_in, somebody, speak_spanish
from tests.journeys.site import Site

TITLE = "Swimming in cold water"
SLUG = "swimming-in-cold-water"


@pytest.fixture
def administrator(page: Page, site: Site) -> Page:
    sign_in(page, site)
    return page


def test_what_was_signed_off_is_told_from_what_was_changed_since(
    administrator: Page, browser: Browser, site: Site
) -> None:
    for name, role in (("walt", "Writer"), ("vera", "Reviewer")):
        hire(administrator, site, name, role)
    clinician = make_a_clinician_of(administrator, site, "vera")

    writer = somebody(browser)
    sign_in(writer, site, name="walt")
    write_article(writer, site, TITLE)
    act(writer, "submit")
    expect(writer.locator("#page-edit-form")).to_contain_text("Write a summary")
    add_summary_and_reference(writer)
    act(writer, "submit")
    expect(writer.locator(".messages")).to_contain_text("submitted for moderation")
    address = writer.get_by_role("link", name=TITLE, exact=True).first.get_attribute("href")
    assert address

    reviewer = somebody(browser)
    sign_in(reviewer, site, name="vera")
    expect(reviewer.get_by_role("main")).to_contain_text(TITLE)
    photograph(reviewer, "reviewers-dashboard")
    reviewer.get_by_role("link", name=TITLE, exact=True).first.click()
    sign_off(reviewer, site)

    administrator.goto(f"{site.url}{address}")
    wait_until_saved(administrator)
    administrator.get_by_role("button", name="More actions").click()
    with administrator.expect_navigation():
        administrator.get_by_role("button", name="Approve and Publish", exact=True).click()
    review = site.get(f"/articles/{SLUG}/").json()["review"]
    assert (review["status"], review["reviewer"]["name"]) == ("current", clinician)

    administrator.goto(f"{site.url}{address}")
    fill(administrator, 2, **{"criteria-0-value": "The pain lasts for more than one week."})
    say_what_has_changed(administrator, "clinical", "See a doctor sooner.")
    publish(administrator)
    expect(administrator.locator(".messages")).to_contain_text("published")
    assert site.get(f"/articles/{SLUG}/").json()["review"]["status"] == "changed_since_review"

    reviewer.goto(f"{site.url}/admin/reviews/")
    expect(reviewer.get_by_role("row").filter(has_text=TITLE)).to_contain_text(said("es", "Changed since review"))
    photograph(reviewer, "worklist")
    assert barriers(reviewer) == []
    for page in (writer, reviewer):
        page.context.close()


def make_a_clinician_of(administrator: Page, site: Site, account: str) -> str:
    """Choose the account of a clinician who has credentials; returns the clinician's name."""
    administrator.goto(f"{site.url}/admin/snippets/cms_clinic/clinician/")
    administrator.locator("#listing-results tbody a").first.click()
    administrator.wait_for_url(re.compile(r"/edit/"))
    administrator.locator("#id_account").select_option(label=account)
    wait_until_saved(administrator)
    administrator.get_by_role("button", name="More actions").click()
    with administrator.expect_navigation():
        administrator.locator("button[name='action-publish']").click()
    expect(administrator.locator(".messages")).to_contain_text("published")
    administrator.go_back()
    return administrator.locator("#id_name").input_value()


def sign_off(reviewer: Page, site: Site) -> None:
    """Looks at the form in both languages, and signs off in Spanish."""
    address = reviewer.url
    open_sign_off(reviewer, "en")
    photograph(reviewer, "sign-off")
    assert barriers(reviewer) == []
    speak_spanish(reviewer, site)
    reviewer.goto(address)
    form = open_sign_off(reviewer, "es")
    photograph(reviewer, "sign-off-es")
    assert barriers(reviewer) == []
    with reviewer.expect_navigation():
        form.get_by_role("button", name=said("es", "Sign off")).click()


def open_sign_off(reviewer: Page, language: str) -> Locator:
    wait_until_saved(reviewer)
    reviewer.get_by_role("button", name=said(language, "More actions")).click()
    reviewer.get_by_role("button", name=said(language, "Sign off")).click()
    form = reviewer.locator(".modal-content")
    expect(form).to_contain_text({"en": "You sign off the title", "es": "Usted aprueba el título"}[language])
    return form
