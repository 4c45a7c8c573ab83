"""An article as its preview shows it: complete where it can be, whatever the publish gate would say.

Blocks are presented in their published shapes, so that what shows articles can show drafts: an empty text becomes an
ellipsis, an empty point is left out, and what still fits no shape is shown as plain text. Nothing that has been written
disappears.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import override
from pydantic import ValidationError
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.rich_text import RichText

from api.documents.schemas import blocks as shapes
from api.documents.schemas.rich_text import ParagraphNode, RichTextNode, RichTextNodes, TextNode
from api.previews.shapes import ArticleDraft, DraftSeo
from cms.articles.blocks.base import BodyBlock, Identity
from cms.articles.blocks.care import EscalationBlock, TimeframeBlock
from cms.articles.blocks.targets import TargetBlock
from cms.articles.body import present_body
from cms.articles.embeds import Embeds, values_in
from cms.articles.presenters import fields_of, seo_of
from cms.clinic.models import Clinician
from cms.clinic.presenters import present_people

if TYPE_CHECKING:
    from cms.articles.models import ArticlePage

GAP = "…"
"""Stands where something is still to be written."""


def present_draft(article: ArticlePage) -> ArticleDraft:
    """`article` is a draft in memory, that nobody saves after this: its gaps are filled in place."""
    locale = article.locale.language_code
    _fill_rows(article)
    embeds = Embeds.of(article, locale)
    with override(locale):
        body = present_body(article.body, embeds, article=article.translation_key, present=_present_anyway)
    fields = fields_of(article, body, embeds)
    return ArticleDraft(**fields, seo=DraftSeo(**seo_of(article, fields, embeds)))


def _fill_rows(article: ArticlePage) -> None:
    """What stands beside the body and would not fit the public shapes."""
    for reference in article.references.all():
        reference.title = reference.title or GAP
    locale = article.locale.language_code
    article.authors.set([one for one in article.authors.all() if one.clinician_id and _has_name(one.clinician, locale)])
    if article.reviewer and not _has_name(article.reviewer, locale):
        article.reviewer = None
    last, following = article.reviewed_on, article.next_review_on
    if last and following and following <= last:
        article.next_review_on = None


def _has_name(clinician: Clinician, locale: str) -> bool:
    """Whether readers could be told who it is: nobody is named without credentials."""
    try:
        return bool(present_people([clinician], locale))
    except ValidationError:
        return False


def _present_anyway(
    block: BodyBlock, value: blocks.StructValue, identity: Identity, embeds: Embeds
) -> shapes.Block | None:
    try:
        presented = block.present(filled(block, value), identity, embeds)
    except ValidationError:
        presented = None
    return presented or _as_text(block, value, identity, embeds)


def filled(block: blocks.Block, value: Any) -> Any:
    """The value of a block without the gaps that its public shape does not allow."""
    match block:
        case TargetBlock():
            complete = value
        case TimeframeBlock():
            told = value.get("count") and value.get("unit")
            complete = value if told else blocks.StructValue(block, [("count", None), ("unit", "")])
        case blocks.StructBlock():
            parts = [(name, filled(child, value.get(name))) for name, child in block.child_blocks.items()]
            complete = blocks.StructValue(block, parts)
        case blocks.ListBlock():
            written = [filled(block.child_block, item) for item in value if any(values_in(item))]
            empty = [filled(block.child_block, block.child_block.get_default())] if block.meta.min_num else []
            complete = written or empty
        case TypedTableBlock():
            complete = TypedTable(columns=value.columns, row_data=value.row_data, caption=value.caption or GAP)
        case blocks.CharBlock() | blocks.TextBlock():
            complete = value or (GAP if block.required else value)
        case _:
            complete = value
    return _suited_to_level(complete) if isinstance(block, EscalationBlock) else complete


def _suited_to_level(value: blocks.StructValue) -> blocks.StructValue:
    """An emergency offers telephone numbers only."""
    value["level"] = value["level"] or "non_urgent"
    if value["level"] == "emergency":
        value["actions"] = [action for action in value["actions"] if action["target"]["phone"]]
    return value


def _as_text(
    block: BodyBlock, value: blocks.StructValue, identity: Identity, embeds: Embeds
) -> shapes.TextBlock | None:
    """Everything that has been written in a block, below one another; None if that is nothing."""
    nodes: list[RichTextNode] = []
    for text in _texts(block, value):
        if isinstance(text, RichText):
            nodes += embeds.rich_text(text).nodes
        elif text:
            nodes.append(ParagraphNode(children=[TextNode(text=text, marks=[])]))
    return shapes.TextBlock(**identity, heading=None, content=RichTextNodes(nodes=nodes)) if nodes else None


def _texts(block: blocks.Block, value: Any) -> Iterator[Any]:
    match block:
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                yield from _texts(child, value.get(name))
        case blocks.ListBlock():
            for item in value:
                yield from _texts(block.child_block, item)
        case TypedTableBlock():
            yield value.caption
            yield from (" | ".join(str(cell or "") for cell in row["values"]) for row in value.row_data)
        case blocks.CharBlock() | blocks.TextBlock() | blocks.RichTextBlock():
            yield value
