"""Who uses the site: their windows, their accounts and their languages."""

from django.utils import translation
from playwright.sync_api import Browser, Page

from tests.journeys.site import Site

PATIENCE = 180_000
"""Milliseconds: a busy machine takes its time."""
PASSWORD = "nine-quiet-herons"  # Django refuses one that is like the name


def somebody(browser: Browser) -> Page:
    """A new window of somebody who is not signed in."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-US")
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def sign_in(page: Page, site: Site, *, name: str = "admin", password: str | None = None) -> None:
    page.goto(f"{site.url}/admin/login/")
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(password or (site.password if name == "admin" else PASSWORD))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.url}/admin/")


def hire(page: Page, site: Site, name: str, role: str) -> None:
    """An administrator gives somebody an account."""
    page.goto(f"{site.url}/admin/users/new/")
    values = {"username": name, "email": f"{name}@clinic.example", "first_name": name.title(), "last_name": "Example"}
    for field, value in {**values, "password1": PASSWORD, "password2": PASSWORD}.items():
        page.locator(f"#id_{field}").fill(value)
    page.get_by_role("tab", name="Roles").first.click()
    page.get_by_label(role, exact=True).last.check()  # Wagtail calls a superuser an administrator, too
    page.get_by_role("button", name="Create", exact=True).click()
    page.locator(".messages").get_by_text(name).wait_for()


def join(page: Page, site: Site, name: str, role: str) -> None:
    """Sign in with a new account of one's own: what one sets for oneself is in nobody's way."""
    sign_in(page, site)
    hire(page, site, name, role)
    page.context.clear_cookies()
    sign_in(page, site, name=name)


def speak_spanish(page: Page, site: Site) -> None:
    """The admin in Spanish from now on, for whoever is signed in."""
    page.goto(f"{site.url}/admin/account/")
    page.locator("#id_locale-preferred_language").select_option("es")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()


def said(language: str, text: str) -> str:
    """A text of the admin as it reads in this language."""
    with translation.override(language):
        return translation.gettext(text)
