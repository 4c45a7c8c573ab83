"""A draft in public: an article's own shape, with null or nothing where the publish gate would ask for something.

Its blocks are the published ones, so that what shows an article shows its draft.
"""

from datetime import datetime

from api.documents.schemas.base import PublicModel, SourceReference
from api.documents.schemas.blocks import Block, CallToActionBlock, EscalationBlock
from api.documents.schemas.documents import ArticleContent, Published, Review, Seo


class DraftSeo(Seo):
    title: str
    description: str


class ArticleDraft(ArticleContent):
    """What the editorial half presents of a draft."""

    title: str
    summary: str
    """Empty where nobody has written one yet, like the other texts and lists."""
    also_known_as: list[str]
    escalation: EscalationBlock | None  # type: ignore[assignment]  # wider on purpose: nothing writes to it
    call_to_action: CallToActionBlock | None  # type: ignore[assignment]
    review: Review | None  # type: ignore[assignment]
    body: list[Block]
    references: list[SourceReference]
    seo: DraftSeo


class Missing(PublicModel):
    """One thing that the draft can't be published without."""

    field: str
    """The field of the article that lacks something, such as `summary`; empty where it is the article as a whole."""
    detail: str
    """For editors and reviewers, in the language of the article."""


class PreviewState(PublicModel):
    drafted_at: datetime
    """When the draft was taken."""
    expires_at: datetime
    """When the pass is over, unless it is revoked before."""
    missing: list[Missing]
    """Why it could not be published as it is; empty if it could."""


class ArticlePreview(ArticleDraft, Published):
    """A draft, whole. `edition` and `published_at` are what they would be if it were published as it is."""

    clinically_changed_at: datetime
    preview: PreviewState
