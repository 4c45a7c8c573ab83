"""An article that may harm somebody is taken back for safety."""

from playwright.sync_api import Page, expect

from tests.journeys.looking import barriers, photograph
from tests.journeys.people import join
from tests.journeys.site import Site

SLUG = "sciatica"
REASON = "It names a tablet that was recalled."
WORDS = "Do not take the tablets that this article names. Call us instead."


def test_an_article_withdrawn_for_safety_is_gone_and_says_why(page: Page, site: Site) -> None:
    article = site.get(f"/articles/{SLUG}/").json()
    join(page, site, "petra", "Publisher")
    page.goto(f"{site.url}/admin/articles/?q={SLUG}")
    page.get_by_role("main").get_by_role("link", name=article["title"], exact=True).first.click()
    page.get_by_role("button", name="Actions", exact=True).first.click()
    page.get_by_role("link", name="Withdraw for safety…").click()
    page.locator("#id_reason").fill(REASON)
    page.locator("#id_message_en").fill(WORDS)
    page.get_by_role("button", name="See what readers will get").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing has been withdrawn yet.")
    expect(page.get_by_role("main")).to_contain_text(WORDS)
    photograph(page, "withdrawal")
    assert barriers(page) == []
    assert site.get(f"/articles/{SLUG}/").status_code == 200

    page.get_by_role("button", name="Withdraw now").click()
    expect(page.locator(".messages")).to_contain_text("withdrawn")
    photograph(page, "withdrawn")
    gone = site.get(f"/articles/{SLUG}/")
    assert gone.status_code == 410
    assert gone.json()["reason"]["code"] == "safety"
    assert WORDS in gone.text
    [notice] = site.get("/safety-notices/", locale="en").json()["results"]
    assert (notice["document_id"], notice["reason"]) == (article["id"], REASON)
