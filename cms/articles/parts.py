"""Walking through what is presented."""

from collections.abc import Iterator
from typing import Any

from api.documents.schemas.base import PublicModel
from api.documents.schemas.rich_text import TextNode


def parts_of(value: Any) -> Iterator[PublicModel]:
    """Everything inside a presented value, itself first, in reading order."""
    if isinstance(value, PublicModel):
        yield value
        for name in type(value).model_fields:
            yield from parts_of(getattr(value, name))
    elif isinstance(value, list):
        for one in value:
            yield from parts_of(one)


def words_of(node: PublicModel) -> str:
    """The text of a rich text node."""
    return "".join(part.text for part in parts_of(node) if isinstance(part, TextNode))
