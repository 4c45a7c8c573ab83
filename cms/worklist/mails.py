"""E-mails to reviewers about what is due: one in a period, at least once each.

A row is written first and sent by whoever takes it. Its Message-ID is the same every time: mail systems can drop
what comes twice.
"""

import logging
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.users.models import UserProfile

from cms.articles.models import ArticlePage
from cms.review.approving import SIGN_OFF, clinician_of, may_sign_off
from cms.users.models import User
from cms.worklist import selection
from cms.worklist.models import ReviewMail
from cms.worklist.selection import Need

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)
FIRST_WAIT = timedelta(minutes=5)
MOST_ATTEMPTS = 9
"""With the waits between them, which double: about a day."""
BACKEND = "django.contrib.auth.backends.ModelBackend"
MOST_LISTED = 30


def write_to_reviewers(*, at: datetime, limit: int = 5) -> int:
    """Queue what this period asks for, then send at most `limit`; returns how many were tried."""
    if settings.REVIEW_MAIL_DAYS < 1:
        return 0
    queue(at=at)
    tried = 0
    while tried < limit and (mail := _claim(at=at)):
        _send(mail, at=at)
        tried += 1
    return tried


def queue(*, at: datetime) -> None:
    """A row for each reviewer who has something to do and was not written to in this period."""
    period = timezone.localdate(at).toordinal() // settings.REVIEW_MAIL_DAYS
    users: QuerySet[User] = get_user_model().objects.with_perm(SIGN_OFF, backend=BACKEND, include_superusers=False)
    written = ReviewMail.objects.filter(period=period).values("user")
    for user in users.exclude(email="").exclude(pk__in=written):
        if may_sign_off(user) and due_for(user, at=at).exists():
            rows = [ReviewMail(user=user, period=period, created_at=at, due_at=at)]
            ReviewMail.objects.bulk_create(rows, ignore_conflicts=True)


def due_for(user: User, *, at: datetime) -> QuerySet[ArticlePage]:
    """What a reviewer's name stands on and is overdue, due in 30 days, or changed."""
    clinician = clinician_of(user)
    if clinician is None:
        return ArticlePage.objects.none()  # type: ignore[no-any-return]
    mine = selection.articles().filter(reviewer__translation_key=clinician.translation_key)
    return selection.in_need(mine, Need.OVERDUE, Need.DUE_30, Need.CHANGED, today=timezone.localdate(at))


def _claim(*, at: datetime) -> ReviewMail | None:
    """Take the next row for as long as the lease lasts. Of several who try, one gets it."""
    waiting = ReviewMail.objects.filter(done_at=None, failed_at=None, due_at__lte=at)
    for pk, due_at in waiting.order_by("due_at").values_list("pk", "due_at")[:10]:
        if waiting.filter(pk=pk, due_at=due_at).update(due_at=at + LEASE, attempts=F("attempts") + 1):
            return ReviewMail.objects.select_related("user").get(pk=pk)
    return None


def _send(mail: ReviewMail, *, at: datetime) -> None:
    row = ReviewMail.objects.filter(pk=mail.pk)
    subject, body = _compose(mail.user, at=at)
    if not body:  # done meanwhile
        row.update(done_at=at)
        return
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<reviews-{mail.user_id}-{mail.period}@{domain}>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(
        subject, body, to=[mail.user.email], headers=headers, connection=get_connection(fail_silently=False)
    )
    try:
        message.send()
    except Exception as error:  # whatever the server or the network does, the row must not be lost
        problem = type(error).__name__  # not its text, in which servers repeat addresses
        logger.warning("Review e-mail %s, attempt %s: %s", mail.pk, mail.attempts, problem)
        if mail.attempts >= MOST_ATTEMPTS:
            row.update(failed_at=at, problem=problem)
        else:
            row.update(due_at=at + FIRST_WAIT * 2 ** (mail.attempts - 1), problem=problem)
    else:
        row.update(done_at=at, problem="")


def _compose(user: User, *, at: datetime) -> tuple[str, str]:
    """Subject and text, in the reader's language; an empty text if there is nothing left to do."""
    found = list(due_for(user, at=at)[: MOST_LISTED + 1])
    if not found:
        return "", ""
    profile = UserProfile.objects.filter(user=user).first()
    today = timezone.localdate(at)
    with override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        count = len(found)
        subject = ngettext("%(count)d article needs your review", "%(count)d articles need your review", count)
        lines = []
        for article in found[:MOST_LISTED]:
            needs = ", ".join(str(need.label) for need in selection.needs_of(article, today=today))
            day = date_format(article.next_review_on, "SHORT_DATE_FORMAT") if article.next_review_on else "–"
            lines.append(f"- {article.title} ({article.locale.language_code}): {needs}, {day}")
        if count > MOST_LISTED:
            lines.append(_("… and more."))
        address = f"{settings.PUBLIC_URL}{reverse('worklist:index')}"
        return subject % {"count": count}, "\n".join([_("These articles carry your name:"), "", *lines, "", address])
