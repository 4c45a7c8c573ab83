"""The demo content can be published as it is, and everybody in it is invented."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from lxml import html
from pydantic import TypeAdapter

from api.documents.schemas.blocks import Block
from api.documents.schemas.documents import Audience
from cms.demo import pictures, source

LONGEST_REVIEW_INTERVAL = 3 * 365
EDITOR_TAGS = {"p", "b", "i", "ul", "ol", "li", "h3", "a"}

CLINIC = source.clinic()
CLINICIANS = {clinician["key"]: clinician for clinician in source.clinicians()}
PICTURES = source.pictures()
TOPICS = {topic["key"]: topic for topic in source.topics()}
FORMS = {form["key"] for form in source.forms()}
ARTICLES = [article for locale in source.LOCALES for article in source.articles(locale)]
KEYS = {locale: {article["key"] for article in ARTICLES if article["locale"] == locale} for locale in source.LOCALES}

every_article = pytest.mark.parametrize(
    "article", ARTICLES, ids=lambda article: f"{article['locale']}/{article['slug']}"
)


def values_of(value: Any, name: str) -> Iterator[Any]:
    """What stands under a name, at any depth."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key == name:
                yield part
            yield from values_of(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from values_of(part, name)


def rich_texts_of(article: source.Table) -> Iterator[str]:
    for name in ("content", "answer"):
        yield from values_of(article["body"], name)
    for block in article["body"]:
        if block["type"] == "steps":
            yield from values_of(block, "detail")


def public_target(target: source.Table) -> source.Table:
    if "phone" in target:
        return {"type": "phone", "href": f"tel:{target['phone']}", "phone": target["phone"], "display": target["phone"]}
    if "url" in target:
        return {"type": "url", "href": target["url"]}
    return {"type": "url", "href": "/"}


def public_image(name: str) -> source.Table:
    return {
        "alt": PICTURES[name]["en"],
        "decorative": False,
        "caption": "",
        "credit": "",
        "width": 1600,
        "height": 900,
        "focal_point": None,
        "thumbhash": None,
        "dominant_color": None,
        "sources": [],
    }


def public_block(block: source.Table) -> source.Table:
    """The block as it would be published, with null for every field that it leaves out."""
    optional: dict[str, tuple[str, ...]] = {
        "text": ("heading",),
        "benefits": ("intro",),
        "risks": ("intro",),
        "alternatives": ("intro", "closing"),
        "escalation": ("timeframe",),
        "call_to_action": ("text",),
        "steps": ("intro",),
        "callout": ("heading",),
        "quote": ("role",),
    }
    optional_of_items = {
        "benefits": ("detail", "reference"),
        "risks": ("detail", "reference"),
        "alternatives": ("description", "caution", "image", "target"),
    }

    def published(value: Any, name: str = "") -> Any:
        if isinstance(value, list):
            return [published(part) for part in value]
        if name == "target":
            return public_target(value)
        if name == "image":
            return public_image(value)
        if isinstance(value, dict):
            return {key: published(part, key) for key, part in value.items()}
        if value in rich:
            return {"format": "html", "html": value}
        return value

    rich = set(rich_texts_of({"body": [block]}))
    nothing = dict.fromkeys(optional.get(block["type"], ()))
    public: source.Table = nothing | published(block)
    if block["type"] == "image":
        public.pop("caption")
    for item in public.get("items", []):
        for name in optional_of_items.get(block["type"], ()):
            item.setdefault(name, None)
    return public | {"id": UUID(int=1), "anchor": "here", "fallback_text": "text"}


def test_the_clinic_has_enough_to_look_like_one() -> None:
    assert len(KEYS["en"]) >= 12
    assert len(KEYS["es"]) >= 5
    assert len(TOPICS) == 4
    assert len(CLINICIANS) == 3
    assert len(CLINIC["locations"]) == 2
    assert {article["topics"][0] for article in ARTICLES if article["locale"] == "en"} == set(TOPICS)


def test_every_spanish_article_translates_an_english_one_block_by_block() -> None:
    english = {article["key"]: article for article in ARTICLES if article["locale"] == "en"}
    for article in (one for one in ARTICLES if one["locale"] == "es"):
        original = english[article["key"]]
        assert [block["type"] for block in article["body"]] == [block["type"] for block in original["body"]]
        assert article["hero"]["picture"] == original["hero"]["picture"]
        assert article["topics"] == original["topics"]


@every_article
def test_an_article_has_what_the_publish_gate_asks_for(article: source.Table) -> None:
    types = [block["type"] for block in article["body"]]
    assert 0 < len(article["summary"]) <= 300
    assert 0 < len(article["seo"]["description"]) <= 300
    assert article["topics"]
    assert article["references"]
    assert all(reference.get("url") or reference.get("doi") for reference in article["references"])
    assert "escalation" in types
    assert "call_to_action" in types or CLINIC[article["locale"]]["call_to_action"]
    assert CLINICIANS[article["reviewer"]]["credentials"]
    assert article["reviewer"] not in article["authors"]
    assert article["reviewed_days_ago"] >= 0
    assert -article["reviewed_days_ago"] < article["review_due_in_days"]
    assert article["reviewed_days_ago"] + article["review_due_in_days"] <= LONGEST_REVIEW_INTERVAL


@every_article
def test_every_block_fits_its_public_shape(article: source.Table) -> None:
    blocks: TypeAdapter[Any] = TypeAdapter(Block)
    for block in article["body"]:
        blocks.validate_python(public_block(block))
        assert all(block.get("columns", ["a column"]))


@every_article
def test_what_is_named_exists(article: source.Table) -> None:
    locale = article["locale"]
    links = [link for text in rich_texts_of(article) for link in re.findall(r'href="([^"]*)"', text)]
    pages = [
        target[kind]
        for name in ("target", "link")
        for target in values_of(article["body"], name)
        for kind in ("page", "form")
        if kind in target
    ]
    for link in [*links, *pages, *(f"article:{key}" for key in article["related"])]:
        kind, _, key = link.partition(":")
        assert kind == "https" or key in {"article": KEYS[locale], "topic": set(TOPICS), "form": FORMS}[kind], link
    assert set(article["topics"]) <= set(TOPICS)
    assert {article["reviewer"], *article["authors"]} <= set(CLINICIANS)
    assert article["key"] not in article["related"]
    TypeAdapter(list[Audience]).validate_python(article["audience"])
    numbers = range(1, len(article["references"]) + 1)
    assert all(number in numbers for number in values_of(article["body"], "reference"))


@every_article
def test_readers_are_told_the_risks_and_never_asked_to_book_before_an_emergency(article: source.Table) -> None:
    types = [block["type"] for block in article["body"]]
    levels = [block.get("level") for block in article["body"]]
    assert ("benefits" in types) == ("risks" in types)
    if "emergency" in levels and "call_to_action" in types:
        last_emergency = max(place for place, level in enumerate(levels) if level == "emergency")
        assert last_emergency < types.index("call_to_action")
    for block in article["body"]:
        if block["type"] == "escalation":
            assert block["lead"].endswith(":")


@every_article
def test_rich_text_is_what_the_editor_writes(article: source.Table) -> None:
    for text in rich_texts_of(article):
        fragments = html.fragments_fromstring(text.strip())
        assert {element.tag for fragment in fragments for element in fragment.iter()} <= EDITOR_TAGS
        assert not re.search(r">\s*(here|click here|aquí)\s*</a>", text, re.IGNORECASE)


def test_every_telephone_number_is_kept_for_fiction_or_for_emergencies() -> None:
    everything = [CLINIC, *ARTICLES]
    called = {phone for table in everything for phone in values_of(table, "phone")}
    written = {
        number
        for file in source.CONTENT.rglob("*.toml")
        for number in re.findall(r"\b\d{3}-\d{3}-\d{4}\b|\+\d{6,}", file.read_text(encoding="utf-8"))
    }
    assert all(re.fullmatch(r"\+130555501\d\d|911|988", phone) for phone in called)
    assert all(re.fullmatch(r"305-555-01\d\d|\+130555501\d\d", number) for number in written)


def test_exactly_one_english_article_is_overdue_for_review() -> None:
    overdue = [article["key"] for article in ARTICLES if article["review_due_in_days"] < 0]
    assert overdue == ["frozen-shoulder"]


def test_clinic_clinicians_and_topics_speak_every_language() -> None:
    for table in [CLINIC, *CLINICIANS.values(), *TOPICS.values()]:
        assert set(table["en"]) == set(table["es"])
    assert all("Demonstration" in clinician["licence"] for clinician in CLINICIANS.values())


def test_every_picture_is_drawn_used_and_described_in_every_language() -> None:
    tables = [*CLINICIANS.values(), *TOPICS.values(), *ARTICLES]
    used = {name for table in tables for field in ("picture", "image") for name in values_of(table, field)}
    assert used == set(PICTURES) == set(pictures.PICTURES)
    for picture in PICTURES.values():
        assert all(0 < len(picture[locale].strip()) <= 300 for locale in source.LOCALES)
        assert all(0 < share < 1 for share in picture["focal_point"])
