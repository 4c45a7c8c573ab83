"""What has changed between two editions of an original, part by part, beside its translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText
from wagtail.utils.text import text_from_html

from cms.articles.blocks import BODY
from cms.articles.blocks.care import LEVELS
from cms.articles.models import ArticlePage

LABELS = {name: block.label for name, block in BODY}
Key = tuple[str, str]
"""The label of a part, and what tells it from others of the same kind."""

END_OF_LINE = re.compile(r"</(?:p|h\d|li)>|<br/?>")
WORDS = re.compile(r"\S+[^\S\n]*|\s")


class State(models.TextChoices):
    SAME = "same", gettext_lazy("unchanged")
    CHANGED = "changed", gettext_lazy("changed")
    NEW = "new", gettext_lazy("new")
    REMOVED = "removed", gettext_lazy("removed")


@dataclass(frozen=True)
class Part:
    """One part of the original as it was and as it is now, and what the translation says there."""

    label: str
    state: State
    text: SafeString
    """The original; where it has changed with <ins> and <del>, which say so to screen readers as well."""
    translation: str


def compare(then: dict[str, Any] | None, now: dict[str, Any], translation: ArticlePage) -> list[Part]:
    """`then` and `now` are editions of the original. Without `then` nothing is marked."""
    new = dict(_published_parts(now))
    old = _with_the_keys_of(new, dict(_published_parts(then))) if then else new
    translated = _drafted_parts(translation, list(new))
    keys = [*new, *(key for key in old if key not in new)]
    return [_part(key, old.get(key), new.get(key), translated.get(key, "")) for key in keys]


def _with_the_keys_of(new: dict[Key, str], old: dict[Key, str]) -> dict[Key, str]:
    """A block that was made anew has another id: it follows the one of its kind that is gone, in their order."""
    fresh = [key for key in new if key not in old]
    renamed = {}
    for key in old:
        if key not in new and (heir := next((one for one in fresh if one[0] == key[0]), None)):
            fresh.remove(heir)
            renamed[key] = heir
    return {renamed.get(key, key): text for key, text in old.items()}


def marked(old: str, new: str) -> SafeString:
    """The new text with what was taken out and put in, word by word."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    pieces = []
    for tag, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(format_html("{}", "".join(after[c:d])))
            continue
        if a != b:
            pieces.append(_mark("del", _("removed:"), before[a:b]))
        if c != d:
            pieces.append(_mark("ins", _("added:"), after[c:d]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _mark(tag: str, said: str, words: list[str]) -> SafeString:
    return format_html('<{} class="change"><span class="w-sr-only">{} </span>{}</{}>', tag, said, "".join(words), tag)


def _part(key: Key, old: str | None, new: str | None, translation: str) -> Part:
    label, _identity = key
    if old is None:
        return Part(label, State.NEW, _mark("ins", _("added:"), [new or ""]), translation)
    if new is None:
        return Part(label, State.REMOVED, _mark("del", _("removed:"), [old]), translation)
    if old != new:
        return Part(label, State.CHANGED, marked(old, new), translation)
    return Part(label, State.SAME, format_html("{}", new), translation)


def _published_parts(document: dict[str, Any]) -> Iterator[tuple[Key, str]]:
    yield (_("Title"), "title"), document["title"]
    yield (_("Summary"), "summary"), document["summary"]
    yield (_("Also known as"), "also_known_as"), "\n".join(document["also_known_as"])
    for block in document["body"]:
        lines = [str(dict(LEVELS)[block["level"]])] if block["type"] == "escalation" else []
        yield (str(LABELS[block["type"]]), block["id"]), "\n".join([*lines, block["fallback_text"]])
    yield (_("References"), "references"), "\n".join(_reference(one) for one in document["references"])


def _reference(one: dict[str, Any]) -> str:
    told = (one["title"], one["publisher"], one["year"], one["doi"] or one["url"])
    return f"{one['number']}. " + ", ".join(str(value) for value in told if value)


def _drafted_parts(article: ArticlePage, keys: list[Key]) -> dict[Key, str]:
    """What the translation says at each part. A copied block keeps its id; where none has, their order must do."""
    texts = {
        "title": article.title,
        "summary": article.summary,
        "also_known_as": article.also_known_as,
        "references": "\n".join(f"{n}. {one.title}" for n, one in enumerate(article.references.all(), start=1)),
    }
    found = {key: texts[key[1]] for key in keys if key[1] in texts}
    children = list(article.body)
    by_id = {child.id: child for child in children}
    parts = [key for key in keys if key[1] not in texts]
    if any(identity in by_id for _label, identity in parts):
        pairs = [(key, by_id[key[1]]) for key in parts if key[1] in by_id]
    else:
        pairs = list(zip(parts, children, strict=False))
    return found | {key: "\n".join(spoken(child.block, child.value)) for key, child in pairs}


def spoken(block: blocks.Block, value: Any) -> Iterator[str]:
    """The texts of a block that may still be unfinished."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if name != "reference":  # the number of one
                yield from spoken(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from spoken(block.child_block, item)
    elif isinstance(block, blocks.ChoiceBlock):
        yield from (str(label) for key, label in _choices(block) if key == value)
    elif isinstance(value, RichText):
        yield from filter(None, text_from_html(END_OF_LINE.sub(r"\n\g<0>", value.source)).splitlines())
    elif isinstance(value, TypedTable):
        yield from filter(None, [value.caption])
        for row in [[column["heading"] for column in value.columns], *(row["values"] for row in value.row_data)]:
            yield " | ".join(map(str, row))
    elif value not in (None, "", False):
        yield str(value)


def _choices(block: blocks.ChoiceBlock) -> Iterable[tuple[str, Any]]:
    choices: Iterable[tuple[str, Any]] = block.field.choices
    return choices
