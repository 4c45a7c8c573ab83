"""Public content that fits the schema, to be changed at will: `article(title="Knee pain")`."""

from typing import Any, TypeVar
from uuid import UUID, uuid4

import orjson

from api.documents.schemas.documents import ArticleContent, ClinicContent, ClinicianContent, Content, TopicContent
from api.documents.schemas.forms import FormContent

REVIEWER_ID = UUID("7b0c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b01")
TOPIC_ID = UUID("7b0c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b02")
CLINIC_ID = UUID("7b0c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b03")
FORM_ID = UUID("7b0c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b04")

Json = dict[str, Any]
Shape = TypeVar("Shape", bound=Content)


def article(**changes: object) -> ArticleContent:
    """A complete article; what is passed replaces a field. Without `id`, each call makes another article."""
    slug, locale = changes.get("slug", "back-pain"), changes.get("locale", "en")
    defaults: Json = {
        "id": uuid4(),
        "locale": locale,
        "slug": slug,
        "path": f"/{locale}/back/{slug}/",
        "title": "Back pain",
        "summary": "What helps a painful back.",
        "also_known_as": ["lumbago"],
        "topics": [{"id": TOPIC_ID, "slug": "back", "path": "/en/back/", "title": "Back"}],
        "audience": ["adults"],
        "hero": None,
        "body": [text_block("Walking keeps the back supple."), escalation()],
        "benefits": None,
        "alternatives": None,
        "escalation": escalation(),
        "call_to_action": call_to_action(),
        "review": review(),
        "authors": [],
        "references": [source_reference()],
        "disclosure": "",
        "disclaimer": "This is not a diagnosis.",
        "translations": [],
        "translation": None,
        "reading": {"minutes": 2, "grade": 7.2, "measure": "flesch_kincaid_grade"},
        "related": [],
        "seo": {"title": "Back pain", "description": "What helps.", "image": None, "json_ld": {}},
    }
    return _shape(ArticleContent, defaults, changes)


def topic(**changes: object) -> TopicContent:
    slug, locale = changes.get("slug", "back"), changes.get("locale", "en")
    defaults: Json = {
        "id": TOPIC_ID,
        "locale": locale,
        "slug": slug,
        "path": f"/{locale}/{slug}/",
        "title": "Back",
        "summary": "Pain in the back and what helps.",
        "image": None,
        "codes": [{"system": "ICD-10-CM", "code": "M54.5"}],
        "translations": [],
    }
    return _shape(TopicContent, defaults, changes)


def clinician(**changes: object) -> ClinicianContent:
    slug, locale = changes.get("slug", "ana-ruiz"), changes.get("locale", "en")
    defaults: Json = {
        "id": REVIEWER_ID,
        "locale": locale,
        "slug": slug,
        "path": f"/{locale}/clinicians/{slug}/",
        "title": "Ana Ruiz",
        "credentials": "MD",
        "role": "Rheumatologist",
        "bio": "",
        "photo": None,
        "languages": ["en", "es"],
        "licence": "",
        "npi": "",
        "translations": [],
    }
    return _shape(ClinicianContent, defaults, changes)


def clinic(**changes: object) -> ClinicContent:
    defaults: Json = {
        "id": CLINIC_ID,
        "locale": "en",
        "slug": "clinic",
        "path": "/en/",
        "title": "Harbour Clinic",
        "emergency_text": "In an emergency call 911.",
        "phone": "+13055550142",
        "phone_display": "(305) 555-0142",
        "hours": [{"day": "monday", "opens": "08:00", "closes": "17:00"}],
        "call_to_action": _call(),
        "disclosure": "",
        "disclaimer": "This is not a diagnosis.",
        "locations": [],
        "translations": [],
    }
    return _shape(ClinicContent, defaults, changes)


def form(**changes: object) -> FormContent:
    """A form with a field of every type; only `name`, `email` and `message` are required."""
    slug, locale = changes.get("slug", "get-in-touch"), changes.get("locale", "en")
    defaults: Json = {
        "id": FORM_ID,
        "locale": locale,
        "slug": slug,
        "path": f"/{locale}/forms/{slug}/",
        "title": "Get in touch",
        "notice": "For non-medical questions and correspondence only.",
        "ui": [
            _field("name", "text", required=True, max_length=100, autocomplete="name"),
            _field("email", "email", required=True),
            _field("phone", "phone", region="US"),
            _field("topic", "choice", options=[{"value": value, "label": value} for value in ("billing", "other")]),
            _field("day", "date", earliest="2026-01-01", latest="2030-12-31"),
            _field("message", "long_text", required=True, max_length=3000),
            _field("newsletter", "checkbox"),
        ],
        "honeypot": {"name": "website", "label": "Leave this empty"},
        "consent": {"version": "2026-11", "text": "I agree that the clinic keeps what I send."},
        "submit_label": "Send",
        "confirmation": {"message": "Thank you.", "next_steps": ["We answer within two days."]},
        "retention_days": 365,
        "translations": [],
    }
    return _shape(FormContent, defaults, changes)


def escalation(**changes: object) -> Json:
    return {
        **_block("escalation"),
        "heading": "When to see a doctor",
        "level": "urgent",
        "lead": "See a doctor if:",
        "criteria": ["the pain lasts for more than two weeks"],
        "timeframe": {"count": 2, "unit": "weeks"},
        "actions": [{"label": "Call us", "target": phone()}],
        **changes,
    }


def call_to_action(**changes: object) -> Json:
    return {**_block("call_to_action"), **_call(), **changes}


def text_block(text: str) -> Json:
    paragraph = {"type": "paragraph", "children": [{"type": "text", "text": text, "marks": []}]}
    return {
        **_block("text"),
        "heading": None,
        "content": {"format": "nodes", "nodes": [paragraph]},
        "fallback_text": text,
    }


def review(**changes: object) -> Json:
    return {
        "status": "current",
        "reviewed_on": "2026-05-04",
        "next_review_on": "2028-05-04",
        "reviewer": {
            "id": REVIEWER_ID,
            "slug": "ana-ruiz",
            "path": "/en/clinicians/ana-ruiz/",
            "name": "Ana Ruiz",
            "credentials": "MD",
            "role": "Rheumatologist",
        },
        **changes,
    }


def source_reference(**changes: object) -> Json:
    return {
        "number": 1,
        "title": "Exercise for backs that hurt",
        "publisher": "Journal of Examples",
        "year": 2024,
        "url": "https://example.org/backs",
        "doi": None,
        "accessed_on": None,
        **changes,
    }


def phone() -> Json:
    return {"type": "phone", "href": "tel:+13055550142", "phone": "+13055550142", "display": "(305) 555-0142"}


def _field(name: str, field_type: str, *, required: bool = False, **details: object) -> Json:
    return {"name": name, "type": field_type, "label": name.title(), "help": "", "required": required, **details}


def _call() -> Json:
    return {"heading": "Talk to us", "text": None, "kind": "call", "label": "Call the clinic", "target": phone()}


def _block(block_type: str) -> Json:
    identity = uuid4()
    return {
        "id": identity,
        "type": block_type,
        "anchor": f"{block_type}-{identity.hex[:6]}",
        "fallback_text": block_type,
    }


def _shape(shape: type[Shape], defaults: Json, changes: Json) -> Shape:
    return shape.model_validate_json(orjson.dumps({**defaults, **changes}))
