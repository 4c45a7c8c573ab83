"""Word files (DOCX)."""

import io
import zipfile
from dataclasses import replace
from hashlib import sha256
from typing import Any

import mammoth
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from cms.importing.completeness import missing
from cms.importing.notes import Note, UnreadableSourceError
from cms.importing.readers.archive import OLD_WORD, look_inside
from cms.importing.readers.assembly import Material, assemble
from cms.importing.readers.cleaning import DEEPEST, parse
from cms.importing.readers.files import SourceFile
from cms.importing.readers.html import day
from cms.importing.readers.markup import Content, read_markup
from cms.importing.source import Heading, Picture, SourceArticle, plain, statements

STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        "p[style-name='Caption'] => p:fresh",
        "p[style-name='Quote'] => p:fresh",
        "p[style-name='List Paragraph'] => p:fresh",
        *(f"p[style-name='heading {level}'] => h{min(level + 1, 6)}:fresh" for level in range(1, 10)),
        *(f"p[style-name='Heading {level}'] => h{min(level + 1, 6)}:fresh" for level in range(1, 10)),
        *(f"p.Heading{level} => h{min(level + 1, 6)}:fresh" for level in range(1, 10)),
    ]
)
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
CREATED = "{http://purl.org/dc/terms/}created"


def read(file: SourceFile) -> SourceArticle:
    data = file.data()
    if data.startswith(OLD_WORD):
        raise UnreadableSourceError("old_word")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableSourceError("not_docx") from error
    with archive:
        inside = look_inside(archive)
        facts = _facts(archive)
        content = _content(data)
    notes = list(content.notes)
    if inside.has_comments:
        notes.append(Note.of("word_comments"))
    if inside.has_tracked_changes:
        notes.append(Note.of("tracked_changes"))
    said = "\n".join([*statements(content.blocks), *(plain(note) for note in content.footnotes)])
    begins_with_heading = bool(content.blocks) and isinstance(content.blocks[0], Heading)
    return assemble(
        Material(
            name=file.name,
            blocks=content.blocks,
            title="" if begins_with_heading else facts.get("title", ""),
            declared_language=facts.get("language", ""),
            author=facts.get("creator", ""),
            published_on=day(facts.get("created", "")),
            footnotes=content.footnotes,
            around=missing(
                dict.fromkeys(inside.paragraphs), said
            ),  # page headers and whatever the conversion passes over
            notes=notes,
        )
    )


def _content(data: bytes) -> Content:
    pictures: dict[str, bytes] = {}

    def keep(image: Any) -> dict[str, str]:
        with image.open() as stream:
            held = stream.read()
        name = f"{sha256(held).hexdigest()[:20]}.{image.content_type.rpartition('/')[2] or 'bin'}"
        pictures[name] = held
        return {"src": name}

    try:
        converted = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            include_embedded_style_map=False,  # the file must not say what becomes of it
            convert_image=mammoth.images.img_element(keep),
        )
    except RecursionError as error:
        raise UnreadableSourceError("too_deep", limit=DEEPEST) from error
    except Exception as error:  # mammoth raises whatever its walk over a damaged file runs into
        raise UnreadableSourceError("broken_docx", part="word/document.xml") from error
    tree, notes = parse(converted.value)
    content = read_markup(tree)
    content.blocks = [
        replace(block, data=pictures.get(block.name)) if isinstance(block, Picture) else block
        for block in content.blocks
    ]
    content.notes += notes
    return content


def _facts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Title, author, language and day, as the file's properties tell them."""
    try:
        root = ElementTree.fromstring(archive.read("docProps/core.xml"), forbid_dtd=True)
    except (KeyError, ElementTree.ParseError, DefusedXmlException):
        return {}
    names = {f"{DUBLIN_CORE}{name}": name for name in ("title", "creator", "language")} | {CREATED: "created"}
    return {names[child.tag]: (child.text or "").strip() for child in root if child.tag in names}
