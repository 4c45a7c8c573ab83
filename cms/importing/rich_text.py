"""Neutral blocks as the HTML that Wagtail keeps in its database."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from cms.importing.source import BREAK, BulletList, Heading, Line, Mark, Paragraph, Prose

TAGS: dict[Mark, str] = {  # what `cms.articles.blocks.base.WRITING` lets editors set
    "bold": "b",
    "italic": "i",
    "superscript": "sup",
    "subscript": "sub",
    "strikethrough": "s",
}


def to_html(blocks: Iterable[Prose], *, short: bool = False) -> str:
    """`short`: for a field that holds no headings, which become bold paragraphs, and strikes nothing through."""
    return "".join(_block(block, short) for block in blocks)


def _block(block: Prose, short: bool) -> str:
    match block:
        case Heading() if short:
            return f"<p><b>{escape(block.text, quote=False)}</b></p>"
        case Heading():
            level = min(max(block.level, 3), 4)
            return f"<h{level}>{escape(block.text, quote=False)}</h{level}>"
        case Paragraph():
            return f"<p>{_line(block.content, short)}</p>"
        case BulletList():
            return _list(block, short)


def _list(block: BulletList, short: bool) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "".join(
        f"<li>{_line(item.content, short)}{''.join(_list(child, short) for child in item.children)}</li>"
        for item in block.items
    )
    return f"<{tag}>{items}</{tag}>"


def _line(line: Line, short: bool) -> str:
    html = ""
    for href, runs in groupby(line, key=lambda run: run.href):
        inner = ""
        for run in runs:
            piece = "<br/>" if run.text == BREAK else escape(run.text, quote=False)
            for mark in run.marks:
                if mark in TAGS and not (short and mark == "strikethrough"):
                    piece = f"<{TAGS[mark]}>{piece}</{TAGS[mark]}>"
            inner += piece
        html += f'<a href="{escape(href)}">{inner}</a>' if href else inner
    return html
