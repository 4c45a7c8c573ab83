"""Which reader reads which file."""

from collections.abc import Callable
from pathlib import PurePath

from cms.importing.notes import UnreadableSourceError
from cms.importing.readers import docx, html, markdown, text, wordpress
from cms.importing.readers.files import SourceFile
from cms.importing.source import Reading, SourceArticle

DOCUMENTS: dict[str, Callable[[SourceFile], SourceArticle]] = {
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".docx": docx.read,
    ".docm": docx.read,
    ".doc": docx.read,  # which says what to do with it
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".txt": text.read,
    ".text": text.read,
}
"""One article each."""
EXPORTS: dict[str, Callable[[SourceFile], Reading]] = {
    ".xml": wordpress.read,
    ".wxr": wordpress.read,
}
"""Any number of them."""
SUFFIXES = [*DOCUMENTS, *EXPORTS]


def read(file: SourceFile) -> Reading:
    suffix = PurePath(file.name).suffix.lower()
    if suffix in EXPORTS:
        return EXPORTS[suffix](file)
    if suffix in DOCUMENTS:
        return Reading(1, iter([DOCUMENTS[suffix](file)]))
    raise UnreadableSourceError("unknown_format", suffix=suffix or file.name, known=", ".join(SUFFIXES))
