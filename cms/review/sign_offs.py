"""Recording and comparing approvals."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from cms.review.models.sign_off import Approval, SignOff


def sign_off(approval: Approval, *, digest: str, by: str, at: datetime, revision: int | None = None) -> SignOff:
    """Record that the clinician approves the content with this digest."""
    return SignOff.objects.create(
        content=approval.content,
        locale=approval.locale,
        reviewer=approval.reviewer,
        reviewed_on=approval.reviewed_on,
        digest=digest,
        revision=revision,
        at=at,
        by=by,
    )


def is_recorded(approval: Approval) -> bool:
    return _records(approval).exists()


def matches(approval: Approval, *, digest: str) -> bool:
    """Whether the content is what was approved. An approval that is not recorded yet is of what there is now.

    A clinician may approve a draft on the day on which they approved what readers still see: each has its record.
    """
    digests = set(_records(approval).values_list("digest", flat=True))
    return not digests or digest in digests


def last_of(content: UUID, locale: str) -> SignOff | None:
    """The newest approval of a content, whoever gave it."""
    return SignOff.objects.filter(content=content, locale=locale).order_by("-at", "-pk").first()


def _records(approval: Approval) -> QuerySet[SignOff]:
    return SignOff.objects.filter(
        content=approval.content,
        locale=approval.locale,
        reviewer=approval.reviewer,
        reviewed_on=approval.reviewed_on,
    )
