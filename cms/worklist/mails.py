"""E-mails to reviewers about what is due: one in a period."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms import mails
from cms.articles.models import ArticlePage
from cms.review.approving import SIGN_OFF, clinician_of, may_sign_off
from cms.users.models import User
from cms.worklist import selection
from cms.worklist.models import ReviewMail
from cms.worklist.selection import Need

BACKEND = "django.contrib.auth.backends.ModelBackend"
MOST_LISTED = 30


def write_to_reviewers(*, at: datetime, limit: int = 5) -> int:
    """Queue what this period asks for, then send at most `limit`; returns how many were tried."""
    if settings.REVIEW_MAIL_DAYS < 1:
        return 0
    queue(at=at)

    def compose(mail: ReviewMail) -> tuple[str, str]:
        return _compose(mail.user, at=at)

    return mails.send_due(ReviewMail, compose=compose, name="reviews-{user_id}-{period}", at=at, limit=limit)


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


def _compose(user: User, *, at: datetime) -> tuple[str, str]:
    """Subject and text, in the reader's language; an empty text if there is nothing left to do."""
    found = list(due_for(user, at=at)[: MOST_LISTED + 1])
    if not found:
        return "", ""
    today = timezone.localdate(at)
    with override(mails.language_of(user)):
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
