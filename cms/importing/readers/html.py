"""Pages of HTML, saved or exported."""

import re
from datetime import date

from lxml.html import HtmlElement

from cms.importing.links import safe_address
from cms.importing.readers.assembly import Material, assemble
from cms.importing.readers.cleaning import parse
from cms.importing.readers.decoding import decode
from cms.importing.readers.files import SourceFile
from cms.importing.readers.markup import Content, read_markup
from cms.importing.source import Block, SourceArticle, statements

LANGUAGE = re.compile(r"<html\b[^<>]*\blang\s*=\s*[\"']?([A-Za-z]{2,3})", re.IGNORECASE)


def read(file: SourceFile) -> SourceArticle:
    text, notes = decode(file.data())
    tree, cleaned = parse(text)
    meta = _metadata(tree)
    canonical = safe_address(_canonical(tree))
    declared = found[1] if (found := LANGUAGE.search(text[:20_000])) else ""
    content, around = _article_and_surroundings(tree, canonical)
    return assemble(
        Material(
            name=file.name,
            key=f"url:{canonical}"[:500] if canonical.startswith("http") else "",
            blocks=content.blocks,
            title=tree.findtext(".//title") or meta.get("og:title", ""),
            declared_language=declared,
            summary=meta.get("description", "") or meta.get("og:description", ""),
            author=meta.get("author", ""),
            published_on=day(meta.get("article:published_time", "") or meta.get("date", "")),
            footnotes=content.footnotes,
            around=statements(around),
            notes=[*notes, *cleaned, *content.notes],
        )
    )


def day(text: str) -> date | None:
    """The day that an ISO 8601 date or time begins with."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _metadata(tree: HtmlElement) -> dict[str, str]:
    return {
        (element.get("name") or element.get("property", "")).lower(): element.get("content", "").strip()
        for element in tree.iter("meta")
    }


def _canonical(tree: HtmlElement) -> str:
    return next((link.get("href", "") for link in tree.iter("link") if link.get("rel") == "canonical"), "")


def _article_and_surroundings(tree: HtmlElement, base: str) -> tuple[Content, list[Block]]:
    """The one element that is marked as the article, or else all of the page; and what stands around it."""
    for path in (".//main|.//*[@role='main']", ".//article"):
        marked = tree.xpath(path)
        if len(marked) == 1:
            content = read_markup(marked[0], base=base)
            marked[0].drop_tree()
            around = read_markup(tree, base=base)
            content.notes += around.notes
            return content, around.blocks
    return read_markup(tree, base=base), []
