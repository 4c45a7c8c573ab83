"""A cleaned HTML tree into blocks. Every format but plain text comes through here."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from cms.importing.lines import LineBuilder, in_bold, joined, paragraphs_of
from cms.importing.links import safe_address
from cms.importing.notes import Note
from cms.importing.readers.tables import read_table
from cms.importing.sentences import looks_like_a_sentence
from cms.importing.source import (
    Block,
    BulletList,
    Heading,
    Line,
    ListItem,
    Mark,
    Paragraph,
    Picture,
    Run,
    Table,
    links,
    plain,
    statements,
)

MARKS: dict[str, Mark] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "dfn": "italic", "var": "italic",
    "sup": "superscript", "sub": "subscript", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
}  # fmt: skip
INLINE = {"a", "abbr", "ins", "mark", "q", "small", "span", "u", *MARKS}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
FOREIGN = {"iframe", "embed", "object", "video", "audio"}
CONTROLS = {"button", "option", "textarea", "label", "legend"}
LONGEST_HEADING = 200
NOTE_ANCHORS = ("footnote-", "endnote-")
"""How mammoth names the notes of a Word file."""


@dataclass
class Content:
    blocks: list[Block] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_markup(tree: HtmlElement, *, base: str = "", newlines_count: bool = False) -> Content:
    """The blocks under `tree`. Links are resolved against `base`.

    `newlines_count`: a line break in the text is one for the reader, an empty line a new paragraph, as in WordPress.
    """
    walk = _Walk(Content(), base, newlines_count)
    walk.children(tree)
    walk.flush()
    walk.content.blocks = walk.blocks
    return walk.content


class _Walk:
    """One walk over the children of an element. `content` is shared by nested walks, `blocks` is each one's own."""

    def __init__(self, content: Content, base: str, newlines_count: bool, heading_level: int = 1) -> None:
        self.content = content
        self.blocks: list[Block] = []
        self._base = base
        self._newlines_count = newlines_count
        self._line = LineBuilder()
        self._pictures: list[Picture] = []
        self._heading_level = heading_level

    def children(self, element: HtmlElement, marks: frozenset[Mark] = frozenset(), href: str = "") -> None:
        self._text(element.text, marks, href)
        for child in element:
            self._element(child, marks, href)
            self._text(child.tail, marks, href)

    def flush(self) -> None:
        """End the paragraph; pictures that stood in it follow it."""
        if line := self._line.take():
            self.blocks.append(Paragraph(line))
        pictures, self._pictures = self._pictures, []
        self.blocks += pictures

    def _text(self, text: str | None, marks: frozenset[Mark], href: str) -> None:
        if not text:
            return
        if not self._newlines_count:
            self._line.add(text, marks, href)
            return
        for number, paragraph in enumerate(paragraphs_of(text)):
            if number:
                self.flush()
            for place, piece in enumerate(paragraph):
                if place and not self._line.blank:
                    self._line.line_break()
                self._line.add(piece, marks, href)

    def _element(self, element: HtmlElement, marks: frozenset[Mark], href: str) -> None:
        tag = element.tag
        if tag == "br":
            self._break()
        elif tag == "img":
            self._picture(element)
        elif tag in HEADINGS:
            self._heading(element, HEADINGS[tag])
        elif tag == "nav" or element.get("role") == "navigation":
            self._left_out("menu", element)
        elif tag in FOREIGN:
            self._foreign(element)
        elif tag in CONTROLS:
            self._control(element)
        elif tag in INLINE:
            self._inline(element, marks, href)
        elif tag not in ("title", "meta", "link", "source"):
            self._section(element, marks, href)

    def _section(self, element: HtmlElement, marks: frozenset[Mark], href: str) -> None:
        self.flush()
        match element.tag:
            case "ul" | "ol":
                self._list(element)
            case "dl":
                self._definitions(element)
            case "table":
                self._table(element)
            case "figure":
                self._figure(element)
            case "pre":
                was, self._newlines_count = self._newlines_count, True
                self.children(element, marks, href)
                self._newlines_count = was
            case "summary":
                self._heading(element, min(max(self._heading_level + 1, 3), 6), keep_level=True)
            case _:
                self.children(element, marks, href)
        self.flush()

    def _inline(self, element: HtmlElement, marks: frozenset[Mark], href: str) -> None:
        if mark := MARKS.get(element.tag):
            marks = marks | {mark}
        if element.tag == "a":
            address = element.get("href", "")
            if address.startswith(tuple(f"#{anchor}ref" for anchor in NOTE_ANCHORS)):
                return
            href = safe_address(address, self._base)
            if address and not href and not address.startswith("#"):
                self._note("link_dropped", text=element.text_content().strip(), address=address)
        quoted = element.tag == "q"
        self._line.add("“" if quoted else "", marks, href)
        self.children(element, marks, href)
        self._line.add("”" if quoted else "", marks, href)

    def _break(self) -> None:
        if self._line.ends_in_a_break:
            self.flush()
        elif not self._line.blank:
            self._line.line_break()

    def _heading(self, element: HtmlElement, level: int, *, keep_level: bool = False) -> None:
        self.flush()
        inner = self.nested(element)
        text = " ".join(statements(inner)).replace("\n", " ")
        for block in inner:
            for label, address in links(block.content) if isinstance(block, Paragraph) else []:
                self._note("link_lost", text=label, address=address, where=text)
        if len(text) > LONGEST_HEADING:
            self.blocks.append(Paragraph((Run(text, ("bold",)),)))
        elif text:
            self.blocks.append(Heading(level, text))
            self._heading_level = self._heading_level if keep_level else level
        self.blocks += [replace(block, caption="") for block in inner if isinstance(block, Picture)]

    def _picture(self, element: HtmlElement) -> None:
        name = element.get("data-src") or element.get("data-lazy-src") or element.get("src") or ""
        alt = " ".join(element.get("alt", "").split())
        if {element.get("width"), element.get("height")} & {"0", "1", "2"}:
            self._note("tracking_picture", address=name)
        elif not name:
            self._note("picture_without_file", alt=alt)
        else:
            self._pictures.append(Picture(name, alt))

    def _figure(self, element: HtmlElement) -> None:
        captions = element.xpath("./figcaption")
        for caption in captions:
            caption.drop_tree()
        inner = self.nested(element)
        said = [block for caption in captions for block in self.nested(caption)]
        pictures = [block for block in inner if isinstance(block, Picture)]
        if len(pictures) == 1 == len(said) and isinstance(said[0], Paragraph) and not links(said[0].content):
            captioned = replace(pictures[0], caption=plain(said[0].content).replace("\n", " "))
            self.blocks += [captioned if block is pictures[0] else block for block in inner]
        else:
            self.blocks += inner + said

    def _list(self, element: HtmlElement) -> None:
        items: list[ListItem] = []
        for child, blocks in self._pieces(element):
            item = self._as_item(blocks)
            if child is not None and child.get("id", "").startswith(NOTE_ANCHORS):
                self.content.footnotes.append(item.content)
            elif child is not None and child.tag in ("ul", "ol") and items:
                items[-1] = replace(items[-1], children=items[-1].children + item.children)
            elif item.content or item.children:
                items.append(item)
        if items:
            self.blocks.append(BulletList(tuple(items), ordered=element.tag == "ol"))

    def _definitions(self, element: HtmlElement) -> None:
        items: list[ListItem] = []
        for child, blocks in self._pieces(element):
            item = self._as_item(blocks)
            if child is not None and child.tag == "dd" and items:
                last = items[-1]
                items[-1] = ListItem(joined([last.content, item.content]), last.children + item.children)
            elif item.content or item.children:
                is_term = child is not None and child.tag == "dt"
                items.append(replace(item, content=in_bold(item.content)) if is_term else item)
        if items:
            self.blocks.append(BulletList(tuple(items)))

    def _pieces(self, element: HtmlElement) -> Iterator[tuple[HtmlElement | None, list[Block]]]:
        """The entries of a list, and whatever else stands between them, each as blocks of its own."""
        yield None, self._loose(element.text)
        for child in element:
            if child.tag == "div" and element.tag == "dl":
                yield from self._pieces(child)
            else:
                yield child, self.nested(child, itself=child.tag not in ("li", "dt", "dd"))
            yield None, self._loose(child.tail)

    def _loose(self, text: str | None) -> list[Block]:
        walk = _Walk(self.content, self._base, self._newlines_count)
        walk._text(text, frozenset(), "")
        walk.flush()
        return walk.blocks

    def _as_item(self, blocks: list[Block]) -> ListItem:
        content: list[Line] = []
        children: list[BulletList] = []
        for block in blocks:
            match block:
                case Paragraph():
                    content.append(block.content)
                case Heading():
                    content.append((Run(block.text, ("bold",)),))
                case BulletList():
                    children.append(block)
                case Table():
                    content += [(Run(said),) for said in statements([block])]
                case Picture():
                    self._pictures.append(block)
        return ListItem(joined(content), tuple(children))

    def _table(self, element: HtmlElement) -> None:
        blocks, notes = read_table(element, self.nested)
        self.blocks += blocks
        self.content.notes += notes

    def _foreign(self, element: HtmlElement) -> None:
        inner = [source.get("src") for source in element.iter("source", "embed") if source.get("src")]
        address = element.get("src") or element.get("data") or next(iter(inner), f"<{element.tag}>")
        self._note("embed", address=address)

    def _control(self, element: HtmlElement) -> None:
        if looks_like_a_sentence(element.text_content()):
            self.flush()
            self.children(element)
            self.flush()
        else:
            self._left_out("form_label", element)

    def _left_out(self, code: str, element: HtmlElement) -> None:
        if text := " ".join(" ".join(element.itertext()).split()):
            self._note(code, text=text)

    def nested(self, element: HtmlElement, *, itself: bool = False) -> list[Block]:
        """What is inside `element` (or is it, with `itself`) as blocks of its own."""
        walk = _Walk(self.content, self._base, self._newlines_count, self._heading_level)
        if itself:
            walk._element(element, frozenset(), "")
        else:
            walk.children(element)
        walk.flush()
        return walk.blocks

    def _note(self, code: str, **params: str) -> None:
        self.content.notes.append(Note.of(code, **params))
