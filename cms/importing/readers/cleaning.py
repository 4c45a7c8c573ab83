"""Any HTML, parsed as browsers parse it, with everything gone that could run, follow or load."""

import re

import nh3
from lxml import html as lxml_html
from lxml.etree import ParserError

from cms.importing.notes import Note, UnreadableSourceError

DEEPEST = 150
"""Elements inside each other. Page builders reach 60; the walk over the tree is recursive."""
TEXT_TAGS = {
    "a", "abbr", "address", "article", "aside", "b", "blockquote", "body", "br", "caption", "center", "cite", "code",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img", "ins", "kbd", "label", "legend", "li",
    "main", "mark", "math", "nav", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strike", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "tt", "u", "ul", "var",
}  # fmt: skip
FOREIGN_TAGS = {"iframe", "embed", "object", "video", "audio", "source"}
"""Kept by the parser only so that the report can say what was there."""
CONTROL_TAGS = {"button", "option", "select", "textarea"}
META_TAGS = {"meta", "link"}
DROPPED_WITH_CONTENT = {"script", "style", "noscript", "template", "svg"}
ATTRIBUTES = {
    "*": {"role", "id"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "data-src", "data-lazy-src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "iframe": {"src"},
    "embed": {"src"},
    "video": {"src"},
    "audio": {"src"},
    "source": {"src"},
    "object": {"data"},
    "meta": {"name", "property", "content"},
    "link": {"rel", "href"},
}
CUSTOM_ELEMENT_END = re.compile(r"</[a-z][a-z0-9_]{0,50}-[\w.-]{0,100}>", re.IGNORECASE)
"""It leaves no trace, and the words on either side must not run together."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
ACTIVE = {
    "script": re.compile(r"<script\b", re.IGNORECASE),
    "style": re.compile(r"<style\b|<link\b[^<>]*stylesheet", re.IGNORECASE),
    "drawing": re.compile(r"<svg\b", re.IGNORECASE),
    "handler": re.compile(r"<[^<>]+\son[a-z]+\s*=", re.IGNORECASE),
    "script_link": re.compile(
        r"""(href|src|action)\s*=\s*["']?\s*(javascript|vbscript|data\s*:\s*text)""", re.IGNORECASE
    ),
}


def parse(markup: str) -> tuple[lxml_html.HtmlElement, list[Note]]:
    """The cleaned tree under one `div`, and notes of what was taken out."""
    cleaned = nh3.clean(
        CUSTOM_ELEMENT_END.sub(r"\g<0> ", markup),
        tags=TEXT_TAGS | FOREIGN_TAGS | CONTROL_TAGS | META_TAGS,
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    cleaned = UNPRINTABLE.sub("", cleaned)  # character references can bring them
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = lxml_html.fragment_fromstring(cleaned.encode(), create_parent="div", parser=parser)
    except ParserError as error:
        raise UnreadableSourceError("broken_html") from error
    if _too_deep(tree):
        raise UnreadableSourceError("too_deep", limit=DEEPEST)
    return tree, _taken_out(markup)


def _taken_out(markup: str) -> list[Note]:
    counts = {what: len(pattern.findall(markup)) for what, pattern in ACTIVE.items()}
    drawings = counts.pop("drawing")
    notes = [Note.of("active_content", count=total)] if (total := sum(counts.values())) else []
    return notes + ([Note.of("drawings", count=drawings)] if drawings else [])


def _too_deep(tree: lxml_html.HtmlElement) -> bool:
    depth = 0
    stack = [(tree, 0)]
    while stack:
        element, depth = stack.pop()
        if depth > DEEPEST:
            return True
        stack.extend((child, depth + 1) for child in element)
    return False
