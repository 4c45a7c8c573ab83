"""What an editor does in the page editor, again and again."""

import re

from playwright.sync_api import Page

from tests.journeys.site import Site

SAVED = """() => {
    const form = document.querySelector("[data-edit-form]");
    const watcher = form && window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved");
    return watcher?.initialFormData === watcher?.formData && watcher?.hasEditsValue === false;
}"""


def open_topic(editor: Page, site: Site, topic: str) -> None:
    """The list of the English articles below a topic."""
    editor.goto(f"{site.url}/admin/pages/")
    for name in ("English", topic):
        editor.get_by_role("row").filter(has_text=name).get_by_role("link", name="Explore child pages").first.click()


def open_article(editor: Page, site: Site, topic: str, title: str) -> None:
    open_topic(editor, site, topic)
    editor.get_by_role("link", name=title, exact=True).click()
    editor.wait_for_url(re.compile(r"/edit/"))


def write_article(editor: Page, site: Site, title: str) -> None:
    """A draft with the four structured parts below the topic *Back pain*, and nothing else that the gate asks for."""
    open_topic(editor, site, "Back pain")
    editor.get_by_role("link", name="Add child page").first.click()
    editor.locator("#id_title").fill(title)
    add_block(editor, "Benefits")
    fill(editor, 0, heading="What swimming does for you", **{"items-0-value-text": "Water carries your weight."})
    add_block(editor, "Alternatives")
    fill(editor, 1, heading="If swimming hurts", **{"items-0-value-name": "Walking in water"})
    add_block(editor, "When to see a doctor")
    fill(editor, 2, heading="When to see a doctor", lead="See a doctor if:")
    fill(editor, 2, **{"criteria-0-value": "The pain lasts for more than two weeks.", "timeframe-count": "2"})
    editor.locator("[name='body-2-value-level']").select_option("non_urgent")
    editor.locator("[name='body-2-value-timeframe-unit']").select_option("weeks")
    add_block(editor, "Call to action")
    fill(editor, 3, heading="Come and see us", label="Call the clinic", **{"target-phone": "+1 305 555 0142"})
    editor.locator("[name='body-3-value-kind']").select_option("call")
    editor.wait_for_url(re.compile(r"/edit/"))  # it is saved as a draft by itself


def add_summary_and_reference(editor: Page) -> None:
    editor.locator("#id_summary").fill("Swimming is kind to most backs, if you choose your stroke.")
    editor.get_by_role("tab", name="Review and sources").click()
    editor.get_by_role("button", name="Add reference").click()
    editor.locator("#id_references-0-title").fill("Low back pain and sciatica in over 16s")


def say_what_has_changed(editor: Page, kind: str, note: str) -> None:
    editor.locator("#id_change_kind").select_option(kind)
    editor.locator("#id_change_note").fill(note)


def add_block(editor: Page, name: str) -> None:
    editor.locator("[data-contentpath=body] button[title='Insert a block']").last.click()
    editor.get_by_role("option", name=name, exact=True).click()


def fill(editor: Page, number: int, **values: str) -> None:
    for name, value in values.items():
        editor.locator(f"[name='body-{number}-value-{name}']").fill(value)


def wait_until_saved(editor: Page) -> None:
    """The editor saves by itself a moment after the last key; what is clicked meanwhile may be lost."""
    editor.wait_for_function(SAVED)


def act(editor: Page, action: str) -> None:
    """Choose one of the actions at the foot of the editor, by its name in the form."""
    wait_until_saved(editor)
    editor.get_by_role("button", name="More actions").click()
    with editor.expect_navigation():
        editor.locator(f"button[name='action-{action}']").click()


def publish(editor: Page) -> None:
    act(editor, "publish")
