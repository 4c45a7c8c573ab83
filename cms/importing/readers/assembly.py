"""From what a file holds to a `SourceArticle`: its title, its language, its structure."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from django.utils.text import slugify

from cms.importing.language import language_of
from cms.importing.lines import joined
from cms.importing.notes import Note, shortened
from cms.importing.readers.structure import with_bold_headings, with_typed_lists
from cms.importing.recognition.phrases import names_a_section
from cms.importing.sentences import looks_like_a_sentence
from cms.importing.source import (
    Block,
    BulletList,
    Heading,
    Line,
    Paragraph,
    Picture,
    Run,
    SourceArticle,
    line_of,
    statements,
)

LONGEST_TITLE = 255
"""What a page of the CMS can hold."""
LONGEST_SUMMARY = 300
LONGEST_KEY = 500
NOTES_HEADING = {"en": "Notes", "es": "Notas"}
AROUND_HEADING = {"en": "Text from around the article", "es": "Texto que rodeaba el artículo"}


@dataclass
class Material:
    """What a reader found, before it is put in order."""

    name: str
    """Of the file, or whatever else to call an article without a title."""
    blocks: list[Block]
    key: str = ""
    """Empty for an article that is known by its file and its title."""
    title: str = ""
    """What the file itself declares as its title; empty takes the first heading."""
    title_is_certain: bool = False
    """False where a top heading of the text would be the better title, as for a page's `<title>`."""
    declared_language: str = ""
    slug: str = ""
    summary: str = ""
    author: str = ""
    published_on: date | None = None
    hero: Picture | None = None
    footnotes: list[Line] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    """What stood in the file but not in the article: page headers, footers, side bars."""
    notes: list[Note] = field(default_factory=list)


def assemble(material: Material) -> SourceArticle:
    blocks = with_bold_headings(with_typed_lists(material.blocks))
    title, blocks = _title(material, blocks)
    language = language_of(blocks, declared=material.declared_language)
    notes = list(material.notes)
    if len(title) > LONGEST_TITLE:
        blocks.insert(0, Paragraph((Run(title),)))
        title = shortened(title, LONGEST_TITLE)
        notes.append(Note.of("title_too_long"))
    summary = " ".join(material.summary.split())
    if len(summary) > LONGEST_SUMMARY:
        blocks.insert(0, Paragraph((Run(summary),)))
        summary = ""
        notes.append(Note.of("summary_too_long"))
    if material.footnotes:
        blocks.append(Heading(2, NOTES_HEADING.get(language, NOTES_HEADING["en"])))
        blocks += [
            Paragraph(joined([(Run(f"[{number}] "), *note)])) for number, note in enumerate(material.footnotes, start=1)
        ]
        notes.append(Note.of("footnotes", count=len(material.footnotes)))
    blocks += _kept(material.around, language, notes)
    if not statements(blocks):
        notes.append(Note.of("empty_article"))
    return SourceArticle(
        key=material.key or f"file:{material.name}:{slugify(title)}"[:LONGEST_KEY],
        title=title,
        language=language,
        blocks=tuple(blocks),
        slug=material.slug,
        summary=summary,
        author=" ".join(material.author.split()),
        published_on=material.published_on,
        hero=material.hero,
        notes=tuple(notes),
    )


def _kept(around: list[str], language: str, notes: list[Note]) -> list[Block]:
    """The sentences from around the article, under a heading of their own; menus, labels and the like are noted."""
    kept = [text for text in around if looks_like_a_sentence(text)]
    if labels := [text for text in around if text not in kept]:
        notes.append(Note.of("page_furniture", text=" · ".join(labels)))
    if not kept:
        return []
    notes.append(Note.of("text_around", count=len(kept)))
    heading = Heading(2, AROUND_HEADING.get(language, AROUND_HEADING["en"]))
    return [heading, *(Paragraph(line_of(text)) for text in kept)]


def _title(material: Material, blocks: list[Block]) -> tuple[str, list[Block]]:
    """The title, and the blocks without the heading that says the same."""
    declared = " ".join(material.title.split())
    headings = [block for block in blocks if isinstance(block, Heading)]
    heading = None if material.title_is_certain and declared else _title_heading(blocks, headings, alone=not declared)
    if heading is None and declared and headings and headings[0].text.casefold() == declared.casefold():
        heading = headings[0]
    title = heading.text if heading else declared or PurePath(material.name).stem
    return title, [block for block in blocks if block is not heading]


def _title_heading(blocks: list[Block], headings: list[Heading], *, alone: bool) -> Heading | None:
    """The only heading of the first level, or the one that the text begins with.

    `alone`: nothing else tells the title, so that a lower heading at the beginning will do.
    """
    top = [heading for heading in headings if heading.level == 1]
    if len(top) == 1:
        return top[0]
    begins = headings[0] if headings and blocks[0] is headings[0] else None
    if begins and (begins.level == 1 or alone) and not heads_a_list(blocks):
        return begins
    return None


def heads_a_list(blocks: list[Block]) -> bool:
    """The first block is no title but the heading of a section: "Benefits of running", and the list of them."""
    first = blocks[0]
    return (
        isinstance(first, Heading)
        and names_a_section(first.text)
        and any(isinstance(block, BulletList) for block in blocks[1:2])
    )
