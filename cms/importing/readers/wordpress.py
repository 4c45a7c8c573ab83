"""WordPress exports (WXR): each post and page is an article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

import orjson

from cms.importing.notes import Note, UnreadableSourceError
from cms.importing.readers import shortcodes
from cms.importing.readers.assembly import LONGEST_KEY, Material, assemble
from cms.importing.readers.cleaning import parse
from cms.importing.readers.files import MEGABYTE, SourceFile
from cms.importing.readers.html import day
from cms.importing.readers.markup import read_markup
from cms.importing.readers.wxr import Channel, Item, items
from cms.importing.sentences import looks_like_a_sentence
from cms.importing.source import Picture, Reading, SourceArticle, UnreadArticle, statements

NO_ARTICLES = {
    "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request",
    "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family",
    "wp_font_face",
    "acf-field", "acf-field-group", "wpcf7_contact_form", "elementor_library", "shop_order", "product_variation",
}  # fmt: skip
UNFINISHED = {"trash", "auto-draft", "inherit"}
LANGUAGE_TAXONOMIES = {"language", "post_language"}
LARGEST_MARKUP = 5 * MEGABYTE
MOST_REMEMBERED = 20 * MEGABYTE
"""Characters of addresses and reusable blocks; 50,000 pictures have 5 million."""
REUSABLE_BLOCK = re.compile(r'<!-- wp:block \{[^{}]{0,500}?"ref":\s*(\d+)[^{}]{0,500}\} /-->')
DYNAMIC_BLOCK = re.compile(r"<!-- wp:([\w/-]+) (\{(?:(?!-->)[^\n])*\}) /-->")


@dataclass
class Survey:
    """What one look over the whole export tells: it is whole, and what its articles refer to, before or after them."""

    articles: int = 0
    pictures: dict[str, str] = field(default_factory=dict)
    """Address by number."""
    alts: dict[str, str] = field(default_factory=dict)
    """By address."""
    reusable_blocks: dict[str, str] = field(default_factory=dict)
    """Markup by number."""


def read(file: SourceFile) -> Reading:
    seen = survey(file)
    return Reading(seen.articles, _articles(file, seen))


def _articles(file: SourceFile, seen: Survey) -> Iterator[SourceArticle | UnreadArticle]:
    for channel, item in items(file):
        if is_article(item):
            try:
                yield _article(channel, item, seen)
            except UnreadableSourceError as error:
                yield UnreadArticle(_key(channel, item), _text(item.get("title")), error.note)


def is_article(item: Item) -> bool:
    return item.get("post_type") not in NO_ARTICLES and item.get("status") not in UNFINISHED


def survey(file: SourceFile) -> Survey:
    seen, remembered = Survey(), 0
    for _, item in items(file):
        number, address = item.get("post_id"), item.get("attachment_url")
        if is_article(item):
            seen.articles += 1
            continue
        if item.get("post_type") == "wp_block":
            seen.reusable_blocks[number] = item.get("content")
            remembered += len(item.get("content"))
        elif address:
            seen.pictures[number] = address
            seen.alts[address] = item.meta.get("_wp_attachment_image_alt", "")
            remembered += len(address) * 2 + len(seen.alts[address])
        if remembered > MOST_REMEMBERED:
            raise UnreadableSourceError("too_many_attachments")
    return seen


def _article(channel: Channel, item: Item, seen: Survey) -> SourceArticle:
    markup, notes = _markup(item, seen)
    tree, cleaned = parse(markup)
    content = read_markup(tree, base=item.get("link"), newlines_count="<!-- wp:" not in markup)
    notes += cleaned + content.notes + _circumstances(item)
    title = _text(item.get("title"))
    language = next((slug for taxonomy, slug, _ in item.terms if taxonomy in LANGUAGE_TAXONOMIES), "")
    return assemble(
        Material(
            name=title or item.get("post_name") or f"{item.get('post_type') or 'post'} {item.get('post_id')}",
            key=_key(channel, item),
            blocks=[_with_alt(block, seen) if isinstance(block, Picture) else block for block in content.blocks],
            title=title,
            title_is_certain=True,
            declared_language=language or channel.language,
            slug=unquote(item.get("post_name")),
            summary=_text(item.get("excerpt")) or item.meta.get("_yoast_wpseo_metadesc", ""),
            author=item.get("creator"),
            published_on=day(item.get("post_date")),
            hero=_hero(item, seen),
            footnotes=content.footnotes,
            around=_custom_fields(item),
            notes=notes,
        )
    )


def _markup(item: Item, seen: Survey) -> tuple[str, list[Note]]:
    """The post's HTML, with the blocks that are kept elsewhere put in place."""
    notes: list[Note] = []
    size = len(item.get("content"))

    def reusable(found: re.Match[str]) -> str:
        nonlocal size
        if found[1] not in seen.reusable_blocks:
            notes.append(Note.of("reusable_block_missing", number=found[1]))
        kept = seen.reusable_blocks.get(found[1], "")
        size += len(kept)
        _check(size)
        return kept

    def dynamic(found: re.Match[str]) -> str:
        try:
            attributes = orjson.loads(found[2])
        except orjson.JSONDecodeError:
            return ""
        said = [text for text in _strings(attributes) if looks_like_a_sentence(text)]
        notes.extend([Note.of("dynamic_block", block=found[1])] if said else [])
        return "".join(f"<div>{text}</div>" for text in said)

    _check(size)
    markup = DYNAMIC_BLOCK.sub(dynamic, REUSABLE_BLOCK.sub(reusable, item.get("content")))
    expanded, noted = shortcodes.expand(markup)
    return expanded, notes + noted


def _check(size: int) -> None:
    if size > LARGEST_MARKUP:
        raise UnreadableSourceError("item_too_large", largest=LARGEST_MARKUP // MEGABYTE)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in inner for text in _strings(part)]


def _circumstances(item: Item) -> list[Note]:
    named = [name for taxonomy, _, name in item.terms if taxonomy in ("category", "post_tag") and name]
    notes = [Note.of("terms", text=", ".join(named))] if named else []
    notes += [Note.of("comments")] if item.has_comments else []
    return notes + ([Note.of("password_protected")] if item.get("post_password") else [])


def _custom_fields(item: Item) -> list[str]:
    """Sentences that a theme keeps beside the text."""
    values = [_text(value) for name, value in item.meta.items() if not name.startswith("_")]
    return [value for value in values if looks_like_a_sentence(value) and not value.startswith(("{", "[", "a:"))]


def _with_alt(picture: Picture, seen: Survey) -> Picture:
    return replace(picture, alt=picture.alt or seen.alts.get(picture.name, ""))


def _hero(item: Item, seen: Survey) -> Picture | None:
    address = seen.pictures.get(item.meta.get("_thumbnail_id", ""))
    return Picture(address, seen.alts.get(address, "")) if address else None


def _key(channel: Channel, item: Item) -> str:
    """WordPress never changes a post's guid, not even when the site moves."""
    address = item.get("guid") or f"{channel.base}/?p={item.get('post_id')}"
    return f"wordpress:{address}"[:LONGEST_KEY]


def _text(markup: str) -> str:
    """The plain text of a short piece of HTML."""
    if not markup.strip():
        return ""
    tree, _ = parse(markup)
    return " ".join(" ".join(statements(read_markup(tree).blocks)).split())
