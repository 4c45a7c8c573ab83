"""An editor changes a form, a visitor sends it, and the clinic answers: over HTTP, in the admin and by SMTP."""

import re
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.journeys.editor import act
from tests.journeys.looking import barriers, out_of_reach, photograph
from tests.journeys.people import hire, sign_in, somebody, speak_spanish
from tests.journeys.site import Site, running_site
from tests.mailbox import Mailbox

FORM = "/forms/get-in-touch/"
MESSAGE = "Could you tell me whether you are open on Sundays?"
HOURS, BILLS = "We open at eight, Monday to Friday.", "Bills come by post."
FILL_SECONDS = 3.5
"""A person takes longer than the least time that the form asks for."""
MAIL_SECONDS = 120.0


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    box.start()
    yield box
    box.stop()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, mailbox: Mailbox) -> Iterator[Site]:
    """One that sends its mail."""
    with running_site(tmp_path_factory.mktemp("site"), EMAIL_URL=f"smtp://127.0.0.1:{mailbox.port}") as running:
        yield running


def test_a_field_is_added_and_what_is_sent_with_it_is_answered(browser: Browser, site: Site, mailbox: Mailbox) -> None:
    admin, rita, wanda = (somebody(browser) for _each in range(3))
    sign_in(admin, site)
    before = site.get(FORM, locale="en").json()
    add_a_field(admin, site)
    form = site.get(FORM, locale="en").json()
    assert form["edition"] == before["edition"] + 1
    assert {field["name"] for field in form["ui"]} - {field["name"] for field in before["ui"]} == {"insurance"}
    assert "insurance" in form["schema"]["properties"]

    key = str(uuid4())
    answer = send(site, form, key=key, insurance="Blue Coral Mutual")
    assert send(site, form, key=key, insurance="Blue Coral Mutual") == answer
    reference = answer["reference"]
    to_staff = mail_about(mailbox, f"Enquiry {reference}")
    assert f"/admin/enquiries/{reference}/" in to_staff
    assert "Sundays" not in to_staff
    assert "Rosa" not in to_staff

    hire(admin, site, "rita", "Receptionist")
    hire(admin, site, "wanda", "Writer")
    sign_in(rita, site, name="rita")
    write_templates(rita, site)
    handle(rita, site, reference)
    assert "Bring your card." in mail_about(mailbox, f"Our answer to your message {reference}")

    sign_in(wanda, site, name="wanda")
    expect(wanda.locator("#wagtail-sidebar")).to_contain_text("Images")
    expect(wanda.locator("#wagtail-sidebar")).not_to_contain_text("Enquiries")
    for path in ("", f"{reference}/", f"{reference}/print/", "access-log/", "export/"):
        wanda.goto(f"{site.url}/admin/enquiries/{path}")
        expect(wanda).to_have_url(f"{site.url}/admin/")
        expect(wanda.locator(".messages")).to_contain_text("you do not have permission")

    admin.goto(f"{site.url}/admin/enquiries/access-log/?reference={reference}")
    photograph(admin, "access-log")
    deeds = admin.locator("#listing-results tbody tr").all_inner_texts()
    assert all("rita" in deed for deed in deeds)
    assert [deed for word in ("Closed it", "Answered it", "Took it on", "Read it") for deed in deeds if word in deed]
    admin.goto(f"{site.url}/admin/enquiries/{reference}/erase/")
    check_nobody_is_kept_out(admin)
    speak_spanish(rita, site)
    for path in (f"enquiries/{reference}/", f"enquiries/{reference}/print/", "answer-templates/new/"):
        rita.goto(f"{site.url}/admin/{path}")
        expect(rita.locator("html")).to_have_attribute("lang", "es")
        photograph(rita, f"{path.strip('/').replace('/', '-').replace(reference, 'enquiry')}-es")
        check_nobody_is_kept_out(rita)
    for page in (admin, rita, wanda):
        page.context.close()


def add_a_field(admin: Page, site: Site) -> None:
    admin.goto(f"{site.url}/admin/snippets/cms_forms/enquiryform/")
    admin.get_by_role("link", name="Get in touch", exact=True).click()
    admin.wait_for_url(re.compile(r"/edit/"))
    admin.locator("[data-contentpath=fields] button[title='Insert a block']").last.click()
    admin.get_by_role("option", name="one line of text", exact=True).click()
    admin.locator("[name='fields-5-value-label']").fill("Insurance")
    photograph(admin, "form-with-a-new-field")
    act(admin, "publish")
    expect(admin.locator(".messages")).to_contain_text("published")


