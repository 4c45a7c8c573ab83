"""The same articles for every contender: about 6 KB of JSON each, the same on every machine."""

import random
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from api.documents import examples

KEPT_BLOCKS = ("text", "benefits", "alternatives", "escalation", "call_to_action")
SUBJECTS = ("ankle", "back", "calf", "elbow", "foot", "heel", "hip", "knee", "neck", "shoulder", "shin", "wrist")
WORDS = Path(__file__).with_name("words.txt").read_text().split()


def article(number: int) -> dict[str, Any]:
    """The content of an article, as an ArticleContent in JSON."""
    chance = random.Random(number)  # noqa: S311 - the same text every time is the point
    template = orjson.loads(examples.stored("article"))
    title = f"{SUBJECTS[number % len(SUBJECTS)].title()} pain {number}"
    slug = f"article-{number}"
    body = [block for block in template["body"] if block["type"] in KEPT_BLOCKS]
    paragraphs = [_sentences(chance) for _paragraph in range(4)]
    body[0]["content"] = {"format": "nodes", "nodes": [_paragraph(text) for text in paragraphs]}
    body[0]["fallback_text"] = "\n\n".join(paragraphs)
    lifted = {name: next(block for block in body if block["type"] == name) for name in KEPT_BLOCKS[1:]}
    store_fields = ("edition", "published_at", "first_published_at", "changes", "clinically_changed_at")
    return {
        **{name: value for name, value in template.items() if name not in store_fields},
        **lifted,
        "id": str(UUID(int=number + 1)),
        "slug": slug,
        "path": f"/en/bench/{slug}/",
        "title": title,
        "summary": _sentences(chance)[:200],
        "also_known_as": [],
        "hero": None,
        "body": body,
        "related": [],
        "translations": [],
        "translation": None,
    }


def _sentences(chance: random.Random) -> str:
    return ". ".join(" ".join(chance.choices(WORDS, k=9)).capitalize() for _sentence in range(4)) + "."


def _paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "children": [{"type": "text", "text": text, "marks": []}]}
