"""What staff do with an enquiry. Each verb changes it and writes who did so, in one transaction."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from api.enquiries.contacts import contacts_of
from api.enquiries.definitions import recorded
from api.enquiries.models import AccessLog, Contact, Enquiry, Entry, Notification, Recipient

Action, Status = AccessLog.Action, Enquiry.Status


class TakenError(ValueError):
    """Somebody else has taken the enquiry on."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(f"{holder} has taken it on already")


class NoAddressError(ValueError):
    """The sender left no e-mail address: call, or write a letter."""


def claim(enquiry: Enquiry, *, by: str, at: datetime) -> None:
    """Take it on. Of two who try at the same moment one gets it. Raises TakenError."""
    with transaction.atomic():
        free = Enquiry.objects.filter(pk=enquiry.pk, assignee="")
        if not free.update(assignee=by):
            holder = Enquiry.objects.values_list("assignee", flat=True).get(pk=enquiry.pk)
            if holder != by:
                raise TakenError(holder)
            return
        Enquiry.objects.filter(pk=enquiry.pk, status=Status.NEW).update(status=Status.OPEN)
        _log(enquiry, Action.CLAIMED, by=by, at=at)
    enquiry.refresh_from_db(fields=["assignee", "status"])


def assign(enquiry: Enquiry, *, to: str, by: str, at: datetime) -> None:
    """Give it to somebody; to nobody with ""."""
    _change(enquiry, Action.ASSIGNED, by=by, at=at, detail=to, assignee=to)


def note(enquiry: Enquiry, text: str, *, by: str, at: datetime) -> Entry:
    """Write something down for colleagues."""
    with transaction.atomic():
        _log(enquiry, Action.NOTED, by=by, at=at)
        return Entry.objects.create(enquiry=enquiry, kind=Entry.Kind.NOTE, text=text, by=by, at=at)


def answer(enquiry: Enquiry, text: str, *, by: str, at: datetime) -> Entry:
    """Answer by e-mail; it is sent by the worker. Raises NoAddressError."""
    address = sender_address(enquiry)
    if address is None:
        raise NoAddressError
    with transaction.atomic():
        entry = Entry.objects.create(enquiry=enquiry, kind=Entry.Kind.ANSWER, text=text, by=by, at=at)
        Notification.objects.create(
            enquiry=enquiry, kind=Notification.Kind.ANSWER, recipient=address, text=text, created_at=at, due_at=at
        )
        _change(enquiry, Action.ANSWERED, by=by, at=at, status=Status.ANSWERED, closed_at=None)
    return entry


def close(enquiry: Enquiry, *, by: str, at: datetime) -> None:
    _change(enquiry, Action.CLOSED, by=by, at=at, status=Status.CLOSED, closed_at=at)


def reopen(enquiry: Enquiry, *, by: str, at: datetime) -> None:
    _change(enquiry, Action.REOPENED, by=by, at=at, status=Status.OPEN, closed_at=None)


def mark_spam(enquiry: Enquiry, *, by: str, at: datetime) -> None:
    """It leaves the inbox, and is deleted sooner."""
    soon = at + timedelta(days=settings.ENQUIRY_SPAM_DAYS)
    sooner = min(enquiry.purge_after, soon)
    _change(enquiry, Action.MARKED_SPAM, by=by, at=at, spam=Enquiry.Spam.STAFF, purge_after=sooner)


def mark_not_spam(enquiry: Enquiry, *, by: str, at: datetime) -> None:
    """It goes to the inbox, is found by its sender's address, and is kept for as long as its form says."""
    form = recorded(enquiry.form_id, locale=enquiry.locale, version=enquiry.form_version)
    with transaction.atomic():
        Contact.objects.bulk_create(
            [
                Contact(enquiry=enquiry, kind=contact.kind, digest=contact.digest)
                for contact in contacts_of(form, enquiry.content["fields"])
            ],
            ignore_conflicts=True,
        )
        kept = enquiry.received_at + timedelta(days=form.retention_days)
        _change(enquiry, Action.MARKED_NOT_SPAM, by=by, at=at, spam=Enquiry.Spam.NO, purge_after=kept)


def retry(notification: Notification, *, by: str, at: datetime) -> None:
    """Have an e-mail sent again that has failed for good."""
    with transaction.atomic():
        failed = Notification.objects.filter(pk=notification.pk, failed_at__isnull=False)
        if failed.update(failed_at=None, attempts=0, due_at=at):
            _log(notification.enquiry, Action.RETRIED, by=by, at=at)


def set_recipients(form_id: Any, emails: list[str]) -> None:
    """Who is told of enquiries to this form from now on."""
    with transaction.atomic():
        Recipient.objects.filter(form_id=form_id).delete()
        Recipient.objects.bulk_create(Recipient(form_id=form_id, email=email) for email in dict.fromkeys(emails))


def sender_address(enquiry: Enquiry) -> str | None:
    """The first e-mail address in the answers."""
    form = recorded(enquiry.form_id, locale=enquiry.locale, version=enquiry.form_version)
    contacts = contacts_of(form, enquiry.content["fields"])
    return next((contact.value for contact in contacts if contact.kind == Contact.Kind.EMAIL), None)


def _change(
    enquiry: Enquiry, action: AccessLog.Action, *, by: str, at: datetime, detail: str = "", **values: Any
) -> None:
    with transaction.atomic():
        for name, value in values.items():
            setattr(enquiry, name, value)
        enquiry.save(update_fields=list(values))
        _log(enquiry, action, by=by, at=at, detail=detail)


def _log(enquiry: Enquiry, action: AccessLog.Action, *, by: str, at: datetime, detail: str = "") -> None:
    AccessLog(reference=enquiry.reference, action=action, detail=detail, by=by, at=at).save()