def send(site: Site, form: dict[str, Any], *, key: str | None = None, **more: str) -> dict[str, Any]:
    """What a visitor's browser does."""
    time.sleep(FILL_SECONDS)
    choices = {field["name"]: field["options"][0]["value"] for field in form["ui"] if field["type"] == "choice"}
    fields = {"name": "Rosa Díaz", "email": "rosa@example.org", "message": MESSAGE, **choices, **more}
    body = {
        "form": form["slug"],
        "form_version": form["edition"],
        "locale": form["locale"],
        "token": form["token"],
        "fields": {**fields, form["honeypot"]["name"]: ""},
        "consent": {"version": form["consent"]["version"], "agreed": True},
    }
    headers = {"Idempotency-Key": key or str(uuid4())}
    response = requests.post(f"{site.url}/api/v1/enquiries/", json=body, headers=headers, timeout=60)
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer


def write_templates(rita: Page, site: Site) -> None:
    for title, text in (("Opening hours", HOURS), ("Bills", BILLS)):
        rita.goto(f"{site.url}/admin/answer-templates/new/")
        rita.locator("#id_title").fill(title)
        rita.locator("#id_locale").select_option("en")
        rita.locator("#id_text").fill(text)
        rita.get_by_role("button", name="Create", exact=True).click()
        expect(rita.locator(".messages")).to_contain_text(title)


def handle(rita: Page, site: Site, reference: str) -> None:
    """By keyboard where it matters: from the inbox to a closed enquiry."""
    rita.goto(f"{site.url}/admin/")
    expect(rita.locator("#wagtail-sidebar")).to_contain_text(re.compile(r"Enquiries \(\d+\)"))
    rita.goto(f"{site.url}/admin/enquiries/")
    photograph(rita, "inbox")
    rita.locator("#id_q").focus()
    rita.keyboard.type("rosa@example.org")
    rita.keyboard.press("Enter")
    rita.wait_for_url(re.compile("q=rosa"))
    rita.get_by_role("link", name=reference).focus()
    rita.keyboard.press("Enter")
    expect(rita.get_by_text("Blue Coral Mutual")).to_be_visible()
    rita.get_by_role("button", name="Take it on").focus()
    rita.keyboard.press("Enter")
    expect(rita.locator(".messages")).to_contain_text("It is yours now.")

    answer, template = rita.locator("#id_answer"), rita.locator("#id_template")
    template.select_option(label="Opening hours")
    expect(answer).to_have_value(HOURS)
    template.select_option(label="Bills")
    expect(answer).to_have_value(BILLS)
    template.select_option(label="An empty answer")
    expect(answer).to_have_value("")
    template.select_option(label="Opening hours")
    answer.focus()
    rita.keyboard.press("End")
    rita.keyboard.type(" Bring your card.")
    template.select_option(label="Bills")
    expect(answer).to_have_value(f"{HOURS} Bring your card.")
    photograph(rita, "enquiry")
    check_nobody_is_kept_out(rita)
    asked = []
    rita.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    rita.get_by_role("button", name="Close", exact=True).click(no_wait_after=True)
    expect(answer).to_have_value(f"{HOURS} Bring your card.")
    rita.wait_for_timeout(500)
    assert asked == ["beforeunload"], "another button takes away what was written"
    rita.get_by_role("button", name="Send the answer").click()
    expect(rita.locator(".messages")).to_contain_text("The answer is on its way.")
    rita.get_by_role("button", name="Close").click()
    expect(rita.locator(".messages")).to_contain_text("Closed.")
    expect(rita.locator(".desk-facts")).to_contain_text("Closed")
    photograph(rita, "closed")


def check_nobody_is_kept_out(page: Page) -> None:
    assert barriers(page) == []
    assert out_of_reach(page) == []


def mail_about(mailbox: Mailbox, subject: str) -> str:
    """The whole e-mail, as soon as the worker has sent it."""
    until = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < until:
        for message in mailbox.messages:
            if message["Subject"] == subject:
                return message.as_string()
        time.sleep(0.2)
    raise AssertionError([message["Subject"] for message in mailbox.messages])
