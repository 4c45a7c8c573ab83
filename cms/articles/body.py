"""An article's body in public: blocks with anchors and fallback texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID, uuid5

from django.utils.text import slugify
from wagtail.blocks import StreamValue, StructValue

from api.documents.schemas import blocks as shapes
from api.documents.schemas.documents import DefaultCallToAction
from cms.articles.blocks import BodyBlock
from cms.articles.blocks.base import Identity
from cms.articles.embeds import Embeds
from cms.articles.fallback import fallback_text

DEFAULT_CALL_TO_ACTION = "call-to-action"
"""The anchor of the clinic's own; no block of the body gets it."""

Kind = TypeVar("Kind", bound=shapes.BlockBase)


def present_block(block: BodyBlock, value: StructValue, identity: Identity, embeds: Embeds) -> shapes.Block | None:
    return block.present(value, identity, embeds)


def present_body(
    body: StreamValue,
    embeds: Embeds,
    *,
    article: UUID,
    present: Callable[[BodyBlock, StructValue, Identity, Embeds], shapes.Block | None] = present_block,
) -> list[shapes.Block]:
    taken = {DEFAULT_CALL_TO_ACTION}
    presented: list[shapes.Block] = []
    for index, child in enumerate(body):
        if not isinstance(child.block, BodyBlock):
            continue
        identity: Identity = {
            "id": block_id(child.id, article, index),
            "anchor": _anchor(child.block_type, child.value, child.id or str(index), taken),
            "fallback_text": "",
        }
        block = present(child.block, child.value, identity, embeds)
        if block is not None:
            presented.append(block.model_copy(update={"fallback_text": fallback_text(block)}))
    return presented


def first(body: list[shapes.Block], kind: type[Kind]) -> Kind | None:
    return next((block for block in body if isinstance(block, kind)), None)


def as_block(default: DefaultCallToAction, *, clinic: UUID) -> shapes.CallToActionBlock:
    """The clinic's call to action, where the body has none."""
    block = shapes.CallToActionBlock(id=clinic, anchor=DEFAULT_CALL_TO_ACTION, fallback_text="", **dict(default))
    return block.model_copy(update={"fallback_text": fallback_text(block)})


def _anchor(block_type: str, value: StructValue, key: str, taken: set[str]) -> str:
    """From the heading, so that it stays when blocks are moved; from the block's own key where there is no heading."""
    stem = slugify(value.get("heading") or "") or f"{block_type.replace('_', '-')}-{slugify(key)[:8]}"
    stem = stem[:200]
    anchor, number = stem, 2
    while anchor in taken:
        anchor, number = f"{stem}-{number}", number + 1
    taken.add(anchor)
    return anchor


def block_id(key: str | None, article: UUID, index: int) -> UUID:
    """What names the block in public, from its key in the admin and its place."""
    try:
        return UUID(key or "")
    except ValueError:
        return uuid5(article, key or str(index))  # a block that was not written in the admin
