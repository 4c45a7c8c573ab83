"""The search as these tests ask it."""

from typing import Any

import orjson

from api.search.searching import Found, search
from tests.api.documents.publishing import publish
from tests.builders import article, escalation, text_block


def publish_article(slug: str, *, text: str = "", **fields: Any) -> None:
    """An article that says nothing but what is passed, beside its escalation block."""
    nothing = {"title": slug, "summary": "…", "also_known_as": [], "topics": [topic("back")]}
    publish(article(**{**nothing, "slug": slug, "body": [text_block(text), escalation()], **fields}))


def topic(slug: str) -> dict[str, Any]:
    number = sum(map(ord, slug))
    return {
        "id": f"7b0c1e8a-3a53-4f0e-9f3c-{number:012}",
        "slug": slug,
        "path": f"/en/{slug}/",
        "title": slug.capitalize(),
    }


def ask(text: str, *, locale: str = "en", limit: int = 20, offset: int = 0, **filters: str) -> Found:
    return search(text, locale=locale, filters=filters, limit=limit, offset=offset)


def found(text: str, **details: Any) -> list[str]:
    """The slugs of what is found, the best first."""
    return [orjson.loads(hit.summary)["slug"] for hit in ask(text, **details).hits]
