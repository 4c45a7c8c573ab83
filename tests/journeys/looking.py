"""What a page looks like, and whom it would keep out."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CONTROLS = """
() => {
  const seen = new Set();
  return [...document.querySelectorAll("main a[href], main button, main input, main select, main textarea")]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled && !one.closest("[inert]"))
    .filter(one => one.type !== "radio" || !seen.has(one.name) && seen.add(one.name))  // one Tab for the group
    .map(one => { one.dataset.unreached = ""; return one; }).length
}
"""
REACHED = """
() => {
  const focused = document.activeElement;
  const group = focused.type === "radio" ? document.getElementsByName(focused.name) : [focused];
  group.forEach(one => delete one.dataset.unreached);
  return focused === document.body;
}
"""
LEFT = "() => [...document.querySelectorAll('[data-unreached]')].map(one => one.outerHTML.slice(0, 200))"


def photograph(page: Page, name: str) -> None:
    """Keep what the screen shows, where JOURNEY_PICTURES names a folder."""
    if folder := os.environ.get("JOURNEY_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def barriers(page: Page, within: str = "html") -> list[tuple[str, list[str]]]:
    """What keeps somebody out, as far as a program can tell: the rule that is broken, and where."""
    found = Axe().run(page, context=within, options={"runOnly": RULES})
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]]


def out_of_reach(page: Page) -> list[str]:
    """What can be clicked in the page's main part, and not reached by the Tab key."""
    count = page.evaluate(CONTROLS)
    page.evaluate("() => { document.activeElement.blur(); window.getSelection().removeAllRanges(); }")
    for _ in range(count + 150):  # the menu and the toolbar come before it
        page.keyboard.press("Tab")
        page.evaluate(REACHED)
        if not page.evaluate(LEFT):
            break
    left: list[str] = page.evaluate(LEFT)
    return left
