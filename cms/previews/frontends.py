"""Where drafts can be seen: the clinic's website and app, as the settings name them, and a page of our own."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

READING_VIEW = "reading-view"


class Frontend(NamedTuple):
    """`template` is an address with `{token}`, and `{path}` and `{locale}` where they belong."""

    key: str
    name: str | Promise
    template: str

    def address(self, *, secret: str, path: str, locale: str) -> str:
        given = {"{token}": quote(secret), "{path}": quote(path), "{locale}": quote(locale)}
        address = self.template
        for place, value in given.items():
            address = address.replace(place, value)
        return address


def frontends() -> Iterator[Frontend]:
    """The configured ones in their order, then the page that is always there."""
    for name, template in settings.PREVIEW_FRONTENDS.items():
        yield Frontend(slugify(name), name, template)
    yield Frontend(READING_VIEW, _("Plain page"), reverse("preview-page", args=["TOKEN"]).replace("TOKEN", "{token}"))


def frontend(key: str) -> Frontend:
    """By its key. Raises LookupError."""
    for found in frontends():
        if found.key == key:
            return found
    raise LookupError(key)
