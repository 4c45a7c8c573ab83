"""What is done with passes. The editorial half makes them through here; whoever holds one looks through here.

A pass is 256 random bits. Only its digest is stored, and a digest needs no salt where guessing is hopeless.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import orjson
from django.db import transaction
from django.db.models import F, Q, QuerySet

from api.documents import store
from api.previews.models import Pass
from api.previews.shapes import ArticleDraft, Missing

EDITOR_LIFETIME = timedelta(hours=1)
"""After the last keystroke: the editor's screen asks for it anew while somebody writes."""
KEPT_AFTER = timedelta(days=30)
"""So long a shared pass that is over says that it is, and its list tells who looked at it."""


class Draft(NamedTuple):
    """What a pass shows, and where it comes from."""

    content: ArticleDraft
    missing: list[Missing]
    source: str


class Shared(NamedTuple):
    """A new pass, and the only time that it is told."""

    secret: str
    row: Pass


@transaction.atomic
def share(draft: Draft, *, expires_at: datetime, note: str, by: str, at: datetime) -> Shared:
    """A pass for somebody without an account."""
    secret = secrets.token_urlsafe(32)
    row = Pass.objects.create(
        digest=digest_of(secret),
        purpose=Pass.Purpose.SHARED,
        note=note,
        created_at=at,
        created_by=by,
        expires_at=expires_at,
        **_columns(draft, at=at),
    )
    return Shared(secret, row)


@transaction.atomic
def show_editor(draft: Draft, *, secret: str, by: str, at: datetime) -> Pass:
    """Make `secret` the editor's pass for this draft: what it showed before is replaced, and its time begins anew."""
    values = {**_columns(draft, at=at), "expires_at": at + EDITOR_LIFETIME, "ended_at": None, "reason": ""}
    row, _created = Pass.objects.update_or_create(
        digest=digest_of(secret),
        defaults=values,
        create_defaults={**values, "purpose": Pass.Purpose.EDITOR, "created_at": at, "created_by": by},
    )
    return row


@transaction.atomic
def replace(row: Pass, draft: Draft, *, at: datetime) -> bool:
    """Show a newer draft under the same pass; False if the pass is over."""
    return _still_good(at).filter(pk=row.pk).update(**_columns(draft, at=at)) == 1


@transaction.atomic
def revoke(row: Pass, *, by: str, at: datetime) -> bool:
    """Take a pass back, now; False if it was over already."""
    return _end(_still_good(at).filter(pk=row.pk), Pass.Reason.REVOKED, by=by, at=at) == 1


@transaction.atomic
def end_published(identity: store.Identity, *, by: str, at: datetime) -> int:
    """The article is published: every shared pass for a draft of it is over, since nobody should review that now."""
    shared = _still_good(at).filter(purpose=Pass.Purpose.SHARED, public_id=identity.id, locale=identity.locale)
    return _end(shared, Pass.Reason.PUBLISHED, by=by, at=at)


@transaction.atomic
def end_all(source: str, *, by: str, at: datetime) -> int:
    """The object is deleted: whatever showed a draft of it is over."""
    return _end(_still_good(at).filter(source=source), Pass.Reason.REVOKED, by=by, at=at)


def find(secret: str) -> Pass | None:
    """The pass, over or not. Nothing is counted."""
    return Pass.objects.filter(digest=digest_of(secret)).first()


def count_view(row: Pass, *, at: datetime) -> None:
    """Somebody has looked at the draft."""
    Pass.objects.filter(pk=row.pk).update(views=F("views") + 1, last_viewed_at=at)


def shared_from(source: str) -> QuerySet[Pass]:
    """The passes that were shared for drafts of this object, newest first; without the drafts."""
    return Pass.objects.filter(source=source, purpose=Pass.Purpose.SHARED).defer("body").order_by("-created_at", "-pk")


@transaction.atomic
def purge(*, at: datetime) -> int:
    """Delete what nobody needs any more; returns how many rows it dealt with.

    A shared pass loses its draft when it expires, and its row when its list has been kept for long enough.
    """
    expired = Pass.objects.filter(expires_at__lte=at)
    deleted, _models = expired.filter(purpose=Pass.Purpose.EDITOR).delete()
    over_for_long = Q(expires_at__lte=at - KEPT_AFTER) | Q(ended_at__lte=at - KEPT_AFTER)
    forgotten, _models = Pass.objects.filter(over_for_long).delete()
    return deleted + forgotten + expired.exclude(body=b"").update(body=b"", missing=[])


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


def _still_good(at: datetime) -> QuerySet[Pass]:
    return Pass.objects.filter(ended_at__isnull=True, expires_at__gt=at)


def _end(rows: QuerySet[Pass], reason: Pass.Reason, *, by: str, at: datetime) -> int:
    return rows.update(ended_at=at, ended_by=by, reason=reason, body=b"", missing=[])


def _columns(draft: Draft, *, at: datetime) -> dict[str, Any]:
    return {
        "source": draft.source,
        "public_id": draft.content.id,
        "locale": draft.content.locale,
        "body": _complete(draft.content, at=at),
        "missing": [one.model_dump() for one in draft.missing],
        "drafted_at": at,
    }


def _complete(content: ArticleDraft, *, at: datetime) -> bytes:
    """The draft with what the store would add if it were published at that moment."""
    document = store.find(store.Identity("article", content.id, content.locale))
    previous = document.editions.order_by("-number").first() if document else None
    before: dict[str, Any] = orjson.loads(bytes(previous.body)) if previous else {}
    now = at.isoformat().replace("+00:00", "Z")
    completed = {
        **content.model_dump(mode="json"),
        "edition": previous.number + 1 if previous else 1,
        "published_at": now,
        "first_published_at": before.get("first_published_at", now),
        "changes": before.get("changes", []),
        "clinically_changed_at": before.get("clinically_changed_at", now),
    }
    return orjson.dumps(completed)
