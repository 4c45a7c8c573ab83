"""The problem that only a preview has."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict

from api.documents.models import Document
from api.documents.problems import refer_to
from api.documents.schemas.base import DocumentReference
from api.http.problems import Problem, ProblemDetails, ProblemType
from api.previews.models import Pass

REASONS = {
    Pass.Reason.EXPIRED: _("The preview was made for a limited time, which is over."),
    Pass.Reason.REVOKED: _("The editors have taken the preview back."),
    Pass.Reason.PUBLISHED: _("The article has been published since; the draft isn't shown any more."),
}


class PreviewEnd(BaseModel):
    """Why the pass is over."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    code: str
    """`expired`, `revoked` or `published`."""
    detail: str
    """For people, in their language."""


class PreviewOverDetails(ProblemDetails):
    """A draft was shown here for a while."""

    reason: PreviewEnd
    replacement: DocumentReference | None
    """The article as it is published; null where it isn't."""


PREVIEW_OVER = ProblemType(
    "preview-over",
    HTTPStatus.GONE,
    _("This preview is over"),
    _(
        "A pass shows a draft for a limited time, until the editors take it back or publish the article. `reason` says "
        "which it was, and `replacement` where the article is published. Ask the editors for another pass."
    ),
    PreviewOverDetails,
)
TYPES = (PREVIEW_OVER,)


def over(row: Pass, reason: Pass.Reason) -> Problem:
    """410 for a pass that is over."""
    end = PreviewEnd(code=reason.value, detail=str(REASONS[reason]))
    published = Document.objects.filter(
        kind="article", public_id=row.public_id, locale=row.locale, current__isnull=False
    ).first()
    replacement = refer_to(published).model_dump(mode="json") if published else None
    return Problem(PREVIEW_OVER, end.detail, members={"reason": end.model_dump(), "replacement": replacement})
