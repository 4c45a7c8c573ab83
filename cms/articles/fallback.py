"""A presented block as plain text, for a client that does not know its type. One line for each paragraph or item."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from api.documents.schemas import blocks as shapes
from api.documents.schemas.base import PublicModel
from api.documents.schemas.media import Image
from api.documents.schemas.rich_text import RichTextNode, RichTextNodes
from api.documents.schemas.targets import DocumentTarget, EmailTarget, PhoneTarget, UrlTarget

# Not text for readers, or said by what stands beside it.
SILENT = {"id", "type", "anchor", "fallback_text", "kind", "level", "tone", "reference", "captions_url", "row_headings"}


def fallback_text(block: shapes.BlockBase) -> str:
    """In the language that is active."""
    return "\n".join(_lines(block))


def _lines(value: Any) -> Iterator[str]:
    if speak := SPOKEN.get(type(value)):
        yield from speak(value)
    elif isinstance(value, str) and value:
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _lines(part)
    elif isinstance(value, PublicModel):
        for name in type(value).model_fields:
            if name not in SILENT:
                yield from _lines(getattr(value, name))


def _image(image: Image) -> Iterator[str]:
    yield from filter(None, (image.alt, image.caption))


def _table(table: shapes.TableBlock) -> Iterator[str]:
    yield table.caption
    for row in (table.columns, *table.rows):
        yield " | ".join(row)


def _action(action: shapes.Action) -> Iterator[str]:
    yield f"{action.label}: {' '.join(_lines(action.target))}"


def _timeframe(timeframe: shapes.Timeframe) -> Iterator[str]:
    count = timeframe.count
    words = {
        "hours": ngettext("%(count)d hour", "%(count)d hours", count),
        "days": ngettext("%(count)d day", "%(count)d days", count),
        "weeks": ngettext("%(count)d week", "%(count)d weeks", count),
        "months": ngettext("%(count)d month", "%(count)d months", count),
    }
    yield _("Timeframe: %(time)s") % {"time": words[timeframe.unit] % {"count": count}}


def _rich_text(text: RichTextNodes) -> Iterator[str]:
    for node in text.nodes:
        yield from _node_lines(node)


def _node_lines(node: RichTextNode) -> Iterator[str]:
    if node.type == "list":
        for child in node.children:
            yield from _node_lines(child)
    elif node.type == "list_item":
        inline = [child for child in node.children if child.type != "list"]
        yield "".join(map(_inline, inline))
        for child in node.children:
            if child.type == "list":
                yield from _node_lines(child)
    elif node.type == "image":
        yield from _lines(node.image)
    else:
        yield _inline(node)


def _inline(node: RichTextNode) -> str:
    if node.type == "text":
        return node.text
    if node.type == "line_break":
        return "\n"
    if node.type == "image":
        return node.image.alt
    return "".join(map(_inline, node.children))


SPOKEN: dict[type, Callable[[Any], Iterator[str]]] = {
    RichTextNodes: _rich_text,
    Image: _image,
    shapes.Timeframe: _timeframe,
    shapes.TableBlock: _table,
    shapes.Action: _action,
    PhoneTarget: lambda target: iter([target.display]),
    EmailTarget: lambda target: iter([target.email]),
    DocumentTarget: lambda target: iter([target.document.title]),
    UrlTarget: lambda target: iter([target.href]),
}
"""What is not simply read out field by field."""
