"""Drafts and passes as these tests say them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from api.previews import passes
from api.previews.passes import Draft, Shared
from api.previews.shapes import ArticleDraft, Missing
from tests.builders import article

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
SOURCE = "cms_articles.articlepage:1"


def draft(missing: list[str] | None = None, **changes: Any) -> Draft:
    """A draft of an article that could be published; what is passed replaces a field, also by what may not."""
    fields = orjson.loads(article().model_dump_json()) | changes
    content = ArticleDraft.model_validate_json(orjson.dumps(fields))
    return Draft(content, [Missing(field=name, detail=f"{name} is missing.") for name in missing or ()], SOURCE)


def share(shown: Draft | None = None, **details: Any) -> Shared:
    values = {"note": "Dr. Brown", "by": "Eva", "at": NOON, "expires_at": NOON + WEEK, **details}
    return passes.share(shown or draft(), **values)
