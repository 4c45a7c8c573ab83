"""What has changed in a draft since somebody approved the text."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Revision

from cms.review.models import Reviewed, SignOff
from cms.review.sign_offs import last_of


@dataclass(frozen=True)
class Comparison:
    """The newest draft beside the text that was approved last."""

    digest: str
    """Of the draft that is compared."""
    approved: SignOff | None
    unchanged: bool
    changes: list[Any]
    """Wagtail's comparisons, of the clinical fields that differ."""
    kept: bool
    """Whether the approved draft is still there, so that `changes` says anything."""


def compare(page: Page, *, request: HttpRequest) -> Comparison | None:
    """None for what has no clinical content."""
    draft = page.get_latest_revision_as_object()
    if not isinstance(draft, Reviewed):
        return None
    digest = draft.clinical_digest()
    approved = last_of(draft.translation_key, draft.locale.language_code)  # type: ignore[attr-defined]
    revision = Revision.objects.filter(pk=approved.revision).first() if approved and approved.revision else None
    changes = _changes(revision.as_object(), draft, request=request) if revision else []
    return Comparison(
        digest=digest,
        approved=approved,
        unchanged=approved is not None and approved.digest == digest,
        changes=changes,
        kept=revision is not None,
    )


def _changes(before: Any, after: Any, *, request: HttpRequest) -> list[Any]:
    panels = after.get_edit_handler().get_bound_panel(instance=after, request=request, form=None)
    compared = [comparison(before, after) for comparison in panels.get_comparison()]
    return [one for one in compared if one.field.name in after.clinical_fields and one.has_changed()]
