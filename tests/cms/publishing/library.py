"""What readers would get, and the proof that it is what is live."""

import hashlib
from typing import Any

import orjson

from api.documents.models import Change, Document, Edition, Library
from cms.headless import Headless
from cms.publishing.queue import waiting
from cms.publishing.reconcile import reconcile
from cms.publishing.republication import republish_due


def document_of(source: Headless, locale: str | None = None) -> Document:
    identities = source.public_identities()
    identity = next(one for one in identities if locale in {None, one.locale})
    return Document.objects.get(kind=identity.kind, public_id=identity.id, locale=identity.locale)


def published(source: Headless, locale: str | None = None) -> dict[str, Any] | None:
    """The current JSON of an object, None if it has none."""
    current = document_of(source, locale).current
    return orjson.loads(current.body) if current else None


def last_change(source: Headless) -> Change:
    return document_of(source).changes.order_by("-serial").first()


def settle() -> None:
    """Do what the worker would do, until nothing waits."""
    while waiting().exists():
        waiting().update(due_at="2000-01-01T00:00Z")
        attempts = sum(waiting().values_list("attempts", flat=True))
        republish_due(limit=1000)
        stuck = list(waiting().filter(attempts__gt=0).values_list("because", "error"))
        assert sum(waiting().values_list("attempts", flat=True)) <= attempts, stuck


def assert_sound() -> None:
    """Once the worker is through: live ⇔ published; serials gapless; every edition is what its digest says."""
    settle()
    assert [tuple(drift) for drift in reconcile(repair=False)] == []
    serials = list(Change.objects.order_by("serial").values_list("serial", flat=True))
    assert serials == list(range(1, len(serials) + 1))
    assert Library.objects.get(pk=1).serial == len(serials)
    for edition in Edition.objects.iterator():
        assert hashlib.sha256(bytes(edition.body)).hexdigest() == edition.digest
