"""The items of a section, however its writer set them: a list, a heading for each, or a bold beginning for each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cms.importing.lines import start_of, without_start
from cms.importing.notes import Note
from cms.importing.recognition.limits import NAME, PARAGRAPH, POINT
from cms.importing.recognition.sections import Section, with_their_own
from cms.importing.sentences import sentences
from cms.importing.source import Block, BulletList, Line, ListItem, Paragraph, Picture, links, plain

SEPARATOR = re.compile(r"^\s*[:.–—-]?\s*")
NAMED = re.compile(r"^([^:–—.!?\n]{2,70}?)(?::\s+|\s+[–—-]\s+)(?=\S)")


@dataclass
class Point:
    head: str
    detail: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    picture: Picture | None = None

    @property
    def fits(self) -> bool:
        return 0 < len(self.head) <= POINT and len(self.detail) <= PARAGRAPH


@dataclass
class Points:
    intro: list[Paragraph]
    items: list[Point]
    rest: list[Block]
    """What follows the items, and pictures that stood before them."""
    uses_children: bool = False
    ordered: bool = False

    @property
    def usable(self) -> bool:
        return (
            bool(self.items) and all(point.fits for point in self.items) and len(joined_text(self.intro)) <= PARAGRAPH
        )


def points_of(section: Section, children: Sequence[Section]) -> Points | None:
    """None if the section holds nothing that could be taken for items."""
    found = _from_list(section.blocks) or _from_bold_beginnings(section.blocks)
    if found is None and children and all(isinstance(block, Paragraph | Picture) for block in section.blocks):
        found = _from_children(section.blocks, children)
    return found if found and found.usable else None


def joined_text(paragraphs: Sequence[Paragraph]) -> str:
    return "\n\n".join(plain(paragraph.content) for paragraph in paragraphs)


def lost_links(found: Sequence[tuple[str, str]], where: str) -> list[Note]:
    """Notes of links that a field of plain text can't hold."""
    return [Note.of("link_lost", text=text, address=address, where=where) for text, address in found]


def links_in(paragraphs: Sequence[Paragraph]) -> list[tuple[str, str]]:
    return [link for paragraph in paragraphs for link in links(paragraph.content)]


def split_head(line: Line) -> tuple[Line, Line]:
    """What an item is called, and what is said about it; the second is empty where there is no telling them apart."""
    text = "".join(run.text for run in line)
    bold = 0
    for run in line:
        if "bold" not in run.marks:
            break
        bold += len(run.text)
    for end in [place for place in (bold, text.find("\n")) if 0 < place < len(text)]:
        head, rest = start_of(line, end), text[end:]
        separator = SEPARATOR.match(rest)
        if len(plain(head)) <= NAME and separator:
            return head, without_start(line, end + separator.end())
    if named := NAMED.match(text):
        return start_of(line, named.end(1)), without_start(line, named.end())
    return line, ()


def first_sentence(line: Line) -> tuple[Line, Line]:
    """The line up to the end of its first sentence, and what follows."""
    text = "".join(run.text for run in line)
    first = sentences(text)[:1]
    end = text.find(first[0]) + len(first[0]) if first else len(text)
    return start_of(line, end), without_start(line, end)


def item_text(item: ListItem) -> str:
    """Everything that the item says, its own lists as lines below it."""
    return "\n".join([plain(item.content), *_list_lines(item.children)]).strip()


def all_links(item: ListItem) -> list[tuple[str, str]]:
    return [
        *links(item.content),
        *(link for child in item.children for inner in child.items for link in all_links(inner)),
    ]


def _list_lines(lists: Sequence[BulletList]) -> list[str]:
    return [item_text(item) for child in lists for item in child.items]


def _from_list(blocks: list[Block]) -> Points | None:
    place = next((place for place, block in enumerate(blocks) if isinstance(block, BulletList)), None)
    if place is None or not all(isinstance(block, Paragraph | Picture) for block in blocks[:place]):
        return None
    listed = blocks[place]
    assert isinstance(listed, BulletList)  # noqa: S101  # found by its type
    return Points(
        intro=[block for block in blocks[:place] if isinstance(block, Paragraph)],
        items=[_of_item(item) for item in listed.items],
        rest=[*(block for block in blocks[:place] if isinstance(block, Picture)), *blocks[place + 1 :]],
        ordered=listed.ordered,
    )


def _of_item(item: ListItem) -> Point:
    head, detail = split_head(item.content)
    lines = [plain(detail), *_list_lines(item.children)]
    name = plain(head).rstrip(":.").rstrip() if detail else plain(head).rstrip(":").rstrip()
    point = Point(name, "\n".join(line for line in lines if line), all_links(item))
    return _with_short_head(point)


def _with_short_head(point: Point) -> Point:
    """A long head gives all but its first sentence to the detail."""
    if len(point.head) <= NAME:
        return point
    first, *others = sentences(point.head)
    return Point(first, "\n".join([" ".join(others), point.detail]).strip(), point.links, point.picture)


def _from_bold_beginnings(blocks: list[Block]) -> Points | None:
    """Two or more paragraphs in a row that begin in bold."""
    begins = [isinstance(block, Paragraph) and _begins_bold(block.content) for block in blocks]
    if True not in begins:
        return None
    start = begins.index(True)
    end = start
    while end < len(blocks) and begins[end]:
        end += 1
    if end - start < 2 or not all(isinstance(block, Paragraph | Picture) for block in blocks[:start]):
        return None
    return Points(
        intro=[block for block in blocks[:start] if isinstance(block, Paragraph)],
        items=[_of_item(ListItem(block.content)) for block in blocks[start:end] if isinstance(block, Paragraph)],
        rest=[*(block for block in blocks[:start] if isinstance(block, Picture)), *blocks[end:]],
    )


def _begins_bold(line: Line) -> bool:
    head, rest = split_head(line)
    return bool(rest) and "bold" in line[0].marks and bool(head)


def _from_children(own: list[Block], children: Sequence[Section]) -> Points | None:
    """Each child's heading is an item, what stands below it the detail."""
    items: list[Point] = []
    highest = with_their_own(children)
    if len(highest) < 2:
        return None
    for child in highest:
        lines: list[str] = []
        found: list[tuple[str, str]] = []
        pictures: list[Picture] = []
        for block in child.blocks:
            match block:
                case Paragraph():
                    lines.append(plain(block.content))
                    found += links(block.content)
                case BulletList():
                    lines += _list_lines([block])
                    found += [link for item in block.items for link in all_links(item)]
                case Picture():
                    lines += [block.caption] if block.caption else []
                    pictures.append(replace(block, caption=""))
                case _:
                    return None
        if len(pictures) > 1:
            return None
        items.append(Point(child.heading, "\n".join(lines), found, pictures[0] if pictures else None))
    return Points(
        intro=[block for block in own if isinstance(block, Paragraph)],
        items=items,
        rest=[block for block in own if isinstance(block, Picture)],
        uses_children=True,
    )
