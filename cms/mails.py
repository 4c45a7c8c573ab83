"""E-mails to members of the staff: rows written first, sent later by whoever takes them, at least once each.

The Message-ID of a row is the same every time: mail systems can drop what comes twice.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import TypeVar

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import models
from django.db.models import F, Q
from wagtail.users.models import UserProfile

from cms.users.models import User

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)
FIRST_WAIT = timedelta(minutes=5)
MOST_ATTEMPTS = 9
"""With the waits between them, which double: about a day."""


class StaffMail(models.Model):
    """An e-mail to somebody of the staff, tried until it is sent or given up."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=100, blank=True)

    class Meta:
        abstract = True


Mail = TypeVar("Mail", bound=StaffMail)


def send_due(
    model: type[Mail], *, compose: Callable[[Mail], tuple[str, str]], name: str, at: datetime, limit: int
) -> int:
    """Send at most `limit` of those that wait; returns how many were tried.

    `compose` gives subject and text; an empty text says that there is nothing to write any more. `name` begins the
    Message-ID and is filled with what the row says, such as "reviews-{user_id}-{period}".
    """
    tried = 0
    while tried < limit and (mail := _claim(model, at=at)):
        _send(mail, *compose(mail), name=name, at=at)
        tried += 1
    return tried


def unreachable(models: Iterable[type[StaffMail]], *, since: datetime) -> list[StaffMail]:
    """The last e-mail to each person since then, where that was given up; the newest first."""
    last: dict[int, StaffMail] = {}
    for model in models:
        ended = Q(done_at__gte=since) | Q(failed_at__gte=since)
        for mail in model._default_manager.filter(ended).select_related("user"):
            if mail.user_id not in last or _ended_at(mail) > _ended_at(last[mail.user_id]):
                last[mail.user_id] = mail
    return sorted((mail for mail in last.values() if mail.failed_at), key=_ended_at, reverse=True)


def _ended_at(mail: StaffMail) -> datetime:
    return mail.done_at or mail.failed_at or mail.created_at


def language_of(user: User) -> str:
    """The one that somebody has chosen for the admin, or the installation's."""
    profile = UserProfile.objects.filter(user=user).first()
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE


def _claim(model: type[Mail], *, at: datetime) -> Mail | None:
    """Take the next row for as long as the lease lasts. Of several who try, one gets it."""
    rows: models.Manager[Mail] = model._default_manager
    waiting = rows.filter(done_at=None, failed_at=None, due_at__lte=at)
    for pk, due_at in waiting.order_by("due_at").values_list("pk", "due_at")[:10]:
        if waiting.filter(pk=pk, due_at=due_at).update(due_at=at + LEASE, attempts=F("attempts") + 1):
            return rows.select_related("user").get(pk=pk)
    return None


def _send(mail: StaffMail, subject: str, body: str, *, name: str, at: datetime) -> None:
    row = type(mail)._default_manager.filter(pk=mail.pk)
    if not body or not mail.user.email:
        row.update(done_at=at)
        return
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<{name.format(**vars(mail))}@{domain}>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(
        subject, body, to=[mail.user.email], headers=headers, connection=get_connection(fail_silently=False)
    )
    try:
        message.send()
    except Exception as error:  # whatever the server or the network does, the row must not be lost
        problem = type(error).__name__  # not its text, in which servers repeat addresses
        logger.warning("%s %s, attempt %s: %s", type(mail).__name__, mail.pk, mail.attempts, problem)
        if mail.attempts >= MOST_ATTEMPTS:
            row.update(failed_at=at, problem=problem)
        else:
            row.update(due_at=at + FIRST_WAIT * 2 ** (mail.attempts - 1), problem=problem)
    else:
        row.update(done_at=at, problem="")
