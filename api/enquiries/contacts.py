"""By what a person is found again: keyed hashes of e-mail addresses and telephone numbers, never these themselves."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import phonenumbers

from api.documents.schemas.forms import Form
from api.encryption import keyed_hash, keyed_hashes
from api.enquiries.models import Contact

Kind = Contact.Kind


class ContactOf(NamedTuple):
    """A way to reach the sender."""

    kind: Contact.Kind
    value: str
    digest: str


def contacts_of(form: Form, fields: Mapping[str, Any]) -> list[ContactOf]:
    """Every address and number in the answers, in the order of the form, each once."""
    found = {
        (Kind(field.type), _normal(Kind(field.type), fields[field.name])): None
        for field in form.ui
        if field.type in Kind.values and field.name in fields
    }
    return [ContactOf(kind, value, keyed_hash(kind, value)) for kind, value in found]


def digests_for(text: str, *, region: str = "US") -> list[str]:
    """What to look for when staff type an e-mail address or a telephone number. Empty if it is neither."""
    if "@" in text:
        return keyed_hashes(Kind.EMAIL, _normal(Kind.EMAIL, text.strip()))
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return []
    return keyed_hashes(Kind.PHONE, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _normal(kind: Contact.Kind, value: str) -> str:
    """Addresses without regard to capitals, numbers without extension: how people mean them."""
    return value.casefold() if kind == Kind.EMAIL else value.split(" x", maxsplit=1)[0]
