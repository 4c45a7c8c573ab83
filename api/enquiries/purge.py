"""Deleting: what has been kept for as long as was said, and what a person wants deleted."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from api.enquiries import limits
from api.enquiries.contacts import digests_for
from api.enquiries.models import AccessLog, Enquiry, Purge


class Purged(NamedTuple):
    """How many enquiries, of which form."""

    form_id: UUID
    enquiries: int


class UnknownContactError(ValueError):
    """Neither an e-mail address nor a telephone number."""


def purge_due(*, by: str, at: datetime, limit: int = 500, dry_run: bool = False) -> list[Purged]:
    """Delete at most `limit` enquiries whose time is over, with everything about them, and record that it was done.

    `dry_run` only says what would be deleted, all of it. One call deletes and records in one transaction.
    """
    with transaction.atomic():
        due = Enquiry.objects.filter(purge_after__lte=at).order_by("purge_after")[: None if dry_run else limit]
        found = dict(due.values_list("pk", "form_id"))
        purged = [Purged(form_id, count) for form_id, count in sorted(Counter(found.values()).items())]
        if not dry_run and found:
            Enquiry.objects.filter(pk__in=found).delete()
            for form_id, count in purged:
                Purge(reason=Purge.Reason.RETENTION, form_id=form_id, enquiries=count, by=by, at=at).save()
    if not dry_run:
        limits.forget_idle(at=at)
    return purged


@transaction.atomic
def erase_person(contact: str, *, by: str, at: datetime, dry_run: bool = False) -> list[str]:
    """Delete every enquiry with this e-mail address or telephone number; returns their references.

    Raises UnknownContactError. Only that it happened is recorded, not whom it was about.
    """
    digests = digests_for(contact)
    if not digests:
        raise UnknownContactError("write an e-mail address, or a telephone number with its country code")
    enquiries = Enquiry.objects.filter(contacts__digest__in=digests).distinct()
    references = sorted(enquiries.values_list("reference", flat=True))
    if not dry_run and references:
        Enquiry.objects.filter(reference__in=references).delete()
        _record_erasure(references, by=by, at=at)
    return references


@transaction.atomic
def erase(enquiry: Enquiry, *, by: str, at: datetime) -> None:
    """Delete this one."""
    enquiry.delete()
    _record_erasure([enquiry.reference], by=by, at=at)


def _record_erasure(references: list[str], *, by: str, at: datetime) -> None:
    Purge(reason=Purge.Reason.ERASURE, enquiries=len(references), by=by, at=at).save()
    for reference in references:
        AccessLog(reference=reference, action=AccessLog.Action.ERASED, by=by, at=at).save()
