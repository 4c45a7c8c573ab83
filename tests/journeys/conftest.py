"""The product as a clinic gets it: served by gunicorn with the demo clinic, used through a real browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START_SECONDS = 300
PATIENCE = 180_000
"""Milliseconds: a busy machine takes its time."""


@dataclass(frozen=True)
class Site:
    """A running installation."""

    url: str
    password: str
    """Of the administrator `admin`."""
    folder: Path

    def get(self, path: str, **parameters: str) -> requests.Response:
        return requests.get(f"{self.url}/api/v1{path}", params=parameters, timeout=30)


def browser_path() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = browser_path()
    if executable is None:
        pytest.skip(f"No browser: none of {', '.join(BROWSERS)} is installed, so nobody walks through the admin.")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new window of somebody who is not signed in."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-US")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def site_settings() -> dict[str, str]:
    """What a module sets apart from what `make run` does; `{api}` becomes the address of the site."""
    return {}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, site_settings: dict[str, str]) -> Iterator[Site]:
    """`make run` without the installing: a new database with the demo clinic, the server and the worker."""
    folder = tmp_path_factory.mktemp("site")
    port = _free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}},
        "ENV_FILE": os.devnull,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "VAR_DIR": str(folder / "var"),
        "MEDIA_ROOT": str(folder / "media"),
        "DELIVERY_FRESHNESS": "0",
        **{name: value.replace("{api}", f"http://127.0.0.1:{port}") for name, value in site_settings.items()},
    }
    log = folder / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--demo"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_it_runs(process, log)
            password = re.search(r"password (\S+)", log.read_text())
            assert password, log.read_text()
            yield Site(url=f"http://127.0.0.1:{port}", password=password[1], folder=folder)
        finally:
            process.terminate()
            process.wait(timeout=30)


def sign_in(page: Page, site: Site, *, name: str = "admin", password: str | None = None) -> None:
    page.goto(f"{site.url}/admin/login/")
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(password or site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.url}/admin/")


def photograph(page: Page, name: str) -> None:
    """Keep what the screen shows, where JOURNEY_PICTURES names a folder."""
    if folder := os.environ.get("JOURNEY_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def accessible(page: Page) -> None:
    """Nothing on the page keeps anybody out, as far as a program can tell."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    problems = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]]
    assert problems == []


def _wait_until_it_runs(process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while "Vertebra is running" not in log.read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
