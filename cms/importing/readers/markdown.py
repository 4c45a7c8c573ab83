"""Markdown (CommonMark with tables), with the front matter that site generators use."""

import re
import tomllib

from markdown_it import MarkdownIt

from cms.importing.lines import joined
from cms.importing.notes import Note, UnreadableSourceError
from cms.importing.readers.assembly import Material, assemble
from cms.importing.readers.cleaning import DEEPEST, parse
from cms.importing.readers.decoding import decode
from cms.importing.readers.files import SourceFile
from cms.importing.readers.html import day
from cms.importing.readers.markup import read_markup
from cms.importing.sentences import looks_like_a_sentence
from cms.importing.source import Line, Paragraph, SourceArticle

FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
PAIR = re.compile(r"^([A-Za-z][\w-]*)\s*:\s*(.*)$")
FOOTNOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*))*)\n?", re.MULTILINE)
FOOTNOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
SUMMARIES = ("description", "summary", "excerpt")


def read(file: SourceFile) -> SourceArticle:
    text, notes = decode(file.data())
    facts, text = _front_matter(text)
    text, footnotes = _footnotes(text)
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 1000}).enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # the cleaning judges links, for every format
    try:
        rendered = parser.render(text)
        rendered_notes = [parser.renderInline(" ".join(note.split())) for note in footnotes]
    except RecursionError as error:
        raise UnreadableSourceError("too_deep", limit=DEEPEST) from error
    tree, cleaned = parse(rendered)
    content = read_markup(tree)
    summary = next((facts[name] for name in SUMMARIES if facts.get(name)), "")
    left_out = [
        f"{name}: {value}"
        for name, value in facts.items()
        if looks_like_a_sentence(value) and name != "title" and value != summary
    ]
    notes += [Note.of("front_matter", text=pair) for pair in left_out]
    return assemble(
        Material(
            name=file.name,
            blocks=content.blocks,
            title=facts.get("title", ""),
            title_is_certain=True,
            declared_language=facts.get("lang") or facts.get("language") or facts.get("locale", ""),
            slug=facts.get("slug", ""),
            summary=summary,
            author=facts.get("author", ""),
            published_on=day(facts.get("date", "")),
            footnotes=[_line(note) for note in rendered_notes],
            notes=[*notes, *cleaned, *content.notes],
        )
    )


def _line(markup: str) -> Line:
    return joined([block.content for block in read_markup(parse(markup)[0]).blocks if isinstance(block, Paragraph)])


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Its plain facts, name by name, and the text without it."""
    found = FRONT_MATTER.match(text)
    if not found:
        return {}, text
    lines = found[2].split("\n")
    if found[1] == "+++":
        try:
            facts = {name: str(value) for name, value in tomllib.loads(found[2]).items() if not isinstance(value, dict)}
        except tomllib.TOMLDecodeError as error:
            raise UnreadableSourceError("broken_front_matter", reason=error) from error
        return {name.lower(): value for name, value in facts.items()}, text[found.end() :]
    if not any(PAIR.match(line) for line in lines):
        return {}, text  # two rules with a text between them
    return _yaml_facts(lines), text[found.end() :]


def _yaml_facts(lines: list[str]) -> dict[str, str]:
    """`name: value` with the value on the same line, or indented below it. What is nested deeper becomes its text."""
    facts: dict[str, str] = {}
    name = ""
    for line in lines:
        if pair := PAIR.match(line):
            name = pair[1].lower()
            value = pair[2].strip()
            facts[name] = "" if value in ("|", ">", "|-", ">-") else value.strip("\"'")
        elif name and line.strip() and not line.lstrip().startswith("#"):
            facts[name] = f"{facts[name]} {line.strip()}".strip()
    return facts


def _footnotes(text: str) -> tuple[str, list[str]]:
    """Footnotes, which CommonMark does not know, out of the text and numbered as they are written."""
    fenced = [match.span() for match in FENCE.finditer(text)]
    definitions = [
        match for match in FOOTNOTE.finditer(text) if not any(start <= match.start() < end for start, end in fenced)
    ]
    numbers = {match[1]: number for number, match in enumerate(definitions, start=1)}
    for match in reversed(definitions):
        text = text[: match.start()] + text[match.end() :]
    return FOOTNOTE_MARK.sub(lambda mark: f"\\[{numbers[mark[1]]}\\]" if mark[1] in numbers else mark[0], text), [
        match[2] for match in definitions
    ]
