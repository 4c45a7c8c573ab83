"""An administrator subscribes an address, and it is told of an enquiry: by the worker, signed."""

import json
import re
import time
from collections.abc import Iterator
from email.message import Message

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import barriers, out_of_reach, photograph
from tests.journeys.people import join, speak_spanish
from tests.journeys.site import Site, running_site
from tests.journeys.test_enquiries import FORM, send
from tests.receiver import Receiver, is_signed

TOLD_SECONDS = 60.0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One whose webhooks may lead to this machine."""
    with running_site(tmp_path_factory.mktemp("site"), WEBHOOK_NETWORKS="127.0.0.0/8") as running:
        yield running


def test_what_is_subscribed_is_told_and_shown(page: Page, site: Site) -> None:
    with Receiver() as receiver:
        join(page, site, "ada", "Administrator")
        subscribe(page, site, receiver.url)
        page.get_by_text("Show the secret").click()
        secret = page.locator("code", has_text="whsec_").inner_text()

        reference = send(site, site.get(FORM, locale="en").json())["reference"]
        headers, body = first(receiver)
        assert json.loads(body)["type"] == "enquiry.received"
        assert json.loads(body)["data"] == {"reference": reference}
        assert is_signed(headers, body, secret)

        page.reload()
        expect(page.locator("main")).to_contain_text("Delivered (204)")
        page.get_by_role("button", name="Send again").click()
        expect(page.locator(".messages")).to_contain_text("It will be sent again in a moment.")
        until = time.monotonic() + TOLD_SECONDS
        while len(receiver.received) < 2 and time.monotonic() < until:
            time.sleep(0.2)
        assert [one["webhook-id"] for one, _body in receiver.received] == [headers["webhook-id"]] * 2

    page.reload()
    page.get_by_text("Show the secret").click()
    page.locator("summary", has_text="enquiry.received").click()
    photograph(page, "webhook")
    assert barriers(page) == []
    assert out_of_reach(page) == []
    address = page.url
    for path in ("", "new/"):
        page.goto(f"{site.url}/admin/webhooks/{path}")
        photograph(page, f"webhooks-{path.strip('/') or 'list'}")
        assert barriers(page, within="main") == []
    speak_spanish(page, site)
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Entregado (204)")
    photograph(page, "webhook-es")
    assert barriers(page) == []


def subscribe(page: Page, site: Site, url: str) -> None:
    page.goto(f"{site.url}/admin/webhooks/new/")
    page.locator("#id_name").fill("The website")
    page.locator("#id_url").fill("www.example.org")
    page.get_by_label("Somebody sent an enquiry").check()
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.locator("main")).to_contain_text("Write an address such as")
    page.locator("#id_url").fill(url)
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("The website")
    page.get_by_role("link", name="The website").first.click()
    page.wait_for_url(re.compile("/messages/"))


def first(receiver: Receiver) -> tuple[Message, bytes]:
    until = time.monotonic() + TOLD_SECONDS
    while not receiver.received:
        assert time.monotonic() < until, "nothing was sent"
        time.sleep(0.2)
    return receiver.received[0]
