"""Reads the demo content. Its conventions:

- a block has the fields of its public shape (api.documents.schemas.blocks); rich text is HTML as the editor writes it;
- a picture is named; what it shows is said once, in pictures.toml, and a caption where it is used;
- a link is `article:key` or `topic:key`; a target is `{phone = …}`, `{url = …}` or `{page = "article:key"}`;
- dates are days before or after the day of loading, so that the content never grows old.
"""

import tomllib
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
LOCALES = ("en", "es")

Table = dict[str, Any]


def clinic() -> Table:
    return _read(CONTENT / "clinic.toml")


def clinicians() -> list[Table]:
    tables: list[Table] = _read(CONTENT / "clinicians.toml")["clinicians"]
    return tables


def topics() -> list[Table]:
    tables: list[Table] = _read(CONTENT / "topics.toml")["topics"]
    return tables


def forms() -> list[Table]:
    tables: list[Table] = _read(CONTENT / "forms.toml")["forms"]
    return tables


def pictures() -> dict[str, Table]:
    """By the name under which `cms.demo.pictures` draws them."""
    return _read(CONTENT / "pictures.toml")


def articles(locale: str) -> list[Table]:
    """The name of its file is an article's slug."""
    files = sorted((CONTENT / "articles" / locale).glob("*.toml"))
    return [{"slug": file.stem, "locale": locale, **_read(file)} for file in files]


def _read(file: Path) -> Table:
    return tomllib.loads(file.read_text(encoding="utf-8"))
