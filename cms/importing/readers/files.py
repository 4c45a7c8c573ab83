"""The file that is read, and how large it may be."""

from dataclasses import dataclass
from pathlib import Path

from cms.importing.notes import UnreadableSourceError

MEGABYTE = 1024 * 1024
LARGEST_DOCUMENT = 20 * MEGABYTE
"""Of one article. A book of 1,000 pages of text has 3."""
LARGEST_EXPORT = 2048 * MEGABYTE
"""Of a whole site, which is read post by post."""


@dataclass(frozen=True)
class SourceFile:
    path: Path
    name: str
    """As its owner calls it; the path may be that of a copy."""

    def data(self) -> bytes:
        """All of it, if that is what one article can be."""
        self.check_size(LARGEST_DOCUMENT)
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise UnreadableSourceError("not_readable", reason=error.strerror or error) from error
        if not data.strip():
            raise UnreadableSourceError("empty_file")
        return data

    def check_size(self, largest: int) -> None:
        try:
            size = self.path.stat().st_size
        except OSError as error:
            raise UnreadableSourceError("not_readable", reason=error.strerror or error) from error
        if size > largest:
            raise UnreadableSourceError("too_large", megabytes=-(-size // MEGABYTE), largest=largest // MEGABYTE)
