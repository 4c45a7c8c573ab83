"""Pictures of old articles: where they are looked for, and what of them is kept."""

import re
from collections.abc import Iterator
from hashlib import sha1
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.images import ImageFile
from PIL import Image as Pillow

from cms.images.models import Image
from cms.importing.models import ImportRun
from cms.importing.notes import Note
from cms.importing.readers.files import MEGABYTE
from cms.importing.source import Picture

LARGEST_PICTURE = 20 * MEGABYTE
MOST_PIXELS = 60_000_000
LONGEST_ALT = 300
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
"""What `WAGTAILIMAGES_EXTENSIONS` allows, as Pillow calls it."""
SIZE = re.compile(r"-(\d+x\d+|scaled)(?=\.\w+$)")
"""What WordPress adds to the names of smaller copies."""


class PictureSource(Protocol):
    def data(self, name: str) -> bytes | None:
        """The picture with this name or address; None if there is none. At most `LARGEST_PICTURE` and one byte."""


class Folder:
    """Pictures in a folder beside the file, in the tree that the old site had or all in one place."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()

    def data(self, name: str) -> bytes | None:
        for relative in places(name):
            path = (self._path / relative).resolve()
            if path.is_relative_to(self._path) and path.is_file():
                with path.open("rb") as stream:
                    return stream.read(LARGEST_PICTURE + 1)
        return None


class Uploads:
    """Pictures that were handed in together with the files."""

    def __init__(self, run: ImportRun) -> None:
        self._files = {file.name: file for file in run.files.filter(is_picture=True)}

    def data(self, name: str) -> bytes | None:
        for relative in places(name):
            file = self._files.get(relative.name)
            if file and file.upload:
                with file.upload.open("rb") as stream:
                    content: bytes = stream.read(LARGEST_PICTURE + 1)
                    return content
        return None


class Nowhere:
    def data(self, name: str) -> bytes | None:
        return None


def places(name: str) -> Iterator[PurePosixPath]:
    """Where a picture of this address may lie: its path, then ever shorter ends of it; the full size before a copy."""
    path = PurePosixPath(unquote(urlsplit(name).path).replace("\\", "/").replace("\0", ""))
    parts = [part for part in path.parts if part not in ("/", "..", ".")]
    for start in range(len(parts)):
        end = PurePosixPath(*parts[start:])
        yield end.with_name(SIZE.sub("", end.name))
        yield end


class Library:
    """Brings the pictures of one article into the CMS, each file once, and notes what stands in the way."""

    def __init__(self, source: PictureSource, *, language: str, by: Any) -> None:
        self._source = source
        self._language = language
        self._by = by
        self.notes: list[Note] = []

    def image(self, picture: Picture) -> Image | None:
        data = picture.data or self._source.data(picture.name)
        if data is None:
            self.notes.append(Note.of("picture_missing", name=picture.name, alt=picture.alt))
            return None
        extension = _extension(data)
        if not extension:
            self.notes.append(Note.of("picture_unreadable", name=picture.name))
            return None
        alt = picture.alt[:LONGEST_ALT]
        image = self._known(data, alt) or self._added(picture, data, alt, extension)
        if image.lacks_alt_in(self._language):
            self.notes.append(Note.of("picture_without_alt", name=picture.name))
        return image

    def _known(self, data: bytes, alt: str) -> Image | None:
        same = Image.objects.filter(file_hash=_hash(data)).order_by("pk")
        return next((image for image in same if not alt or image.alt_in(self._language) == alt), None)

    def _added(self, picture: Picture, data: bytes, alt: str, extension: str) -> Image:
        is_first_language = self._language == settings.LANGUAGE_CODE
        stem = PurePosixPath(unquote(urlsplit(picture.name).path)).stem or "picture"
        name = f"{stem[:80]}.{extension}"
        image: Image = Image.objects.create(
            title=(alt or name)[:255],
            file=ImageFile(BytesIO(data), name=name),
            alt_text=alt if is_first_language else "",
            translated_alt_texts={self._language: alt} if alt and not is_first_language else {},
            needs_description=not (alt and is_first_language),
            caption=picture.caption[:LONGEST_ALT],
            file_hash=_hash(data),
            file_size=len(data),
            uploaded_by_user=self._by,
        )
        return image


def _hash(data: bytes) -> str:
    """As Wagtail tells files again."""
    return sha1(data, usedforsecurity=False).hexdigest()


def _extension(data: bytes) -> str:
    """Empty if this is no picture that readers' browsers could be shown."""
    if len(data) > LARGEST_PICTURE:
        return ""
    try:
        with Pillow.open(BytesIO(data), formats=list(FORMATS)) as picture:
            width, height = picture.size
            kind = picture.format or ""
            if width * height > MOST_PIXELS:
                return ""
            picture.verify()
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        return ""
    return FORMATS.get(kind, "")
