"""The setting that says who needs a second factor."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

OPTIONAL, REQUIRED = "optional", "required"


@register(Tags.security)
def check_setting(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.SIGN_IN_SECOND_FACTOR in (OPTIONAL, REQUIRED):
        return []
    return [
        Error(
            f"SIGN_IN_SECOND_FACTOR is {settings.SIGN_IN_SECOND_FACTOR!r}.",
            hint=f"Set it to {OPTIONAL} or {REQUIRED}.",
            id="signin.E001",
        )
    ]
