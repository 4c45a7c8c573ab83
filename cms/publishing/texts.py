"""What an edition says, part by part, as plain text that a person can read and compare."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from django.utils.translation import gettext as _

from api.documents.models import Edition
from cms.articles.blocks import BODY
from cms.articles.blocks.care import LEVELS

Json = dict[str, Any]
BLOCK_NAMES = {name: block.label for name, block in BODY}
"""What editors call each block."""
LEVEL_NAMES = dict(LEVELS)


@dataclass(frozen=True)
class Part:
    """A piece of an edition. `key` is the same in every edition; `raw` is what the text was made from."""

    key: str
    label: str
    text: str
    raw: Any


def parts_of(edition: Edition) -> list[Part]:
    """In the order of reading; what the edition leaves empty is not there."""
    document: Json = orjson.loads(edition.body)
    parts = [*_before_body(document), *_body(document), *_after_body(document)]
    return [part for part in parts if part.text.strip()]


def note_of(edition: Edition) -> Json | None:
    """What readers were told that this very edition changed: `kind` and `note`; None if nothing."""
    document: Json = orjson.loads(edition.body)
    newest: Json | None = next(iter(document.get("changes", ())), None)
    return newest if newest and newest["at"] == document["published_at"] else None


def _before_body(document: Json) -> Iterator[Part]:
    yield _part(document, "title", _("Title"))
    yield _part(document, "path", _("Address"))
    yield _part(document, "summary", _("Summary"))
    yield _part(document, "also_known_as", _("Also known as"))
    yield _part(document, "topics", _("Topics"), _titles)
    yield _part(document, "audience", _("Audience"))
    yield _part(document, "hero", _("Picture at the top"), _picture)
    yield _part(document, "image", _("Picture"), _picture)
    yield _part(
        document, "codes", _("Medical codes"), lambda codes: [f"{one['system']} {one['code']}" for one in codes]
    )


def _body(document: Json) -> Iterator[Part]:
    blocks = document.get("body", [])
    for block in blocks:
        yield _block(block)
    call = document.get("call_to_action")
    if call and call["id"] not in {block["id"] for block in blocks}:  # the clinic's own
        yield _block(call)


def _after_body(document: Json) -> Iterator[Part]:
    yield _part(document, "review", _("Review"), _review)
    yield _part(document, "authors", _("Authors"), lambda authors: [_person(author) for author in authors])
    yield _part(document, "references", _("References"), lambda found: [_reference(one) for one in found])
    yield _part(document, "related", _("Related articles"), _titles)
    yield _part(document, "disclosure", _("Disclosure"))
    yield _part(document, "disclaimer", _("Disclaimer"))


def _part(document: Json, name: str, label: str, lines: Any = None) -> Part:
    value = document.get(name)
    if not value:
        return Part(name, label, "", value)
    spoken = lines(value) if lines else value
    return Part(name, label, "\n".join(spoken) if isinstance(spoken, list) else str(spoken), value)


def _block(block: Json) -> Part:
    """Its words, its level, and where its links lead: that may be all that has changed."""
    heading = block.get("heading") or block.get("title") or block.get("caption") or ""
    kind = BLOCK_NAMES.get(block["type"], block["type"])
    lines = [str(LEVEL_NAMES[block["level"]])] if "level" in block else []
    lines.append(block["fallback_text"])
    for href in dict.fromkeys(_links(block)):
        if href not in block["fallback_text"]:
            lines.append(_("Leads to: %(address)s") % {"address": href})
    raw = {name: value for name, value in block.items() if name != "anchor"}
    return Part(block["id"], f"{kind}: {heading}" if heading else str(kind), "\n".join(lines), raw)


def _links(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("href"), str):
            yield value["href"]
        for inner in value.values():
            yield from _links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _links(inner)


def _titles(documents: list[Json]) -> list[str]:
    return [document["title"] for document in documents]


def _picture(picture: Json) -> list[str]:
    return [text for text in (picture["alt"], picture["caption"]) if text] or [_("A decorative picture")]


def _review(review: Json) -> list[str]:
    changed = [_("Changed since the review")] if review["status"] == "changed_since_review" else []
    return [
        *changed,
        _person(review["reviewer"]),
        _("Reviewed on %(day)s") % {"day": review["reviewed_on"]},
        _("Next review on %(day)s") % {"day": review["next_review_on"]},
    ]


def _person(person: Json) -> str:
    return ", ".join(filter(None, (person["name"], person["credentials"], person["role"])))


def _reference(reference: Json) -> str:
    known = [reference[name] for name in ("title", "publisher", "year", "doi", "url")]
    return f"{reference['number']}. " + ", ".join(str(one) for one in known if one)
