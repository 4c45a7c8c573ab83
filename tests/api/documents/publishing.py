"""The store's verbs as these tests say them."""

from datetime import UTC, datetime
from typing import Any

import orjson

from api.documents import examples, store
from api.documents.models import Change
from api.documents.schemas import KINDS
from api.documents.schemas.documents import Content
from api.documents.store import Identity

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def example(kind: str) -> Content:
    """The example of the docs, as it was presented."""
    stored = orjson.loads(examples.stored(kind))
    shape: Any = KINDS[kind].document.__bases__[0]
    names = [field.alias or name for name, field in shape.model_fields.items()]
    return shape.model_validate_json(orjson.dumps({name: stored[name] for name in names}))


def publish(content: Content, **details: Any) -> Change | None:
    return store.publish(content, **{"source": "cms_articles.articlepage:1", "by": "Eva", "at": NOON, **details})


def withdraw(content: Content, **details: Any) -> Change | None:
    reason = details.pop("reason", Change.Reason.UNPUBLISHED)
    return store.withdraw(identity_of(content), **{"reason": reason, "by": "Eva", "at": NOON, **details})


def identity_of(content: Content) -> Identity:
    return Identity(type(content).model_fields["kind"].default, content.id, content.locale)
