"""Frontends at which nobody would see a draft."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.utils.text import slugify


@register(Tags.security)
def check_frontends(**_context: Any) -> list[CheckMessage]:
    """Each is named and has an address that carries the pass."""
    return [
        Error(
            f"PREVIEW_FRONTENDS has {name!r} at {template!r}: nobody could see a draft there.",
            hint="Write NAME=https://www.clinic.example{path}?preview={token}, and {locale} where it belongs.",
            id="previews.E001",
        )
        for name, template in settings.PREVIEW_FRONTENDS.items()
        if not _is_frontend(name, template)
    ]


def _is_frontend(name: str, template: str) -> bool:
    parts = urlsplit(template)
    return bool(slugify(name)) and parts.scheme in ("http", "https") and bool(parts.netloc) and "{token}" in template
