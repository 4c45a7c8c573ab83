"""The draft behind a pass, as it is answered."""

from datetime import datetime
from typing import Any, NamedTuple

import orjson
from django.utils import timezone
from django.utils.translation import gettext as _

from api.documents.rendering import render_document
from api.documents.schemas.rich_text import RichTextFormat
from api.http.caching import today
from api.http.problems import NOT_FOUND, Problem
from api.previews import passes, problems
from api.previews.models import Pass

HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",  # the pass is part of the address
}
"""Of every answer to a pass, good or not."""


class Seen(NamedTuple):
    row: Pass
    document: dict[str, Any]
    """An ArticlePreview, as JSON."""


def look(secret: str, *, rich_text: RichTextFormat) -> Seen:
    """What the pass shows now, and counted. Raises Problem: 404 for no pass, 410 for one that is over."""
    at = timezone.now()
    row = passes.find(secret)
    if row is None:
        detail = _("There is no such pass, or it was over long ago. Ask whoever gave it to you for a new one.")
        raise Problem(NOT_FOUND, detail, headers=HEADERS)
    if reason := row.over(at):
        problem = problems.over(row, reason)
        problem.headers = HEADERS
        raise problem
    passes.count_view(row, at=at)
    return Seen(row, _document(row, rich_text))


def _document(row: Pass, rich_text: RichTextFormat) -> dict[str, Any]:
    document: dict[str, Any] = orjson.loads(render_document(bytes(row.body), today=today(), rich_text=rich_text))
    return {
        **document,
        "preview": {
            "drafted_at": _moment(row.drafted_at),
            "expires_at": _moment(row.expires_at),
            "missing": row.missing,
        },
    }


def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
