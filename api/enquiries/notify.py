"""E-mails about enquiries: rows written with the enquiry, sent later by whoever takes them, until done or failed.

Each is sent at least once. Its Message-ID is the same every time, so that mail systems can drop what comes twice.
"""

import logging
import random
import smtplib
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils import timezone

from api.enquiries import limits
from api.enquiries.contacts import ContactOf
from api.enquiries.mails import compose
from api.enquiries.models import Contact, Enquiry, Notification, Recipient

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
MOST_ATTEMPTS = 24
"""With the waits between them: about four days."""
Kind = Notification.Kind


def announce(enquiry: Enquiry, contacts: Iterable[ContactOf], *, at: datetime) -> None:
    """Queue what is to be sent because the enquiry has arrived."""
    recipients = list(Recipient.objects.filter(form_id=enquiry.form_id).values_list("email", flat=True))
    mails = [(Kind.RECEIVED, address) for address in recipients or settings.ENQUIRY_RECIPIENTS]
    sender = next((contact for contact in contacts if contact.kind == Contact.Kind.EMAIL), None)
    allowed = limits.Limit.parse(settings.ENQUIRY_ACKNOWLEDGEMENT_LIMIT)
    if sender and limits.allow(f"acknowledged:{sender.digest}", allowed, at=at):
        mails.append((Kind.ACKNOWLEDGEMENT, sender.value))
    Notification.objects.bulk_create(
        Notification(enquiry=enquiry, kind=kind, recipient=address, created_at=at, due_at=at) for kind, address in mails
    )


def send_due(*, limit: int) -> int:
    """Send at most `limit` e-mails that are due; returns how many were tried."""
    tried = 0
    while tried < limit and (notification := _claim(at=timezone.now())):
        _send(notification)
        tried += 1
    return tried


def _claim(*, at: datetime) -> Notification | None:
    """Take the next due row for as long as the lease lasts. Of several who try, one gets it."""
    waiting = Notification.objects.filter(done_at=None, failed_at=None, due_at__lte=at)
    for pk, due_at in waiting.order_by("due_at").values_list("pk", "due_at")[:10]:
        mine = waiting.filter(pk=pk, due_at=due_at)
        if mine.update(due_at=at + LEASE, attempts=F("attempts") + 1):
            return Notification.objects.select_related("enquiry").get(pk=pk)
    return None


def _send(notification: Notification) -> None:
    subject, body = compose(notification)
    message = EmailMessage(
        subject=subject,
        body=body,
        to=[notification.recipient],
        headers={"Message-ID": _message_id(notification), "Auto-Submitted": "auto-generated"},
        connection=get_connection(fail_silently=False),
    )
    if notification.kind == Kind.ANSWER:
        message.extra_headers.pop("Auto-Submitted")  # a person wrote it
    try:
        message.send()
    except Exception as error:  # whatever the server or the network does, the row must not be lost
        _postpone(notification, error)
    else:
        Notification.objects.filter(pk=notification.pk).update(done_at=timezone.now(), problem="")


def _postpone(notification: Notification, error: Exception) -> None:
    """Try again later, or give up: at once where the server says that it will never take it."""
    problem, at = _describe(error), timezone.now()
    logger.warning("E-mail %s, attempt %s: %s", notification.pk, notification.attempts, problem)
    if _is_permanent(error) or notification.attempts >= MOST_ATTEMPTS:
        Notification.objects.filter(pk=notification.pk).update(failed_at=at, problem=problem)
        return
    wait = min(FIRST_WAIT * 2 ** (notification.attempts - 1), LONGEST_WAIT)
    jitter = random.uniform(0.8, 1.2)  # noqa: S311 - only so that not all try at the same moment
    Notification.objects.filter(pk=notification.pk).update(due_at=at + wait * jitter, problem=problem)


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600


def _describe(error: Exception) -> str:
    """The kind of failure without its text, in which servers repeat addresses and content."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"SMTPRecipientsRefused {' '.join(str(code) for code, _text in error.recipients.values())}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    return type(error).__name__


def _message_id(notification: Notification) -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<enquiry-{notification.enquiry.reference}-{notification.pk}@{domain}>"
