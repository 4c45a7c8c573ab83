"""HTML tables: those that hold data stay tables; those that only lay out a page are unpacked."""

from collections.abc import Callable
from dataclasses import dataclass

from lxml.html import HtmlElement

from cms.importing.notes import Note
from cms.importing.source import Block, Heading, Paragraph, Picture, Table, links, statements

WIDEST = 20
MOST_CELLS = 5_000
LONGEST_CELL = 500


@dataclass
class _Cell:
    blocks: list[Block]
    is_heading: bool
    columns: int
    rows: int

    @property
    def text(self) -> str:
        return "\n".join(statements(self.blocks))


def read_table(element: HtmlElement, nested: Callable[[HtmlElement], list[Block]]) -> tuple[list[Block], list[Note]]:
    """The table as one block, or what its cells hold, row by row. `nested` reads what is inside an element."""
    captions = [block for caption in element.xpath("./caption") for block in nested(caption)]
    rows = [
        [_cell(cell, nested) for cell in row.xpath("./td|./th")]
        for row in element.xpath("./tr|./*[self::thead or self::tbody or self::tfoot]/tr")
    ]
    rows = [row for row in rows if any(cell.blocks for cell in row)]
    if not _holds_data(rows):
        unpacked = [block for row in rows for cell in row for block in cell.blocks]
        return captions + unpacked, [Note.of("table_unpacked")] if len(rows) > 1 and unpacked else []
    caption = " ".join(statements(captions)).replace("\n", " ")
    return _as_table(rows, caption)


def _cell(element: HtmlElement, nested: Callable[[HtmlElement], list[Block]]) -> _Cell:
    return _Cell(nested(element), element.tag == "th", _span(element, "colspan"), _span(element, "rowspan"))


def _span(element: HtmlElement, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(max(int(value), 1), WIDEST) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _holds_data(rows: list[list[_Cell]]) -> bool:
    widest = max((sum(cell.columns for cell in row) for row in rows), default=0)
    if len(rows) < 2 or not 2 <= widest <= WIDEST or widest * len(rows) > MOST_CELLS:
        return False
    for cell in (cell for row in rows for cell in row):
        if any(isinstance(block, Heading | Picture | Table) for block in cell.blocks) or len(cell.text) > LONGEST_CELL:
            return False
    return True


def _as_table(rows: list[list[_Cell]], caption: str) -> tuple[list[Block], list[Note]]:
    grid, merged = _grid(rows)
    headed = all(cell.is_heading for cell in rows[0])
    table = Table(
        columns=grid[0],
        rows=tuple(grid[1:]),
        caption=caption,
        row_headings=all(row[0].is_heading for row in rows[1:]),
    )
    name = caption or " · ".join(text for text in grid[0] if text)
    notes = [Note.of("table_merged_cells", table=name)] if merged else []
    notes += [] if headed else [Note.of("table_first_row", table=name)]
    for cell in (cell for row in rows for cell in row):
        for block in cell.blocks:
            for text, address in links(block.content) if isinstance(block, Paragraph) else []:
                notes.append(Note.of("link_lost", text=text, address=address, where=name))
    return [table], notes


def _grid(rows: list[list[_Cell]]) -> tuple[list[tuple[str, ...]], bool]:
    """The texts, every row as wide as the widest; a merged cell says its text in its first place only."""
    taken: dict[tuple[int, int], str] = {}
    merged = False
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            for down in range(min(cell.rows, len(rows) - number)):
                for across in range(cell.columns):
                    taken[number + down, column + across] = "" if down or across else cell.text
            merged = merged or cell.rows > 1 or cell.columns > 1
            column += cell.columns
    width = 1 + max(column for _, column in taken)
    return [tuple(taken.get((number, column), "") for column in range(width)) for number in range(len(rows))], merged
