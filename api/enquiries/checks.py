"""Settings with which enquiries would be lost or could be read by others."""

from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from api.enquiries.limits import Limit

LIMITS = ("ENQUIRY_SPAM_LIMIT", "ENQUIRY_NETWORK_LIMIT", "ENQUIRY_FORM_LIMIT", "ENQUIRY_ACKNOWLEDGEMENT_LIMIT")
UNSENT = ("console", "dummy", "filebased", "locmem")


@register(Tags.security)
def check_keys(**_context: Any) -> list[CheckMessage]:
    """Each is a Fernet key."""
    try:
        for key in settings.ENQUIRY_KEYS:
            Fernet(key)
    except ValueError:
        return [
            Error(
                "ENQUIRY_KEYS holds something that isn't a Fernet key.",
                hint="Make one with cryptography.fernet.Fernet.generate_key().",
                id="enquiries.E001",
            )
        ]
    return []


@register(Tags.security)
def check_limits(**_context: Any) -> list[CheckMessage]:
    """Each is written as count/seconds."""
    return [
        Error(f"{name} is {getattr(settings, name)!r}; write count/seconds, such as 10/600.", id="enquiries.E002")
        for name in LIMITS
        if not _is_limit(getattr(settings, name))
    ]


@register(Tags.security, deploy=True)
def check_deployment(**_context: Any) -> list[CheckMessage]:
    """What is fine on a developer's machine and not where patients write."""
    found: list[CheckMessage] = []
    if not settings.ENQUIRY_KEYS:
        found.append(
            Warning(
                "Enquiries are encrypted with a key that comes from SECRET_KEY.",
                hint="Set ENQUIRY_KEYS, so that one can be changed without the other, then run rotate_enquiry_keys.",
                id="enquiries.W001",
            )
        )
    if any(name in settings.EMAIL_BACKEND for name in UNSENT):
        found.append(
            Warning(
                "E-mails about enquiries go nowhere.", hint="Set EMAIL_URL, such as smtp+tls://…", id="enquiries.W002"
            )
        )
    return found


def _is_limit(text: str) -> bool:
    try:
        Limit.parse(text)
    except ValueError:
        return False
    return True
