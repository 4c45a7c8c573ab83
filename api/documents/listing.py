"""What of a document lists filter, order and show."""

from typing import Any, NamedTuple

import orjson

from api.documents.schemas import STORED


class Listing(NamedTuple):
    columns: dict[str, Any]
    """Columns of Document."""
    facets: set[tuple[str, str]]
    summary: bytes


def list_as(document: dict[str, Any]) -> Listing:
    """`document` is the JSON of an edition, decoded."""
    escalation, review = document.get("escalation"), document.get("review")
    level = escalation["level"] if escalation else ""
    fields = STORED[document["kind"]].summary.model_fields
    summary = {name: level if name == "level" else document[name] for name in fields}
    columns = {
        "title": document["title"],
        "level": level,
        "next_review_on": review["next_review_on"] if review else None,
        "changed_since_review": review is not None and review["status"] == "changed_since_review",
    }
    facets = {("audience", value) for value in document.get("audience", [])}
    for topic in document.get("topics", []):
        facets |= {("topic", topic["id"]), ("topic", topic["slug"])}
    return Listing(columns, facets, orjson.dumps(summary))
