"""What a Word file is inside: looked through before anything is made of it, in bounded memory."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax import SAXException, handler
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from cms.importing.notes import UnreadableSourceError
from cms.importing.readers.cleaning import DEEPEST
from cms.importing.readers.files import MEGABYTE

MOST_PARTS = 5_000
LARGEST_XML = 10 * MEGABYTE
"""Of one part, unpacked. 300 pages of text have 4."""
LARGEST_TOTAL = 200 * MEGABYTE
"""Of all parts, unpacked."""
TEXT_PARTS = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")
OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1")
"""The first bytes of .doc files, and of .docx files with a password."""


@dataclass
class Inside:
    paragraphs: list[str] = field(default_factory=list)
    """Of the text, headers, footers and notes, as they stand in the file."""
    has_tracked_changes: bool = False
    has_comments: bool = False


def look_inside(archive: zipfile.ZipFile) -> Inside:
    """Read every XML part once, so that what comes after may trust the file."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableSourceError("password")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_TOTAL:
        raise UnreadableSourceError("zip_bomb", largest=LARGEST_TOTAL // MEGABYTE)
    inside = Inside()
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        if part.file_size > LARGEST_XML:
            raise UnreadableSourceError("zip_bomb", largest=LARGEST_XML // MEGABYTE)
        reading = _Reading(inside if part.filename.startswith(TEXT_PARTS) else Inside())
        _feed(archive, part, reading)
        inside.has_comments = inside.has_comments or "comment" in reading.seen
    return inside


def _feed(archive: zipfile.ZipFile, part: zipfile.ZipInfo, reading: "_Reading") -> None:
    parser: Any = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(handler.feature_namespaces, True)
    parser.setContentHandler(reading)
    try:
        for chunk in _chunks(archive, part):
            parser.feed(chunk)
        parser.close()
    except DefusedXmlException as error:
        raise UnreadableSourceError("xml_entities") from error
    except UnreadableSourceError:
        raise
    except (SAXException, zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise UnreadableSourceError("broken_docx", part=part.filename) from error


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(65_536):
            yield chunk


class _Reading(handler.ContentHandler):
    """Collects the text of each paragraph of a part."""

    def __init__(self, inside: Inside) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self._inside = inside
        self._depth = 0
        self._open: list[list[str]] = []
        self._in_text = False

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:  # noqa: N802
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnreadableSourceError("too_deep", limit=DEEPEST)
        match name[1]:
            case "p":
                self._open.append([])
            case "t":
                self._in_text = True
            case "tab" | "br" | "cr" | "noBreakHyphen":
                self._say(" ")
            case "comment":
                self.seen.add("comment")
            case "ins" | "del":
                self._inside.has_tracked_changes = True

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        self._depth -= 1
        if name[1] == "t":
            self._in_text = False
        elif name[1] == "p" and self._open:
            text = " ".join("".join(self._open.pop()).split())
            self._inside.paragraphs += [text] if text else []

    def characters(self, content: str) -> None:
        if self._in_text:
            self._say(content)

    def _say(self, text: str) -> None:
        if self._open:
            self._open[-1].append(text)
