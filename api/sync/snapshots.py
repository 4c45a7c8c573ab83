"""The whole library of a language as one file, to ship inside an app."""

import atexit
import gzip
import hashlib
import shutil
import threading
from datetime import date
from os import fdopen as open_descriptor
from pathlib import Path
from tempfile import mkdtemp, mkstemp
from typing import BinaryIO, NamedTuple

from api.documents.models import Document, Edition
from api.documents.reading import SERIAL
from api.documents.rendering import render_document
from api.documents.schemas import KINDS
from api.documents.schemas.rich_text import RichTextFormat
from api.sync import cursors
from api.sync.cursors import SyncCursor, SyncFilters
from api.sync.shapes import SnapshotHead

AT_ONCE = 100
"""How many editions are in memory."""


class Snapshot(NamedTuple):
    path: Path
    digest: str
    """SHA-256 of the file."""
    serial: int
    day: date


class Snapshots:
    """Each is written once per serial and day, into files that go with the process: in the next one, the settings and
    the code that they come from may be others."""

    def __init__(self) -> None:
        self._directory: str | None = None
        self._lock = threading.Lock()
        self._newest: dict[tuple[str, RichTextFormat], Snapshot] = {}

    def open(self, locale: str, rich_text: RichTextFormat, *, serial: int, day: date) -> tuple[Snapshot, BinaryIO]:
        """The library at `serial`, or at a later one that was drawn meanwhile. Close the file."""
        with self._lock:
            newest = self._newest.get((locale, rich_text))
            if newest is None or (newest.serial, newest.day) != (serial, day):
                if newest:
                    newest.path.unlink()  # whoever downloads it reads on
                newest = self._newest[locale, rich_text] = self._write(locale, rich_text, serial, day)
            return newest, newest.path.open("rb")

    def _write(self, locale: str, rich_text: RichTextFormat, serial: int, day: date) -> Snapshot:
        if self._directory is None:
            self._directory = mkdtemp(prefix="library-")
            atexit.register(shutil.rmtree, self._directory, ignore_errors=True)
        handle, name = mkstemp(suffix=".ndjson.gz", dir=self._directory)
        with open_descriptor(handle, "wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
            serial = write(packed, locale, rich_text, serial=serial, day=day)
        path = Path(name)
        with path.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        return Snapshot(path, digest, serial, day)


def write(file: gzip.GzipFile, locale: str, rich_text: RichTextFormat, *, serial: int, day: date) -> int:
    """Write the library, one JSON object a line, in bounded memory; returns the serial that it was at.

    The same library and day give the same bytes. `serial` is where it stood just before.
    """
    current = Document.objects.filter(kind__in=KINDS, locale=locale, current__isnull=False).order_by(
        "kind", "public_id"
    )
    # One statement sees one state of the library, and editions never change: what it lists can be read at leisure.
    found = list(current.annotate(serial=SERIAL).values_list("current_id", "serial"))
    serial = found[0][1] if found else serial
    after = cursors.write(SyncCursor(serial, SyncFilters(locale=locale)))
    file.write(SnapshotHead(locale=locale, serial=serial, after=after).model_dump_json().encode() + b"\n")
    for first in range(0, len(found), AT_ONCE):
        chosen = [pk for pk, _serial in found[first : first + AT_ONCE]]
        bodies = dict(Edition.objects.filter(pk__in=chosen).values_list("pk", "body"))
        file.writelines(render_document(bytes(bodies[pk]), today=day, rich_text=rich_text) + b"\n" for pk in chosen)
    return serial
