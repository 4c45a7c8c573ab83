"""A recognised draft as what an article's stream field stores."""

from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cms.images.models import Image
from cms.importing.recognition.draft import Draft, DraftBlock, PhoneTarget, RichText, Target, UrlTarget
from cms.importing.rich_text import to_html
from cms.importing.source import Picture

ImageOf = Callable[[Picture], Image | None]
Json = dict[str, Any]

SHORT_TEXTS = {"detail", "answer"}
"""Rich texts that hold no headings."""
EMPTY: dict[str, Json] = {
    "timeframe": {"count": None, "unit": ""},
    "target": {"page": None, "form": None, "phone": "", "url": "", "email": ""},
}
"""Structures that are there even if nothing is in them."""


def stream_of(draft: Draft, *, key: str, image_of: ImageOf) -> list[Json]:
    """The blocks, with the same ids whenever the same source, known by `key`, is imported."""
    return [_Writer(f"{key}/{number}", image_of).block(block) for number, block in enumerate(draft.body)]


class _Writer:
    def __init__(self, key: str, image_of: ImageOf) -> None:
        self._key = key
        self._image_of = image_of

    def block(self, block: DraftBlock) -> Json:
        match block.type:
            case "table":
                value = _table(block.value)
            case "image":
                value = self._image(block.value["image"])
            case "callout":
                value = block.value | {"content": to_html(block.value["content"].blocks, short=True)}
            case _:
                value = {name: self._value(name, field) for name, field in block.value.items()}
        return {"type": block.type, "id": self._id(""), "value": value}

    def _value(self, name: str, value: object) -> Any:
        if value is None:
            return EMPTY.get(name)
        match value:
            case RichText():
                return to_html(value.blocks, short=name in SHORT_TEXTS)
            case Picture():
                return self._image(value)["image"]
            case PhoneTarget() | UrlTarget():
                return _target(value)
            case list():
                return [self._item(f"{name}/{number}", part) for number, part in enumerate(value)]
        return {part: self._value(part, inner) for part, inner in value.items()} if isinstance(value, dict) else value

    def _item(self, place: str, value: object) -> Json:
        return {"type": "item", "id": self._id(place), "value": self._value(place, value)}

    def _image(self, picture: Picture) -> Json:
        image = self._image_of(picture)
        return {"image": image.pk if image else None, "caption": picture.caption}

    def _id(self, place: str) -> str:
        return str(uuid5(NAMESPACE_URL, f"{self._key}/{place}"))


def _target(target: Target) -> Json:
    value = dict(EMPTY["target"])
    match target:
        case PhoneTarget():
            value["phone"] = target.number
        case UrlTarget() if target.address.startswith("mailto:"):
            value["email"] = target.address.removeprefix("mailto:").partition("?")[0]
        case UrlTarget():
            value["url"] = target.address
    return value


def _table(value: Json) -> Json:
    return {
        "table": {
            "caption": value["caption"],
            "columns": [{"type": "text", "heading": heading} for heading in value["columns"]],
            "rows": [{"values": row} for row in value["rows"]],
        },
        "row_headings": value["row_headings"],
    }
