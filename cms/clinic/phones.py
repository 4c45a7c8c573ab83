"""Telephone numbers: written by people, kept as E.164."""

from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumberFormat


def to_e164(written: str) -> str:
    """“+1 (305) 555-0142” as +13055550142. Raises ValidationError."""
    try:
        number = phonenumbers.parse(written, None)
    except NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(
            _("“%(written)s” is not a telephone number. Write it with its country code, for example +1 305 555 0142.")
            % {"written": written},
            code="phone",
        )
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def for_readers(e164: str) -> str:
    """The number as it is written for people; a short number such as 911 stays as it is."""
    if not e164.startswith("+"):
        return e164
    return str(phonenumbers.format_number(phonenumbers.parse(e164, None), PhoneNumberFormat.INTERNATIONAL))


class PhoneField(models.CharField):  # type: ignore[type-arg]
    """A telephone number. Spaces and brackets may be typed; what is kept is E.164."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 32
        super().__init__(*args, **kwargs)

    def clean(self, value: str | None, model_instance: models.Model | None) -> str:
        cleaned: str = super().clean(value, model_instance)
        return to_e164(cleaned) if cleaned else cleaned
