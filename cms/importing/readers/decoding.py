"""Bytes into text, or a clear word about why not."""

import codecs
import re

from cms.importing.lines import INVISIBLE
from cms.importing.notes import Note, UnreadableSourceError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(
    rb"""<meta[^<>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})|<\?xml[^<>]{0,100}encoding=["']([\w.:-]{2,40})""", re.I
)
SAID_TO_BE_LATIN_1 = {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
"""What pages say that are in windows-1252: see the labels in the WHATWG Encoding Standard."""
GARBLED = re.compile("Ã[\u0080-\u00bf€-™]|â€[\u0080-\u00ff™œ\u02dc“”¦]|Â[\u00a0-\u00bf]")
"""UTF-8 that somebody once read as windows-1252: "espaÃ±ol"."""


def decode(data: bytes) -> tuple[str, list[Note]]:
    """The text with \\n as its line end, and a note if its letters look garbled."""
    text = _decoded(data)
    if "\0" in text:
        raise UnreadableSourceError("not_text")
    text = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text, [Note.of("garbled", example=_around(text, found))] if (found := GARBLED.search(text)) else []


def _decoded(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if b"\0" in data:
        raise UnreadableSourceError("not_text")
    candidates = ["utf-8", "windows-1252"]
    if found := DECLARED.search(data[:4096]):
        declared = (found[1] or found[2]).decode("ascii").lower()
        if declared not in SAID_TO_BE_LATIN_1 and not declared.startswith("utf-"):
            candidates.insert(1, declared)
    for encoding in candidates:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableSourceError("unknown_encoding")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSourceError("wrong_encoding", encoding=encoding.upper()) from error


def _around(text: str, found: re.Match[str]) -> str:
    return " ".join(text[max(0, found.start() - 20) : found.end() + 20].split())
