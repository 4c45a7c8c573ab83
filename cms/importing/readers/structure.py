"""What writers make without the means of their format: a bold line for a heading, typed dashes for a list."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cms.importing.lines import broken_into_lines, joined, without_start
from cms.importing.source import Block, BulletList, Heading, Line, ListItem, Paragraph, plain

BULLET = re.compile(r"^[•·▪▫●○■□◦‣⁃∙*✓✔➢➤►‐–—-]\s+(?=\S)|^[•·▪●◦‣✓✔➢➤►](?=\S)")
NUMBER = re.compile(r"^\(?(\d{1,2}|[a-h])[.)]\s+(?=\S)")
LONGEST_HEADING = 120


@dataclass(frozen=True)
class MarkedLine:
    """A line that begins as an item of a list does."""

    content: Line
    ordered: bool
    indent: int = 0


def marked(line: Line, indent: int = 0) -> MarkedLine | None:
    """The line without its bullet or number; None if it has none."""
    text = "".join(run.text for run in line)
    for pattern, ordered in ((BULLET, False), (NUMBER, True)):
        if found := pattern.match(text):
            return MarkedLine(without_start(line, found.end()), ordered, indent)
    return None


def nested_list(lines: Sequence[MarkedLine]) -> BulletList:
    """One list, with those lines that are indented further as lists inside."""
    items: list[ListItem] = []
    place = 0
    while place < len(lines):
        first = lines[place]
        end = place + 1
        while end < len(lines) and lines[end].indent > first.indent:
            end += 1
        inner = lines[place + 1 : end]
        items.append(ListItem(first.content, (nested_list(inner),) if inner else ()))
        place = end
    return BulletList(tuple(items), ordered=lines[0].ordered)


def with_typed_lists(blocks: Iterable[Block]) -> list[Block]:
    """Two or more lines in a row that begin with a bullet, or with 1, 2, 3, are a list."""
    result: list[Block] = []
    lines: list[Line] = []

    def settle() -> None:
        if lines:
            result.extend(_without_typed_marks(lines))
            lines.clear()

    for block in blocks:
        if isinstance(block, Paragraph) and any(marked(line) for line in broken_into_lines(block.content)):
            pieces = broken_into_lines(block.content)
            if marked(pieces[0]) is None:
                settle()
            lines.extend(pieces)
        else:
            settle()
            result.append(block)
    settle()
    return result


def _without_typed_marks(lines: list[Line]) -> list[Block]:
    result: list[Block] = []
    text: list[Line] = []
    items: list[MarkedLine] = []

    def settle() -> None:
        if text:
            result.append(Paragraph(joined(text)))
            text.clear()
        if items:
            result.append(nested_list(items))
            items.clear()

    for place, line in enumerate(lines):
        mark = marked(line)
        if mark is not None and (items or _begins_a_list(lines, place)):
            if text or (items and items[0].ordered != mark.ordered):
                settle()
            items.append(mark)
        else:
            if items:
                settle()
            text.append(line)
    settle()
    return result


def _begins_a_list(lines: list[Line], place: int) -> bool:
    """A single dash may be a dash, and "5. May" a date."""
    following = marked(lines[place + 1]) if place + 1 < len(lines) else None
    this = marked(lines[place])
    if this is None:
        return False
    if this.ordered:
        starts_at_one = re.match(r"\(?[1a]\b", plain(lines[place])) is not None
        return starts_at_one and following is not None and following.ordered
    return following is not None or plain(lines[place])[0] in "•·▪●◦‣✓✔➢➤►"


def with_bold_headings(blocks: Sequence[Block]) -> list[Block]:
    """A short line that is bold from end to end, and no sentence, heads what follows."""
    level = 1
    result: list[Block] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            level = block.level
        if not isinstance(block, Paragraph):
            result.append(block)
            continue
        first, *rest = broken_into_lines(block.content)
        followed = bool(rest) or (place + 1 < len(blocks) and not isinstance(blocks[place + 1], Heading))
        if followed and _is_bold_heading(first) and not (rest and _is_bold_heading(rest[0])):
            result.append(Heading(min(level + 1, 6), plain(first)))
            result += [Paragraph(joined(rest))] if rest else []
        else:
            result.append(block)
    return result


def _is_bold_heading(line: Line) -> bool:
    text = plain(line)
    return (
        all("bold" in run.marks or not run.text.strip() for run in line)
        and not any(run.href for run in line)
        and 0 < len(text) <= LONGEST_HEADING
        and not text.endswith((".", "!", ",", ";", ":"))
    )
