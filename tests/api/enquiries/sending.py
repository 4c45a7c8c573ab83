"""An enquiry as a client sends it: `send(client, message="Do you open on Sundays?")`."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from api.documents import store
from api.documents.schemas.forms import FormContent
from api.enquiries import tokens
from tests.builders import FORM_ID, form

Json = dict[str, Any]
URL = "/api/v1/enquiries/"
HARMLESS = "Could you tell me whether you are open on Sundays?"
MEDICAL = "My knee has been swollen for two weeks, which pills should I take?"
CRISIS = "I don't want to live anymore."


def publish_form(**changes: Any) -> FormContent:
    content = form(**changes)
    store.publish(content, source="cms_forms.enquiryform:1", by="Eva", at=timezone.now())
    return content


def fields(**changes: Any) -> Json:
    """What a person fills in; what is None is left out."""
    given = {"name": "Rosa Díaz", "email": "rosa@example.org", "message": HARMLESS, "website": "", **changes}
    return {name: value for name, value in given.items() if value is not None}


def submission(*, token: str | None = None, locale: str = "en", form_version: int = 1, **changes: Any) -> Json:
    """`changes` of known names replace a part of the body, others fill in a field."""
    body = {
        "form": "get-in-touch",
        "form_version": form_version,
        "locale": locale,
        "token": token or token_of_a_minute_ago(),
        "consent": {"version": "2026-11", "agreed": True},
    }
    parts = {name: changes.pop(name) for name in [*body, "article", "send_anyway"] if name in changes}
    return {**body, "fields": fields(**changes), **parts}


def send(client: Client, body: Json | None = None, *, key: str | None = None, **changes: Any) -> HttpResponse:
    headers = {"Idempotency-Key": key or str(uuid4())}
    return client.post(URL, body or submission(**changes), content_type="application/json", headers=headers)


def token_of_a_minute_ago() -> str:
    return tokens.issue(FORM_ID, at=timezone.now() - timedelta(minutes=1))
