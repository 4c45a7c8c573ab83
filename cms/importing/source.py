"""An article as its source holds it: neutral of the format it came in, and of the blocks it will become."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Literal

from cms.importing.notes import Note

Mark = Literal["bold", "italic", "superscript", "subscript", "code", "strikethrough"]
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Run:
    """Text that is formatted in one way; a line break is a run whose text is `BREAK`."""

    text: str
    marks: tuple[Mark, ...] = ()
    """Sorted, each once."""
    href: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Line


@dataclass(frozen=True, slots=True)
class ListItem:
    content: Line
    children: "tuple[BulletList, ...]" = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[ListItem, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Of plain text, with no merged cells; every row is as wide as `columns`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    row_headings: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    """Its address in the source. One that came inside a file is named by its digest."""
    alt: str = ""
    caption: str = ""
    data: bytes | None = field(default=None, repr=False, compare=False)


Prose = Heading | Paragraph | BulletList
"""What rich text can hold."""
Block = Prose | Table | Picture


@dataclass(frozen=True, slots=True)
class SourceArticle:
    key: str
    """Tells the same article of the same source again: `wordpress:https://example.org:42`, `file:back-pain.docx`."""
    title: str
    language: str
    """"en" or "es" where that could be told, else what the source declares, else empty."""
    blocks: tuple[Block, ...]
    slug: str = ""
    summary: str = ""
    author: str = ""
    published_on: date | None = None
    hero: Picture | None = None
    notes: tuple[Note, ...] = ()
    """What the reader left out or could not tell."""

    @property
    def digest(self) -> str:
        """The same for the same content, whatever was noted about it."""
        content = (self.title, self.language, self.slug, self.summary, self.author, self.published_on, self.hero)
        return sha256(repr((content, self.blocks)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class UnreadArticle:
    """One article of many that can't be read, where the others can."""

    key: str
    title: str
    note: Note


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles of a file, as they are read."""

    total: int
    articles: Iterator[SourceArticle | UnreadArticle]


def plain(line: Iterable[Run]) -> str:
    return "".join(run.text for run in line).strip()


def line_of(text: str) -> Line:
    return (Run(text),)


def links(line: Iterable[Run]) -> list[tuple[str, str]]:
    """Each link as (text, address), in order."""
    found: list[tuple[str, str]] = []
    for run in line:
        if run.href and found and found[-1][1] == run.href:
            found[-1] = (found[-1][0] + run.text, run.href)
        elif run.href:
            found.append((run.text, run.href))
    return found


def prose(blocks: Iterable[Block]) -> tuple[Prose, ...] | None:
    """The blocks as rich text; None if one of them is something else."""
    found: list[Prose] = []
    for block in blocks:
        if not isinstance(block, Heading | Paragraph | BulletList):
            return None
        found.append(block)
    return tuple(found)


def statements(blocks: Iterable[Block]) -> list[str]:
    """Everything that the blocks say, each paragraph, item, cell and caption by itself."""
    said: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                said.append(block.text)
            case Paragraph():
                said.append(plain(block.content))
            case BulletList():
                said += _of_list(block)
            case Table():
                said += [block.caption, *block.columns, *(cell for row in block.rows for cell in row)]
            case Picture():
                said.append(block.caption)
    return [text for text in said if text]


def _of_list(block: BulletList) -> list[str]:
    said: list[str] = []
    for item in block.items:
        said.append(plain(item.content))
        said += [text for child in item.children for text in _of_list(child)]
    return said
