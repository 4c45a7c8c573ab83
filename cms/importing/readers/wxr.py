"""A WordPress export (WXR), item by item, in memory that does not grow with the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from cms.importing.notes import UnreadableSourceError
from cms.importing.readers.files import LARGEST_EXPORT, MEGABYTE, SourceFile

LARGEST_ITEM = 32 * MEGABYTE
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
CONTROLS = bytes(range(9)) + bytes((11, 12)) + bytes(range(14, 32))
"""Not allowed in XML 1.0, yet WordPress writes them as they were typed."""


@dataclass
class Item:
    fields: dict[str, str] = field(default_factory=dict)
    """By local name; `content` and `excerpt` for the two that are both called `encoded`."""
    meta: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, str, str]] = field(default_factory=list)
    """(taxonomy, slug, name)"""
    has_comments: bool = False

    def get(self, name: str) -> str:
        return self.fields.get(name, "").strip()


@dataclass
class Channel:
    base: str = ""
    language: str = ""


def items(file: SourceFile) -> Iterator[tuple[Channel, Item]]:
    """Each item of the export, with what is known of the site so far."""
    file.check_size(LARGEST_EXPORT)
    try:
        stream = file.path.open("rb")
    except OSError as error:
        raise UnreadableSourceError("not_readable", reason=error.strerror or error) from error
    with stream:
        yield from _items(_Meter(stream))


class _Meter:
    """The file as the parser reads it: no more than one large item at a time, without control characters."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._since_item = 0
        self._plain = b"\0" not in stream.read(4)
        stream.seek(0)

    def read(self, size: int = 65_536) -> bytes:
        chunk = self._stream.read(size)
        self._since_item += len(chunk)
        if self._since_item > LARGEST_ITEM:
            raise UnreadableSourceError("item_too_large", largest=LARGEST_ITEM // MEGABYTE)
        return chunk.translate(None, CONTROLS) if self._plain else chunk

    def item_ends(self) -> None:
        self._since_item = 0


def _items(meter: _Meter) -> Iterator[tuple[Channel, Item]]:
    channel = Channel()
    path: list[Element] = []
    count, has_comments = 0, False
    try:
        for event, element in iterparse(meter, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                path.append(element)
                if len(path) == 1 and element.tag != "rss":
                    raise UnreadableSourceError("not_wxr")
                if len(path) > 30:
                    raise UnreadableSourceError("too_deep", limit=30)
                continue
            path.pop()
            if len(path) == 3 and element.tag.endswith("}comment"):
                has_comments = True  # and there may be thousands
                path[-1].remove(element)
            if len(path) != 2:
                continue
            if element.tag == "item":
                count += 1
                yield channel, _item(element, has_comments=has_comments)
                has_comments = False
            else:
                _learn(channel, element)
            meter.item_ends()
            path[-1].remove(element)
    except DefusedXmlException as error:
        raise UnreadableSourceError("xml_entities") from error
    except ParseError as error:
        ended = "no element found" in str(error) or "unclosed" in str(error)
        raise UnreadableSourceError("truncated_xml" if ended else "broken_xml", count=count, reason=error) from error
    except (ValueError, LookupError) as error:  # an encoding that Python does not know
        if isinstance(error, UnreadableSourceError):
            raise
        raise UnreadableSourceError("broken_xml", count=count, reason=error) from error


def _learn(channel: Channel, element: Element) -> None:
    text = (element.text or "").strip()
    match element.tag.rpartition("}")[2]:
        case "base_blog_url" | "link" if text:
            channel.base = text.rstrip("/")
        case "language" if text:
            channel.language = text


def _item(element: Element, *, has_comments: bool) -> Item:
    item = Item(has_comments=has_comments)
    for child in element:
        tag, text = child.tag, child.text or ""
        name = tag.rpartition("}")[2]
        if tag == CONTENT:
            item.fields["content"] = text
        elif name == "encoded":
            item.fields["excerpt"] = text
        elif name == "postmeta":
            item.meta[_inner(child, "meta_key")] = _inner(child, "meta_value")
        elif name == "category":
            item.terms.append((child.get("domain", ""), child.get("nicename", ""), text))
        else:
            item.fields.setdefault(name, text)
    return item


def _inner(element: Element, name: str) -> str:
    found: Any = next((child for child in element if child.tag.rpartition("}")[2] == name), None)
    return (found.text or "").strip() if found is not None else ""
