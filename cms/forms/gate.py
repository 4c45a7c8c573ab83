"""What a form must have before visitors fill it in. A draft may be anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from api.documents.schemas.forms import MAX_TOTAL_LENGTH, EmailField, PhoneField
from cms.forms.blocks import name_from
from cms.forms.presenters import HONEYPOT, lines
from cms.headless import Reason

if TYPE_CHECKING:
    from cms.forms.models import EnquiryForm

MOST_FIELDS, MOST_STEPS, LONGEST_STEP = 40, 10, 300
FIXED_LENGTHS = {"email": EmailField.max_length, "phone": PhoneField.max_length}


def reasons(form: EnquiryForm) -> list[Reason]:
    """Every reason at once why the form may not be published, with the field of the admin's form where it is mended."""
    return [*reasons_beside_blocks(form), *_incomplete_fields(form)]


def reasons_beside_blocks(form: EnquiryForm) -> list[Reason]:
    """All but what is wrong inside one field, which the admin's form says at that field itself."""
    return [*_about_texts(form), *_about_fields(form), *_about_recipients(form)]


def _about_texts(form: EnquiryForm) -> Iterator[Reason]:
    if not form.notice.strip():
        yield Reason("notice", _("Say what the form is for, and that it is not for medical questions."))
    if not form.consent.strip():
        yield Reason("consent", _("Write what people agree to when they send the form."))
    if not form.confirmation.strip():
        yield Reason("confirmation", _("Write what people read when their message has arrived."))
    steps = lines(form.next_steps)
    if len(steps) > MOST_STEPS or any(len(step) > LONGEST_STEP for step in steps):
        text = _("At most %(steps)d next steps, each of at most %(characters)d characters.")
        yield Reason("next_steps", text % {"steps": MOST_STEPS, "characters": LONGEST_STEP})


def _about_fields(form: EnquiryForm) -> Iterator[Reason]:
    if not form.fields:
        yield Reason("fields", _("The form has no fields."))
        return
    if len(form.fields) > MOST_FIELDS:
        yield Reason("fields", _("At most %(count)d fields.") % {"count": MOST_FIELDS})
    if not {child.block_type for child in form.fields} & {"email", "phone"}:
        text = _("Nobody could be answered: add a field for an e-mail address or a telephone number.")
        yield Reason("fields", text)
    names = Counter(child.value["name"] or name_from(child.value["label"]) for child in form.fields)
    for name in sorted(name for name, count in names.items() if name and count > 1):
        yield Reason("fields", _("Two fields have the name “%(name)s”. Give each its own.") % {"name": name})
    if HONEYPOT in names:
        text = _("The name “%(name)s” is kept for a hidden field that finds spam. Choose a different one.")
        yield Reason("fields", text % {"name": HONEYPOT})
    if "" in names:
        yield Reason("fields", _("A field has a label from which no name can be made. Write a name for it."))
    if sum(_length(child.block_type, child.value) for child in form.fields) > MAX_TOTAL_LENGTH:
        text = _("The fields together take more than %(count)d characters. Allow fewer in one of them.")
        yield Reason("fields", text % {"count": MAX_TOTAL_LENGTH})


def _about_recipients(form: EnquiryForm) -> Iterator[Reason]:
    addresses = lines(form.recipients)
    if not addresses:
        yield Reason("recipients", _("Name at least one address of the clinic that is told of each message."))
    for address in addresses:
        try:
            validate_email(address)
        except ValidationError:
            text = _("“%(address)s” is not an e-mail address. Write one on each line.")
            yield Reason("recipients", text % {"address": address})


def _incomplete_fields(form: EnquiryForm) -> Iterator[Reason]:
    for number, child in enumerate(form.fields, start=1):
        try:
            child.block.clean(child.value)
        except ValidationError:
            text = _("Field %(number)d, “%(label)s”, is not complete.")
            yield Reason("fields", text % {"number": number, "label": child.value["label"]})


def _length(kind: str, value: dict[str, int]) -> int:
    return FIXED_LENGTHS.get(kind) or value.get("max_length") or 0
