"""Reads a file as the importer does, and tells what stands in the draft, by other means than the importer's own."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from bs4 import BeautifulSoup

from cms.importing import formats
from cms.importing.readers.files import SourceFile
from cms.importing.recognition.draft import Draft, RichText
from cms.importing.recognition.recognise import recognise
from cms.importing.rich_text import to_html
from cms.importing.source import Picture, SourceArticle


def articles_in(name: str, data: bytes) -> list[SourceArticle]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(data)
        return list(formats.read(SourceFile(path, name)).articles)


def draft_of(name: str, data: bytes, **options: str) -> Draft:
    [article] = articles_in(name, data)
    return recognise(article, **options)


def html(body: str, lang: str = "en") -> Draft:
    """The draft of a page with a title and `body`."""
    return draft_of("a.html", f"<html lang={lang}><h1>An article</h1>{body}</html>".encode(), language=lang)


def listed(*items: str, tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def block(draft: Draft, kind: str) -> dict:
    """The only block of a kind."""
    [found] = [block.value for block in draft.body if block.type == kind]
    return found


def kinds(draft: Draft) -> list[str]:
    return [block.type for block in draft.body]


def codes(draft: Draft | SourceArticle) -> set[str]:
    return {note.code for note in draft.notes}


def html_of(draft: Draft) -> str:
    """Every rich text of the draft."""
    return "".join(to_html(value.blocks) for value in _values(draft) if isinstance(value, RichText))


def everything_in(draft: Draft) -> str:
    """All words that readers of the draft would see, in order."""
    said = [draft.title]
    for value in _values(draft):
        match value:
            case RichText():
                said.append(BeautifulSoup(to_html(value.blocks), "html.parser").get_text("\n"))
            case Picture():
                said += [value.alt, value.caption]
            case str():
                said.append(value)
    return "\n".join(said)


def lost(sentences: list[str], draft: Draft, *, summary: str = "") -> list[str]:
    """Those of `sentences` that do not stand in the draft word by word."""
    said = _words(f"{everything_in(draft)}\n{summary}")
    return [sentence for sentence in sentences if _words(sentence) not in said]


def _words(text: str) -> str:
    return " " + " ".join(re.findall(r"[^\W_]+", text.lower())) + " "


def _values(value: object) -> list[object]:
    if isinstance(value, Draft):
        return [inner for block in value.body for inner in _values(block.value)]
    if isinstance(value, dict):
        return [inner for part in value.values() for inner in _values(part)]
    if isinstance(value, list):
        return [inner for part in value for inner in _values(part)]
    return [value]
