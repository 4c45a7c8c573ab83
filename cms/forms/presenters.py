"""Enquiry forms as public JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from api.documents.schemas.base import DocumentReference
from api.documents.schemas.documents import Translation
from api.documents.schemas.forms import Confirmation, Consent, FormContent, FormField, Honeypot

if TYPE_CHECKING:
    from cms.forms.models import EnquiryForm

HONEYPOT = "website"


def present_form(form: EnquiryForm) -> FormContent:
    locale = form.locale.language_code
    others = form.get_translations().filter(live=True).select_related("locale").order_by("locale__language_code")
    with override(locale):
        honeypot = Honeypot(name=HONEYPOT, label=_("Leave this field empty"))
        submit_label = form.submit_label or _("Send")
    return FormContent(
        id=form.translation_key,
        locale=locale,
        slug=form.slug,
        path=form.path,
        title=form.title,
        notice=form.notice,
        ui=present_fields(form),
        honeypot=honeypot,
        consent=Consent(version=consent_version(form.consent), text=form.consent),
        submit_label=submit_label,
        confirmation=Confirmation(message=form.confirmation, next_steps=lines(form.next_steps)),
        retention_days=form.retention_days,
        translations=[Translation(locale=other.locale.language_code, path=other.path) for other in others],
    )


def present_fields(form: EnquiryForm) -> list[FormField]:
    return [child.block.present(child.value) for child in form.fields]


def consent_version(text: str) -> str:
    """The version of a consent text is what it says: another text is another version, in every language."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def lines(text: str) -> list[str]:
    """The lines of a text field in which each line is one thing."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def references_to(forms: Iterable[EnquiryForm], locale: str) -> dict[int, DocumentReference]:
    """How others name each form, in the reader's language where it is published there; without those that aren't."""
    chosen = {form.pk: form for form in forms}
    if not chosen:
        return {}
    model = type(next(iter(chosen.values())))
    keys = {form.translation_key for form in chosen.values()}
    live = model.objects.filter(translation_key__in=keys, live=True).select_related("locale")
    by_language = {(form.translation_key, form.locale.language_code): form for form in live}
    found = {}
    for key, form in chosen.items():
        own = by_language.get((form.translation_key, form.locale.language_code))
        if shown := by_language.get((form.translation_key, locale)) or own:
            found[key] = _reference_to(shown)
    return found


def _reference_to(form: EnquiryForm) -> DocumentReference:
    return DocumentReference(
        kind="form",
        id=form.translation_key,
        slug=form.slug,
        locale=form.locale.language_code,
        path=form.path,
        title=form.title,
    )
