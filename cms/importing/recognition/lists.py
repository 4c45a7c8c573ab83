"""Benefits, risks, alternatives and steps: sections that are a list of named things."""

import re

from cms.importing.links import safe_address
from cms.importing.recognition.draft import DraftBlock, RichText, UrlTarget
from cms.importing.recognition.limits import NAME, PARAGRAPH
from cms.importing.recognition.points import (
    Point,
    Points,
    first_sentence,
    joined_text,
    links_in,
    lost_links,
    points_of,
    split_head,
)
from cms.importing.recognition.recognised import Found, Recognised
from cms.importing.recognition.sections import Section, with_their_own
from cms.importing.source import Block, BulletList, Paragraph, links, plain, prose

NUMBERED = re.compile(r"^(step|paso|day|d[ií]a|week|semana)?\s*\d{1,2}\b", re.IGNORECASE)


def benefits(found: Found) -> Recognised | None:
    return _points(found, "benefits")


def risks(found: Found) -> Recognised | None:
    return _points(found, "risks")


def _points(found: Found, kind: str) -> Recognised | None:
    points = points_of(found.section, _plain_children(found))
    if points is None:
        return None
    heading = found.heading_or_made(kind)
    value = {
        "heading": heading,
        "intro": joined_text(points.intro),
        "items": [{"text": point.head, "detail": point.detail, "reference": None} for point in points.items],
    }
    lost = links_in(points.intro) + [link for point in points.items for link in point.links]
    pictures: list[Block] = [point.picture for point in points.items if point.picture]
    return Recognised(
        [DraftBlock(kind, value)],
        rest=pictures + points.rest,
        uses_children=points.uses_children,
        notes=lost_links(lost, heading),
    )


def alternatives(found: Found) -> Recognised | None:
    points = points_of(found.section, _plain_children(found))
    if points is None or any(len(point.head) > NAME for point in points.items):
        return None
    heading = found.heading_or_made("alternatives")
    closing, rest = _closing(points)
    value = {
        "heading": heading,
        "intro": joined_text(points.intro),
        "items": [_alternative(point) for point in points.items],
        "closing": joined_text(closing),
    }
    lost = links_in(points.intro) + [link for point in points.items for link in point.links[1:]]
    return Recognised(
        [DraftBlock("alternatives", value)],
        rest=rest,
        uses_children=points.uses_children,
        notes=lost_links(lost, heading),
    )


def _alternative(point: Point) -> dict[str, object]:
    address = safe_address(point.links[0][1]) if point.links else ""
    return {
        "name": point.head,
        "description": point.detail,
        "caution": "",
        "image": point.picture,
        "target": UrlTarget(address) if address else None,
    }


def _closing(points: Points) -> tuple[list[Paragraph], list[Block]]:
    """The paragraphs right after the list, as far as plain text can hold them."""
    closing: list[Paragraph] = []
    for block in points.rest:
        if not isinstance(block, Paragraph) or links(block.content):
            break
        closing.append(block)
    if len(joined_text(closing)) > PARAGRAPH:
        return [], points.rest
    return closing, points.rest[len(closing) :]


def _plain_children(found: Found) -> list[Section]:
    """The sections below, unless one of them is a recognised part by itself."""
    headings = found.rules.headings
    named = any(headings[kind].names(child.heading) for kind in headings if kind != "steps" for child in found.children)
    return [] if named else list(found.children)


def steps(found: Found) -> Recognised | None:
    """An ordered list, or sections below that are numbered."""
    own = found.section.blocks
    listed = next((block for block in own if isinstance(block, BulletList) and block.ordered), None)
    ahead = own[: own.index(listed)] if listed else own
    intro = [block for block in ahead if isinstance(block, Paragraph)]
    taken = _listed_steps(listed) if listed else _numbered_sections(with_their_own(_plain_children(found)))
    if not taken or len(intro) < len(ahead) or len(joined_text(intro)) > PARAGRAPH:
        return None
    heading = found.heading_or_made("steps")
    items = [{"title": title, "detail": detail} for title, detail, _ in taken]
    lost = links_in(intro) + [link for _, _, in_title in taken for link in in_title]
    return Recognised(
        [DraftBlock("steps", {"heading": heading, "intro": joined_text(intro), "items": items})],
        rest=own[len(ahead) + 1 :],
        uses_children=listed is None,
        notes=lost_links(lost, heading),
    )


Step = tuple[str, RichText, list[tuple[str, str]]]
"""Its title, its detail, and the links that the title can't hold."""


def _listed_steps(listed: BulletList) -> list[Step]:
    steps: list[Step] = []
    for item in listed.items:
        head, detail = split_head(item.content)
        if not detail:
            head, detail = first_sentence(item.content)
        blocks = [Paragraph(detail)] if detail else []
        steps.append((plain(head), RichText((*blocks, *item.children)), links(head)))
    return steps if all(0 < len(title) <= NAME for title, _, _ in steps) else []


def _numbered_sections(children: list[Section]) -> list[Step]:
    steps: list[Step] = []
    for child in children:
        detail = prose(child.blocks)
        if detail is None or len(child.heading) > NAME or not NUMBERED.match(child.heading):
            return []
        steps.append((child.heading, RichText(detail), []))
    return steps if len(steps) > 1 else []
