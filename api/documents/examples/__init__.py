"""One published document per kind, as the store keeps it: what the API's docs show and the tests validate."""

from datetime import date
from pathlib import Path
from typing import Any

import orjson

from api.documents.listing import list_as
from api.documents.rendering import render_document
from api.documents.schemas.base import DocumentReference

FOLDER = Path(__file__).parent
DAY = date(2026, 11, 22)
SUBMISSION = {
    "form": "get-in-touch",
    "form_version": 1,
    "locale": "en",
    "token": "as the form gave it",
    "fields": {
        "name": "Rosa Díaz",
        "email": "rosa@example.org",
        "topic": "appointment",
        "message": "Could you tell me whether you are open on Saturdays?",
        "website": "",
    },
    "consent": {"version": "2026-11", "agreed": True},
}
"""An enquiry to the form of the examples, as a client sends it."""


def stored(kind: str) -> bytes:
    """The example as an edition holds it."""
    return (FOLDER / f"{kind}.json").read_bytes()


def document(kind: str) -> Any:
    """The example as it is answered."""
    return _answered(orjson.dumps(orjson.loads(stored(kind))))


def page(kind: str) -> Any:
    """A list in which the example is the only document."""
    return {"results": [_answered(list_as(orjson.loads(stored(kind))).summary)], "next": None, "previous": None}


def names_of(kind: str) -> list[str]:
    """By what the example is found."""
    content = orjson.loads(stored(kind))
    return [content["slug"], content["id"]]


def resolution(kind: str) -> Any:
    """What is at the path of the example."""
    content = orjson.loads(stored(kind))
    return {"type": "document", "document": {name: content[name] for name in DocumentReference.model_fields}}


def _answered(stored: bytes) -> Any:
    rendered = render_document(stored, today=DAY, rich_text="html", media_url="https://clinic.example/media/")
    return orjson.loads(rendered)
