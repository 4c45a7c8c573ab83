"""A published text is still correct: signed off again and published with its new days, in one transaction."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.articles.models import ArticlePage, ChangeKind
from cms.review.approving import SignOffRefusedError, name_reviewer
from cms.review.models import SignOff
from cms.review.sign_offs import sign_off
from cms.users.models import User


@transaction.atomic
def confirm(article: ArticlePage, *, seen: int, next_review_on: date, by: User, at: datetime) -> SignOff:
    """Raises SignOffRefusedError if readers see another revision than `seen`, or something else is under way with it.

    A draft that is being written stays the draft, with the new days.
    """
    page = ArticlePage.objects.select_for_update(of=("self",)).get(pk=article.pk)
    _refuse_what_is_under_way(page, seen)
    draft = page.get_latest_revision_as_object() if page.latest_revision_id != page.live_revision_id else None
    published: ArticlePage = page.live_revision.as_object()
    name_reviewer(published, next_review_on=next_review_on, by=by, at=at)
    with override(page.locale.language_code):
        published.change_kind, published.change_note = ChangeKind.EDITORIAL, _("Reviewed again: still correct.")
    revision = published.save_revision(user=by, clean=False)
    approval = published.approval()
    if approval is None:  # name_reviewer has just made it complete
        raise AssertionError
    record = sign_off(approval, digest=published.clinical_digest(), by=by.get_username(), at=at, revision=revision.pk)
    revision.publish(user=by, skip_permission_checks=True)
    if draft is not None:
        name_reviewer(draft, next_review_on=next_review_on, by=by, at=at)
        draft.save_revision(user=by, clean=False)
    return record


def _refuse_what_is_under_way(page: ArticlePage, seen: int) -> None:
    if not page.live or page.live_revision_id != seen:
        text = _("It has been published anew since you saw the list. Nothing is signed off: look at it again.")
        raise SignOffRefusedError(page, text)
    if page.workflow_in_progress:
        raise SignOffRefusedError(page, _("It is on its way to publication. Sign it off there."))
    if page.revisions.filter(approved_go_live_at__isnull=False).exists():
        raise SignOffRefusedError(
            page, _("Another version is scheduled. Sign that one off, or take it off the schedule.")
        )
