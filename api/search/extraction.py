"""What of a document is searched."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

Json = dict[str, Any]


@dataclass(frozen=True)
class Extract:
    """A document in plain text, by weight."""

    title: str
    summary: str
    body: str
    also_known_as: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)


def facets(document: Json) -> dict[str, str]:
    """What it is counted by: a text for each facet, the same for the same values."""
    topics = [{"slug": topic["slug"], "title": topic["title"]} for topic in document.get("topics", [])]
    return {
        "kind": document["kind"],
        "topic": orjson.dumps(sorted(topics, key=lambda topic: str(topic["slug"]))).decode(),
        "audience": " ".join(sorted(document.get("audience", []))),
        "level": _level(document),
    }


def labels(document: Json) -> list[str]:
    """`name=value`, for each value that a search can be narrowed to; a topic goes by its id and its slug."""
    values = [("locale", document["locale"]), ("kind", document["kind"]), ("level", _level(document))]
    values += [("audience", value) for value in document.get("audience", [])]
    values += [("topic", topic[name]) for topic in document.get("topics", []) for name in ("id", "slug")]
    return [f"{name}={value}" for name, value in values if value]


def _level(document: Json) -> str:
    escalation = document.get("escalation")
    return escalation["level"] if escalation else ""


def _article(document: Json) -> Extract:
    return Extract(
        title=document["title"],
        summary=document["summary"],
        body="\n".join(block["fallback_text"] for block in document["body"]),
        also_known_as=document["also_known_as"],
        headings=list(_headings(document["body"])),
    )


def _topic(document: Json) -> Extract:
    codes = " ".join(code["code"] for code in document["codes"])
    return Extract(title=document["title"], summary=document["summary"], body=codes)


def _clinician(document: Json) -> Extract:
    summary = ", ".join(text for text in (document["credentials"], document["role"]) if text)
    return Extract(title=document["title"], summary=summary, body=document["bio"])


def _clinic(document: Json) -> Extract:
    places = [[place["name"], place["address"]["street"], place["address"]["city"]] for place in document["locations"]]
    return Extract(
        title=document["title"],
        summary=document["emergency_text"],
        body="\n".join(", ".join(place) for place in places),
    )


def _form(document: Json) -> Extract:
    return Extract(title=document["title"], summary=document["notice"], body="")


KINDS: Mapping[str, Callable[[Json], Extract]] = {
    "article": _article,
    "topic": _topic,
    "clinician": _clinician,
    "clinic": _clinic,
    "form": _form,
}
"""How to read each kind that is searched."""


def _headings(value: Any) -> Iterator[str]:
    """Of blocks, of rich text within them, and the questions and steps that work as headings."""
    if isinstance(value, list):
        for item in value:
            yield from _headings(item)
    elif isinstance(value, dict):
        if value.get("type") == "heading":
            yield "".join(_texts(value["children"]))
            return
        for name, inner in value.items():
            if isinstance(inner, str) and (name in {"heading", "question"} or (name == "title" and "detail" in value)):
                yield inner
            elif isinstance(inner, list | dict):
                yield from _headings(inner)


def _texts(nodes: list[Json]) -> Iterator[str]:
    for node in nodes:
        if node["type"] == "text":
            yield node["text"]
        else:
            yield from _texts(node.get("children", []))
