"""What the search answers, made from the example documents."""

from typing import Any

from api.documents import examples


def page() -> Any:
    """A search that finds the example article."""
    document = examples.page("article")["results"][0]
    html = document["title"].replace("back", "<mark>back</mark>")
    topics = [{"value": topic["slug"], "title": topic["title"], "count": 1} for topic in document["topics"]]
    return {
        "results": [
            {
                "document": document,
                "highlights": {
                    "title": {"html": html, "plain": document["title"]},
                    "also_known_as": None,
                    "passage": None,
                },
            }
        ],
        "next": None,
        "previous": None,
        "total": 1,
        "every_word": True,
        "did_you_mean": "back",
        "facets": {
            "kind": [_facet("article")],
            "topic": topics,
            "audience": [_facet(value) for value in document["audience"]],
            "level": [_facet(document["level"])],
        },
    }


def suggestions() -> Any:
    """What is suggested for the beginning of the example article's title."""
    reference = examples.resolution("article")["document"]
    start, rest = reference["title"][:3], reference["title"][3:]
    text = {"html": f"<mark>{start}</mark>{rest}", "plain": reference["title"]}
    return {"results": [{"text": text, "document": reference}]}


def _facet(value: str) -> Any:
    return {"value": value, "title": None, "count": 1}
