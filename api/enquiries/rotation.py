"""Bringing everything that is encrypted, and every hash that people are found by, under the newest key."""

from typing import Any

from django.apps import apps
from django.db import models, transaction

from api.encryption import EncryptedTextField
from api.enquiries.contacts import contacts_of
from api.enquiries.definitions import recorded
from api.enquiries.models import Contact, Enquiry


def rotate() -> dict[str, int]:
    """Encrypt every row anew; returns how many of each. It may be stopped and run again at any time."""
    found = [model for model in apps.get_models() if _encrypted(model)]
    counts = {model._meta.verbose_name_plural: _encrypt_anew(model) for model in found}
    for enquiry in Enquiry.objects.filter(contacts__isnull=False).distinct().iterator(chunk_size=200):
        _hash_anew(enquiry)
    return {str(name): count for name, count in counts.items()}


def _encrypted(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.fields if isinstance(field, EncryptedTextField)]


def _encrypt_anew(model: type[models.Model]) -> int:
    names = _encrypted(model)
    manager: models.Manager[Any] = model._base_manager
    rows = manager.order_by("pk").values("pk", *names).iterator(chunk_size=200)
    return sum(manager.filter(pk=row.pop("pk")).update(**row) for row in rows)


@transaction.atomic
def _hash_anew(enquiry: Enquiry) -> None:
    form = recorded(enquiry.form_id, locale=enquiry.locale, version=enquiry.form_version)
    contacts = contacts_of(form, enquiry.content["fields"])
    kept = [contact.digest for contact in contacts]
    Contact.objects.bulk_create(
        [Contact(enquiry=enquiry, kind=contact.kind, digest=contact.digest) for contact in contacts],
        ignore_conflicts=True,
    )
    enquiry.contacts.exclude(digest__in=kept).delete()
