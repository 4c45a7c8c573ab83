"""Tells `api.enquiries` who is told of enquiries: those whom the published forms name."""

from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete
from wagtail.signals import published, unpublished

from api.enquiries import handling
from cms.forms.models import EnquiryForm


def connect() -> None:
    """Called once, when the app is ready."""
    for signal in (published, unpublished, post_delete):
        signal.connect(on_form_changed, sender=EnquiryForm)


def on_form_changed(instance: EnquiryForm, **kwargs: Any) -> None:
    """A form is published, unpublished or deleted."""
    handling.set_recipients(instance.translation_key, _addresses(instance.translation_key))


def _addresses(form_id: UUID) -> list[str]:
    """Of all languages together: who writes in one is not always the one to read it."""
    live = EnquiryForm.objects.filter(translation_key=form_id, live=True).order_by("locale_id")
    return [address for form in live for address in form.addresses]
