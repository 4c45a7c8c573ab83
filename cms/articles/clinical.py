"""The clinical content of an article: what a reviewer approves, as one digest."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import lxml.html
from django.db.models import Model
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText

if TYPE_CHECKING:
    from cms.articles.models import ArticlePage


def clinical_digest(article: ArticlePage) -> str:
    """SHA-256 over title, summary, body and references, in hexadecimal.

    Not over what a redrawn picture, a renamed link target or the editor's own markup would change.
    """
    content = {
        "title": article.title,
        "summary": article.summary,
        "body": _plain(article.body),
        "references": [[one.title, one.publisher, one.year, one.url, one.doi] for one in article.references.all()],
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A block's value without anything of Wagtail's: lists, dicts, texts, and keys of pages and pictures."""
    match value:
        case StreamValue():
            plain: Any = [[child.block_type, _plain(child.value)] for child in value]
        case StructValue():
            # What was not chosen says nothing: a field that is new in the block takes nobody's approval away.
            plain = {name: _plain(part) for name, part in value.items() if part is not None}
        case ListValue() | list():
            plain = [_plain(part) for part in value]
        case TypedTable():
            headings = [column["heading"] for column in value.columns]
            plain = [value.caption, headings, [_plain(row["values"]) for row in value.row_data]]
        case RichText():
            plain = _without_editor_marks(value.source)
        case Model():
            plain = value.pk
        case _:
            plain = value
    return plain


def _without_editor_marks(html: str) -> str:
    """Wagtail's editor gives every paragraph a key when it saves; that changes nothing for readers."""
    if not html.strip():
        return ""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for element in root.iter():
        element.attrib.pop("data-block-key", None)
    canonical: str = lxml.html.tostring(root, encoding="unicode")
    return canonical.strip()
