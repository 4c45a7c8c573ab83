"""The address below which drafts are read, with what the description of the API says of it."""

from api.documents import examples
from api.http.openapi import describe
from api.http.problems import NOT_FOUND
from api.previews.problems import PREVIEW_OVER
from api.previews.shapes import ArticlePreview
from api.previews.views import PreviewQuery, PreviewView

EXAMPLE = {
    **examples.document("article"),
    "preview": {
        "drafted_at": "2026-11-22T15:04:05Z",
        "expires_at": "2026-11-29T15:04:05Z",
        "missing": [{"field": "change_note", "detail": "Say what has changed since the article was published last."}],
    },
}


@describe(
    "getPreview",
    tag="Previews",
    summary="A draft, for whoever holds its pass",
    description=(
        "One draft of one article in one language, whole, as the editors are writing it: what shows a published "
        "article can show it. Its blocks are complete; where one lacks a text there is an ellipsis. What the article "
        "as a whole lacks is null or empty, and `preview.missing` says so. The pass is a secret, limited in time, and "
        "can be revoked. Say on the screen that it is a draft, and see to it that no search engine or cache keeps it."
    ),
    answer=ArticlePreview,
    query=PreviewQuery,
    path={"pass": "The pass, as the editors gave it."},
    headers={
        "Cache-Control": "`no-store`.",
        "X-Robots-Tag": "`noindex`, among others.",
        "Content-Language": "The language of the draft.",
    },
    problem_types=(NOT_FOUND, PREVIEW_OVER),
    example=EXAMPLE,
    kept=False,
)
class GetPreview(PreviewView):
    """GET only."""
