"""Wagtail's rich text, as it stands in the database, as typed nodes. What is not on the list becomes plain text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

import lxml.html
from lxml.html import HtmlElement

from api.documents.schemas.media import Image
from api.documents.schemas.rich_text import (
    HeadingNode,
    ImageNode,
    LineBreakNode,
    LinkNode,
    ListItemNode,
    ListNode,
    ParagraphNode,
    RichTextNode,
    TextNode,
)
from api.documents.schemas.targets import Target

MARKS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "sup": "superscript",
    "sub": "subscript",
    "code": "code",
    "s": "strikethrough",
    "del": "strikethrough",
    "strike": "strikethrough",
}
ORDER = tuple(dict.fromkeys(MARKS.values()))
HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LISTS = {"ul": False, "ol": True}
BLOCKS = {"p", "div", "blockquote", "section", "article", "pre", "li", *HEADINGS, *LISTS}
UNSEEN = {"script", "style", "template", "iframe", "object"}

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SPACE = re.compile(r"[ \t\r\n\f]+")  # not the no-break space, which is there on purpose


class Resolver(Protocol):
    """Knows what links and pictures have become; None where there is nothing to show."""

    def link(self, attributes: Mapping[str, str]) -> Target | None: ...

    def picture(self, attributes: Mapping[str, str]) -> Image | None: ...


class Mentioned(NamedTuple):
    """Primary keys."""

    pages: set[int]
    images: set[int]


def mentioned(html: str) -> Mentioned:
    """Every page and picture that a rich text refers to."""
    found = Mentioned(set(), set())
    root = _parse(html)
    for element in root.iter("a", "embed"):
        key = key_in(element.attrib)
        if key and element.tag == "a" and element.get("linktype") == "page":
            found.pages.add(key)
        elif key and element.tag == "embed" and element.get("embedtype") == "image":
            found.images.add(key)
    return found


def nodes(html: str, resolver: Resolver) -> list[RichTextNode]:
    """The text as public nodes. Empty paragraphs are left out; no text is."""
    return list(_Walk(resolver).blocks(_parse(html)))


def key_in(attributes: Mapping[str, str]) -> int | None:
    key = attributes.get("id", "")
    return int(key) if key.isascii() and key.isdigit() and len(key) < 19 else None


def _parse(html: str) -> HtmlElement:
    # A comment or an instruction has no text for readers, and its tag is no name.
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True)
    return lxml.html.fragment_fromstring(UNPRINTABLE.sub("", html), create_parent="div", parser=parser)


class _Walk:
    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver

    def blocks(self, parent: HtmlElement) -> Iterator[RichTextNode]:
        """What stands in `parent`, with loose text between blocks gathered into paragraphs."""
        loose: list[RichTextNode] = list(_text(parent.text, ()))
        for child in parent:
            if child.tag in BLOCKS or child.tag == "embed":
                yield from _paragraph(loose)
                loose = []
                yield from self.block(child)
            else:
                loose += self.inline(child, ())
                yield from self.pictures_in(child)
            loose += _text(child.tail, ())
        yield from _paragraph(loose)

    def block(self, element: HtmlElement) -> Iterator[RichTextNode]:
        if element.tag == "embed":
            yield from self.picture(element)
        elif element.tag in HEADINGS:
            children = _tidy(self.children(element, ()))
            if children:
                yield HeadingNode(level=HEADINGS[element.tag], children=children)
            yield from self.pictures_in(element)
        elif element.tag in LISTS:
            yield from self.listing(element)
        elif any(child.tag in BLOCKS for child in element):
            yield from self.blocks(element)
        else:
            yield from _paragraph(self.children(element, ()))
            yield from self.pictures_in(element)

    def listing(self, element: HtmlElement) -> Iterator[RichTextNode]:
        items: list[RichTextNode] = [*_stray(element.text)]
        for child in element:
            items += [*self.item(child), *_stray(child.tail)]
        if items:
            yield ListNode(ordered=LISTS[element.tag], children=items)
        for child in element:
            yield from self.pictures_in(child)

    def item(self, element: HtmlElement) -> Iterator[ListItemNode]:
        """An item; a list that stands directly in a list belongs to an item of its own."""
        if element.tag in LISTS:
            yield ListItemNode(children=[*self.listing(element)])
            return
        nested = [inner for child in element if child.tag in LISTS for inner in self.listing(child)]
        text: list[RichTextNode] = list(_text(element.text, ()))
        for child in element:
            if child.tag in BLOCKS and child.tag not in LISTS:
                text += [LineBreakNode(), *self.children(child, ())] if _tidy(text) else self.children(child, ())
            elif child.tag not in LISTS:
                text += self.inline(child, ())
            text += _text(child.tail, ())
        children = [*_tidy(text), *nested]
        if children:
            yield ListItemNode(children=children)

    def children(self, element: HtmlElement, marks: tuple[str, ...]) -> list[RichTextNode]:
        found: list[RichTextNode] = list(_text(element.text, marks))
        for child in element:
            found += self.inline(child, marks)
            found += _text(child.tail, marks)
        return found

    def inline(self, element: HtmlElement, marks: tuple[str, ...]) -> list[RichTextNode]:
        if element.tag in UNSEEN or element.tag == "embed":
            return []
        if element.tag == "br":
            return [LineBreakNode()]
        if element.tag in MARKS:
            return self.children(element, (*marks, MARKS[element.tag]))
        children = self.children(element, marks)
        target = self.resolver.link(element.attrib) if element.tag == "a" else None
        if target and any(child.type == "text" and child.text.strip() for child in children):
            return [LinkNode(target=target, children=_joined(children))]
        return children

    def pictures_in(self, element: HtmlElement) -> Iterator[RichTextNode]:
        """A picture stands by itself: one that was put into a line follows the line."""
        for embed in element.iter("embed"):
            if embed is not element or element.tag == "embed":
                yield from self.picture(embed)

    def picture(self, embed: HtmlElement) -> Iterator[RichTextNode]:
        image = self.resolver.picture(embed.attrib) if embed.get("embedtype") == "image" else None
        if image:
            yield ImageNode(image=image)


def _text(text: str | None, marks: tuple[str, ...]) -> Iterator[TextNode]:
    if text:
        chosen = [mark for mark in ORDER if mark in marks]
        yield TextNode.model_validate({"text": SPACE.sub(" ", text), "marks": chosen})


def _stray(text: str | None) -> Iterator[ListItemNode]:
    """Text that stands in a list, but in none of its items."""
    if children := _tidy([*_text(text, ())]):
        yield ListItemNode(children=children)


def _paragraph(inline: list[RichTextNode]) -> Iterator[ParagraphNode]:
    children = _tidy(inline)
    if children:
        yield ParagraphNode(children=children)


def _tidy(inline: list[RichTextNode]) -> list[RichTextNode]:
    """Without space or line breaks at either end, and neighbours that look the same as one."""
    joined = _joined(inline)
    while joined and _is_blank(joined[0]):
        joined.pop(0)
    while joined and _is_blank(joined[-1]):
        joined.pop()
    if joined and isinstance(joined[0], TextNode):
        joined[0] = joined[0].model_copy(update={"text": joined[0].text.lstrip(" ")})
    if joined and isinstance(joined[-1], TextNode):
        joined[-1] = joined[-1].model_copy(update={"text": joined[-1].text.rstrip(" ")})
    return joined


def _is_blank(node: RichTextNode) -> bool:
    return node.type == "line_break" or (isinstance(node, TextNode) and not node.text.strip())


def _joined(inline: Iterable[RichTextNode]) -> list[RichTextNode]:
    found: list[RichTextNode] = []
    for node in inline:
        last = found[-1] if found else None
        if isinstance(node, TextNode) and isinstance(last, TextNode) and node.marks == last.marks:
            found[-1] = last.model_copy(update={"text": SPACE.sub(" ", last.text + node.text)})
        else:
            found.append(node)
    return found
