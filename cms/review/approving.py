"""A clinician signs off what is before them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.clinic.models import Clinician
from cms.headless import PublicationRefusedError, Reason
from cms.review.forms import SignOffForm
from cms.review.models import Reviewed, SignOff
from cms.review.sign_offs import sign_off
from cms.users.models import User

SIGN_OFF = "cms_review.sign_off"
RECORD = "cms_review.record_review"


class SignOffRefusedError(PublicationRefusedError):
    """Nothing is signed off. The admin tells why, as it does for a publication that is refused."""

    def __init__(self, subject: object, text: str) -> None:
        super().__init__(str(subject), [Reason("", text)])


def clinician_of(user: User, *, locale: str | None = None) -> Clinician | None:
    """Whom the account belongs to, as they are presented in this language where they are."""
    mine = list(Clinician.objects.filter(account=user).select_related("locale").order_by("name", "pk"))
    return next((one for one in mine if one.locale.language_code == locale), mine[0] if mine else None)


def may_sign_off(user: User) -> bool:
    """Whether somebody has the permission, and is a clinician whose credentials readers can see."""
    if not user.has_perm(SIGN_OFF):
        return False
    clinician = clinician_of(user)
    return clinician is not None and bool(clinician.credentials.strip())


def read_form(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the form asked for, checked. Raises SignOffRefusedError."""
    form = SignOffForm(answers)
    if not form.is_valid():
        texts = [str(text) for errors in form.errors.values() for text in errors]
        raise SignOffRefusedError(_("Clinical review"), " ".join(texts))
    return form.cleaned_data


@transaction.atomic
def sign_off_draft(page: Page, *, seen: str, next_review_on: date, by: User, at: datetime) -> SignOff:
    """Record that `by` approves the newest draft, and name them and the day on it.

    Raises SignOffRefusedError if `seen`, the digest of what they had before them, is not that of the draft.
    """
    # Nobody saves another draft meanwhile.
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    draft = page.get_latest_revision_as_object()
    if draft.clinical_digest() != seen:
        text = _("The text has changed since you saw it. Nothing is signed off: look at it again.")
        raise SignOffRefusedError(draft, text)
    name_reviewer(draft, next_review_on=next_review_on, by=by, at=at)
    revision = draft.save_revision(user=by, clean=False)
    return sign_off(draft.approval(), digest=seen, by=by.get_username(), at=at, revision=revision.pk)


def name_reviewer(draft: Reviewed, *, next_review_on: date, by: User, at: datetime) -> None:
    """Put the clinician and the days of this review and of the next on the page. Saves nothing."""
    clinician = clinician_of(by, locale=draft.locale.language_code)  # type: ignore[attr-defined]
    if clinician is None or not may_sign_off(by):
        raise SignOffRefusedError(draft, _("Your account belongs to no clinician who may sign articles off."))
    draft.reviewer = clinician
    draft.reviewed_on = timezone.localdate(at)
    draft.next_review_on = next_review_on
