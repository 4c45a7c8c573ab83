"""Plain text, whose structure is told by its empty lines, bullets, indents and underlines."""

import re
from itertools import groupby, pairwise

from cms.importing.lines import LineBuilder, joined
from cms.importing.readers.assembly import Material, assemble
from cms.importing.readers.decoding import decode
from cms.importing.readers.files import SourceFile
from cms.importing.readers.structure import MarkedLine, marked, nested_list
from cms.importing.recognition.phrases import names_a_section
from cms.importing.source import Block, BulletList, Heading, Line, Paragraph, SourceArticle, line_of, plain

UNDERLINE = re.compile(r"^\s*([=\-~*_])\1{2,}\s*$")
LONGEST_HEADING = 90
WRAPPED = 50
"""A line at least this long was probably broken by an editor's margin, not by its writer."""


def read(file: SourceFile) -> SourceArticle:
    text, notes = decode(file.data())
    blocks = _blocks(text)
    return assemble(Material(name=file.name, blocks=blocks, notes=notes))


def _blocks(text: str) -> list[Block]:
    lines = text.replace("\f", "\n\n").expandtabs(4).split("\n")
    groups = [list(group) for blank, group in groupby(lines, key=lambda line: not line.strip()) if not blank]
    blocks: list[Block] = []
    for number, group in enumerate(groups, start=1):
        rest = group
        while rest:
            rest = _take_block(rest, blocks, last=number == len(groups))
    return blocks


def _take_block(lines: list[str], blocks: list[Block], *, last: bool) -> list[str]:
    """Move one block off the front of `lines`; what is left comes back."""
    first = lines[0]
    if UNDERLINE.match(first):
        return lines[1:]
    if len(lines) > 1 and UNDERLINE.match(lines[1]) and len(first.strip()) <= LONGEST_HEADING:
        blocks.append(Heading(1 if lines[1].strip()[0] == "=" else 2, _line(first)))
        return lines[2:]
    if _begins_a_list(lines, blocks):
        return _take_list(lines, blocks)
    if _reads_as_heading(first) and (_heads_what_follows(first, lines[1]) if len(lines) > 1 else not last):
        blocks.append(Heading(2, _line(first)))
        return lines[1:]
    end = next((place for place in range(1, len(lines)) if _begins_a_list(lines[place:], [])), len(lines))
    blocks.append(Paragraph(_unwrapped(lines[:end])))
    return lines[end:]


def _begins_a_list(lines: list[str], before: list[Block]) -> bool:
    """A bullet does; a number if it is the first, or one of several, for "5. May" may be a date."""
    item = marked(line_of(lines[0].strip()))
    if item is None or not item.ordered:
        return item is not None
    goes_on = bool(before) and isinstance(before[-1], BulletList) and before[-1].ordered
    return goes_on or re.match(r"\W?[1a]\b", lines[0].strip()) is not None


def _reads_as_heading(line: str) -> bool:
    text = line.strip()
    return (
        len(text) <= LONGEST_HEADING
        and not text.endswith((".", ",", ";", ":", "!", "…"))
        and (text[0].isupper() or text[0] in "¿¡0123456789")
        and any(letter.isalpha() for letter in text)
        and "://" not in text
    )


def _heads_what_follows(line: str, following: str) -> bool:
    """A heading with no empty line after it is told by its words or its capitals alone."""
    text = line.strip()
    begins_anew = (
        following.strip()[0].isupper() or following.strip()[0] in "¿¡" or bool(marked(line_of(following.strip())))
    )
    return begins_anew and (names_a_section(text) or (text.isupper() and len(text) > 3))


def _take_list(lines: list[str], blocks: list[Block]) -> list[str]:
    items: list[tuple[int, MarkedLine, list[str]]] = []
    end = 0
    for line in lines:
        indent = len(line) - len(line.lstrip())
        item = marked(line_of(line.strip()), indent)
        if item is not None:
            items.append((indent, item, []))
        elif _continues(line, indent, items[-1]):
            items[-1][2].append(line)
        else:
            break
        end += 1
    read = [MarkedLine(_unwrapped([plain(item.content), *more]), item.ordered, indent) for indent, item, more in items]
    found = nested_list(read)
    before = blocks[-1] if blocks else None
    if isinstance(before, BulletList) and before.ordered == found.ordered:  # an empty line between items
        blocks[-1] = BulletList(before.items + found.items, found.ordered)
    else:
        blocks.append(found)
    return lines[end:]


def _continues(line: str, indent: int, last: tuple[int, MarkedLine, list[str]]) -> bool:
    """The rest of an item: indented beyond its bullet, or the middle of a sentence."""
    return indent > last[0] or line.strip()[0].islower()


def _unwrapped(lines: list[str]) -> Line:
    """Lines as one, where a margin broke them; a short line is one that its writer ended."""
    pieces: list[str] = [lines[0].strip()]
    for before, line in pairwise(lines):
        if len(before.rstrip()) >= WRAPPED or line.strip()[0].islower():
            pieces[-1] += " " + line.strip()
        else:
            pieces.append(line.strip())
    return joined([_runs(piece) for piece in pieces])


def _runs(text: str) -> Line:
    builder = LineBuilder()
    builder.add(text)
    return builder.take()


def _line(text: str) -> str:
    return plain(_runs(text))
