"""Proves that what is live and what is published are the same, and repairs it where they are not."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from api.documents import store
from api.documents.models import Change, Document
from api.documents.schemas.redirects import REDIRECT
from cms.headless import Headless, headless_models
from cms.publishing import redirects
from cms.publishing.publisher import presented, source_key, synchronise


class Drift(NamedTuple):
    """One difference. `what` is missing, outdated, left over or broken."""

    what: str
    subject: str
    detail: str


def reconcile(*, repair: bool) -> Iterator[Drift]:
    """Yield every difference between live content and current documents, mending each if `repair`."""
    public: set[store.Identity] = set()
    for model in headless_models():
        for source in model.all_sources().iterator(chunk_size=200):
            if source.is_public():
                identities = source.public_identities()
                public.update(identities)
                yield from _compare(source, identities, repair=repair)
    yield from _redirects(repair=repair)
    for document in Document.objects.filter(current__isnull=False).exclude(kind=REDIRECT).iterator():
        identity = store.Identity(document.kind, document.public_id, document.locale)
        if identity not in public:
            if repair:
                store.withdraw(
                    identity,
                    reason=Change.Reason.UNPUBLISHED,
                    by="reconcile",
                    at=timezone.now(),
                )
            yield Drift("left over", document.path, "published, but no longer live in the admin")


def _redirects(*, repair: bool) -> Iterator[Drift]:
    wanted = redirects.wanted()
    for path, redirect in wanted.items():
        if not redirects.is_current(redirect):
            yield _mirror(path, Drift("missing", path, "a redirect in the admin that is not published"), repair=repair)
    for document in Document.objects.filter(kind=REDIRECT, current__isnull=False).exclude(path__in=wanted):
        yield _mirror(document.path, Drift("left over", document.path, "no redirect in the admin"), repair=repair)


def _mirror(path: str, drift: Drift, *, repair: bool) -> Drift:
    if repair:
        with transaction.atomic():
            redirects.mirror([path], by="reconcile", at=timezone.now())
    return drift


def _compare(source: Headless, identities: list[store.Identity], *, repair: bool) -> Iterator[Drift]:
    for identity in identities:
        document = store.find(identity)
        try:
            digest = store.digest_of(presented(source, identity.locale))
        except ValueError as broken:
            yield Drift("broken", str(source), f"can't be presented: {broken}")
            continue
        if document is None or document.current is None:
            drift = Drift("missing", str(source), "live in the admin, but not published")
        elif document.current.content_digest != digest or document.source != source_key(source):
            drift = Drift(
                "outdated",
                str(source),
                f"differs from edition {document.current.number}",
            )
        else:
            continue
        yield _mend(source, drift) if repair else drift


def _mend(source: Headless, drift: Drift) -> Drift:
    try:
        with transaction.atomic():
            synchronise(source, by="reconcile", at=timezone.now())
    except ValueError as refused:
        return Drift("broken", drift.subject, str(refused))
    return drift
