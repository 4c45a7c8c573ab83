"""The pages of help: one Markdown file each, in every language of the admin. The first line is the title."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt

TEXTS = Path(__file__).parent / "texts"
NAMES = ("write", "review", "publish", "withdraw", "translate", "enquiries", "sign-in")
"""In the order in which an article goes its way, and then what stands beside it."""


@dataclass(frozen=True)
class HelpPage:
    name: str
    title: str
    html: SafeString


def page(name: str) -> HelpPage:
    """One of `NAMES` in the language of the admin, else in the installation's first."""
    language = (get_language() or "").split("-")[0]
    return _read(language if (TEXTS / language / f"{name}.md").is_file() else settings.LANGUAGE_CODE, name)


@cache
def _read(language: str, name: str) -> HelpPage:
    title, _, body = (TEXTS / language / f"{name}.md").read_text(encoding="utf-8").partition("\n")
    html = MarkdownIt("commonmark", {"html": False}).render(body)
    return HelpPage(name, title.removeprefix("# "), mark_safe(html))  # noqa: S308 - from this package's own files
