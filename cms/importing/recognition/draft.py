"""What recognition makes of an article: blocks with the fields of `api.documents.schemas.blocks`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cms.importing.notes import Note
from cms.importing.source import Picture, Prose, statements


@dataclass(frozen=True, slots=True)
class RichText:
    blocks: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True)
class PhoneTarget:
    number: str
    """E.164, or a short emergency number."""
    display: str


@dataclass(frozen=True, slots=True)
class UrlTarget:
    address: str
    """http, https or mailto."""


Target = PhoneTarget | UrlTarget


@dataclass(slots=True)
class DraftBlock:
    type: str
    value: dict[str, Any]
    """Its fields, in the order in which they are read aloud."""


@dataclass(slots=True)
class Draft:
    title: str
    language: str
    body: list[DraftBlock]
    notes: list[Note] = field(default_factory=list)

    @property
    def recognised(self) -> list[tuple[str, str]]:
        """(type, heading) of each block that is more than text."""
        return [(block.type, block.value.get("heading") or "") for block in self.body if block.type != "text"]


def said(blocks: Iterable[DraftBlock]) -> str:
    """Every word of the blocks, in order."""
    return "\n".join(text for block in blocks for text in _texts(block.value))


def _texts(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case RichText():
            return statements(value.blocks)
        case Picture():
            return [value.caption]
        case dict():
            return [text for part in value.values() for text in _texts(part)]
        case list() | tuple():
            return [text for part in value for text in _texts(part)]
        case _:
            return []
