"""The public shapes, kind by kind."""

from dataclasses import dataclass

from api.documents.schemas import documents as shapes
from api.documents.schemas import forms, redirects
from api.documents.schemas.base import PublicModel
from api.documents.schemas.redirects import REDIRECT as REDIRECT


@dataclass(frozen=True)
class Kind:
    """What a kind of document is called and what it looks like; `summary` is its shape in a list."""

    plural: str
    document: type[shapes.Published]
    summary: type[PublicModel]


KINDS = {
    "article": Kind("articles", shapes.Article, shapes.ArticleSummary),
    "topic": Kind("topics", shapes.Topic, shapes.Topic),
    "clinician": Kind("clinicians", shapes.Clinician, shapes.Clinician),
    "clinic": Kind("clinic", shapes.Clinic, shapes.Clinic),
    "form": Kind("forms", forms.Form, forms.FormSummary),
}
STORED = {**KINDS, REDIRECT: Kind("redirects", redirects.Redirect, redirects.Redirect)}
"""What the store holds: documents, and what leads to them."""
