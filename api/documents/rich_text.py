"""Rich text as stored, in typed nodes, turned into safe HTML or into plain text."""

from collections.abc import Iterable
from html import escape
from json import JSONDecoder
from typing import Any

import orjson

from api.documents.schemas.rich_text import RichTextFormat

Node = dict[str, Any]
OPENING, CLOSING = '{"format":"nodes","nodes":', "}"
"""What stands around the nodes of a rich text, as documents are stored."""
DECODER = JSONDecoder()  # unlike orjson's, it stops where a value ends
MARKS = {
    "bold": "strong",
    "italic": "em",
    "superscript": "sup",
    "subscript": "sub",
    "code": "code",
    "strikethrough": "s",
}


def convert(stored: bytes, rich_text: RichTextFormat) -> bytes:
    """A document's JSON with every rich text in it as `rich_text` asks. Nothing else of it is decoded.

    No text can be mistaken for a rich text: inside a JSON string the quotation marks would be escaped.
    """
    if rich_text == "nodes":
        return stored
    text, parts, done = stored.decode(), [], 0
    while (start := text.find(OPENING, done)) >= 0:
        nodes, end = DECODER.raw_decode(text, start + len(OPENING))
        parts += [text[done:start], orjson.dumps(_as_format(nodes, rich_text)).decode()]
        done = end + len(CLOSING)
    return "".join([*parts, text[done:]]).encode()


def _as_format(nodes: list[Node], rich_text: RichTextFormat) -> Node:
    if rich_text == "html":
        return {"format": "html", "html": to_html(nodes)}
    return {"format": "plain", "text": to_plain(nodes)}


def to_html(nodes: Iterable[Node]) -> str:
    """Paragraphs, headings, lists, links, marks, line breaks and figures; every text and every attribute is escaped."""
    return "".join(map(_html, nodes))


def _html(node: Node) -> str:
    match node["type"]:
        case "text":
            html = _marked(escape(node["text"]), node["marks"])
        case "line_break":
            html = "<br>"
        case "link":
            html = _link(node["target"], to_html(node["children"]))
        case "image":
            html = _figure(node["image"])
        case _:
            tag = _tag(node)
            html = f"<{tag}>{to_html(node['children'])}</{tag}>"
    return html


def _tag(node: Node) -> str:
    match node["type"]:
        case "heading":
            return f"h{node['level']}"
        case "list":
            return "ol" if node["ordered"] else "ul"
    return {"paragraph": "p", "list_item": "li"}[node["type"]]


def _marked(html: str, marks: Iterable[str]) -> str:
    for mark in reversed(list(marks)):
        html = f"<{MARKS[mark]}>{html}</{MARKS[mark]}>"
    return html


def _link(target: Node, html: str) -> str:
    attributes = {"href": target["href"]}
    if target["type"] == "document":  # so that an app can open it without asking where the address leads
        attributes |= {f"data-{name}": target["document"][name] for name in ("kind", "id", "locale")}
    return f"<a{_attributes(attributes)}>{html}</a>"


def _figure(image: Node) -> str:
    """A picture that loads late and keeps its place meanwhile; browsers take the first source that they understand."""
    by_type: dict[str, list[Node]] = {}
    for source in image["sources"]:
        by_type.setdefault(source["type"], []).append(source)
    *newer, (_oldest, fallbacks) = by_type.items() or [("", [])]
    sources = "".join(f"<source{_attributes({'type': kind, 'srcset': _srcset(found)})}>" for kind, found in newer)
    attributes = {"alt": image["alt"], "width": str(image["width"]), "height": str(image["height"]), "loading": "lazy"}
    if fallbacks:
        attributes |= {"src": fallbacks[-1]["url"], "srcset": _srcset(fallbacks)}
    caption = f"<figcaption>{escape(image['caption'])}</figcaption>" if image["caption"] else ""
    return f"<figure><picture>{sources}<img{_attributes(attributes)}></picture>{caption}</figure>"


def _srcset(sources: Iterable[Node]) -> str:
    return ", ".join(f"{source['url']} {source['width']}w" for source in sources)


def _attributes(values: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())


def to_plain(nodes: Iterable[Node]) -> str:
    """Paragraphs with an empty line between them, lists with a dash or a number; a picture is its alternative text."""
    return "\n\n".join(text for node in nodes if (text := _plain(node)))


def _plain(node: Node) -> str:
    match node["type"]:
        case "text":
            return str(node["text"])
        case "line_break":
            return "\n"
        case "image":
            return str(node["image"]["alt"])
        case "list":
            return "\n".join(
                _plain_item(item, f"{place}. " if node["ordered"] else "- ")
                for place, item in enumerate(node["children"], start=1)
            )
    return "".join(map(_plain, node["children"]))


def _plain_item(item: Node, bullet: str) -> str:
    said = "".join(_plain(child) for child in item["children"] if child["type"] != "list")
    deeper = [_plain(child) for child in item["children"] if child["type"] == "list"]
    return "\n".join([bullet + said, *("  " + line for nested in deeper for line in nested.split("\n"))])
