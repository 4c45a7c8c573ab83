"""The only write door of the library: publish, move, withdraw.

Each appends one Change in the caller's transaction, under a serial drawn in commit order. Bytes, index and log change
together or not at all.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction
from pydantic import ValidationError

from api.documents.listing import list_as
from api.documents.models import Change, Document, DocumentFacet, Edition, FormerPath, Library
from api.documents.schemas import REDIRECT, STORED
from api.documents.schemas.documents import Content
from api.documents.signals import change_appended


@dataclass(frozen=True)
class Identity:
    """What a document is, apart from what it says."""

    kind: str
    id: UUID
    locale: str


@dataclass(frozen=True)
class Note:
    """What a publication changes, told to readers. `kind` is editorial, clinical or safety."""

    kind: str
    text: str


class InvalidDocumentError(ValueError):
    """What was presented does not fit the public schema. `errors` holds (JSON pointer, message) pairs."""

    def __init__(self, errors: list[tuple[str, str]]) -> None:
        self.errors = errors
        super().__init__("; ".join(f"{pointer}: {message}" for pointer, message in errors))

    @classmethod
    def of(cls, error: ValidationError) -> "InvalidDocumentError":
        """The same, told in JSON pointers."""
        return cls([("/" + "/".join(map(str, found["loc"])), found["msg"]) for found in error.errors()])


class AddressTakenError(ValueError):
    """Another current document has this path, or this slug among its kind and language."""

    def __init__(self, holder: Document) -> None:
        self.holder = holder
        super().__init__(f"{holder.path} ({holder.title}) has this address already")


def lock() -> Library:
    """Take the library's write lock until the transaction ends; what is read after this is what will be published.

    Must be called in a transaction. Taking it again in the same transaction is free.
    """
    return Library.objects.select_for_update().get(pk=1)


@transaction.atomic
def publish(
    content: Content,
    *,
    source: str,
    by: str,
    at: datetime,
    note: Note | None = None,
    consequence: bool = False,
) -> Change | None:
    """Make `content` the current edition of its document. Returns None if that is what it says already.

    Raises InvalidDocumentError, AddressTakenError.
    """
    return _append(Change.Action.PUBLISH, content, source=source, by=by, at=at, note=note, consequence=consequence)


@transaction.atomic
def move(content: Content, *, source: str, by: str, at: datetime) -> Change | None:
    """The same for a document that is now at another path: its old path leads to it from now on."""
    return _append(Change.Action.MOVE, content, source=source, by=by, at=at, note=None, consequence=True)


@transaction.atomic
def withdraw(
    identity: Identity,
    *,
    reason: Change.Reason,
    by: str,
    at: datetime,
    replacement: Identity | None = None,
) -> Change | None:
    """Take a document back. Returns None if it is not published.

    What was taken back for another reason can still be withdrawn for safety: copies of it may be on somebody's
    telephone.
    """
    library = lock()
    document = find(identity)
    if document is None or (document.current_id is None and not _needs_warning(document, reason)):
        return None
    document.current = None
    document.last_serial = library.serial + 1
    document.save(update_fields=["current", "last_serial"])
    document.facets.all().delete()
    return _log(
        library,
        document,
        action=Change.Action.WITHDRAW,
        reason=reason,
        replacement=find(replacement) if replacement else None,
        at=at,
        by=by,
    )


def _needs_warning(document: Document, reason: Change.Reason) -> bool:
    safety = Change.Reason.SAFETY
    return reason == safety and document.changes.latest("serial").reason != safety


def digest_of(content: Content) -> str:
    """SHA-256 in hexadecimal of what is presented; an edition with the same one says the same."""
    presented = orjson.dumps(content.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(presented).hexdigest()


def find(identity: Identity) -> Document | None:
    """The document of this identity, current or withdrawn."""
    return Document.objects.filter(kind=identity.kind, public_id=identity.id, locale=identity.locale).first()


def _append(
    action: Change.Action,
    content: Content,
    *,
    source: str,
    by: str,
    at: datetime,
    note: Note | None,
    consequence: bool,
) -> Change | None:
    kind = content.kind
    if kind != REDIRECT:
        _make_way(content.path, by=by, at=at)
    library = lock()
    content_digest = digest_of(content)
    document = find(Identity(kind, content.id, content.locale))
    current = document.current if document else None
    if current and current.content_digest == content_digest and note is None:
        return None
    _refuse_taken_address(content, kind, document)
    previous = document.editions.order_by("-number").first() if document else None
    body = _complete(kind, content, previous, at=at, note=note)
    listing = list_as(orjson.loads(body))
    columns = {
        "source": source,
        "slug": content.slug,
        "path": content.path,
        "published_at": at,
        "first_published_at": document.first_published_at if document else at,
        "last_serial": library.serial + 1,
        **listing.columns,
    }
    if document is None:
        document = Document.objects.create(kind=kind, public_id=content.id, locale=content.locale, **columns)
    else:
        _remember_path(document, content)
    edition = Edition.objects.create(
        document=document,
        number=previous.number + 1 if previous else 1,
        body=body,
        summary=listing.summary,
        digest=hashlib.sha256(body).hexdigest(),
        content_digest=content_digest,
        consequence=consequence,
        at=at,
        by=by,
    )
    if kind != REDIRECT:  # which goes one day, and then the path is a former one again
        FormerPath.objects.filter(path=content.path).delete()
    for name, value in {**columns, "current": edition}.items():
        setattr(document, name, value)
    document.save()
    document.facets.all().delete()
    DocumentFacet.objects.bulk_create(
        DocumentFacet(document=document, name=name, value=value) for name, value in sorted(listing.facets)
    )
    return _log(library, document, action=action, edition=edition, at=at, by=by)


def _make_way(path: str, *, by: str, at: datetime) -> None:
    """A document is at its path, whatever else leads away from there."""
    for redirect in Document.objects.filter(kind=REDIRECT, path=path, current__isnull=False):
        identity = Identity(REDIRECT, redirect.public_id, redirect.locale)
        withdraw(identity, reason=Change.Reason.UNPUBLISHED, by=by, at=at)


def _refuse_taken_address(content: Content, kind: str, document: Document | None) -> None:
    others = Document.objects.filter(current__isnull=False)
    if document:
        others = others.exclude(pk=document.pk)
    same_path = others.filter(path=content.path).first()
    holder = same_path or others.filter(kind=kind, locale=content.locale, slug=content.slug).first()
    if holder:
        raise AddressTakenError(holder)


def _complete(kind: str, content: Content, previous: Edition | None, *, at: datetime, note: Note | None) -> bytes:
    """The content with what only the store knows, validated, as the bytes to serve."""
    before: dict[str, Any] = orjson.loads(previous.body) if previous else {}
    now = at.isoformat().replace("+00:00", "Z")
    changes = before.get("changes", [])
    if note:
        changes = [{"at": now, "kind": note.kind, "note": note.text}, *changes]
    published = {
        **content.model_dump(mode="json"),
        "edition": previous.number + 1 if previous else 1,
        "published_at": now,
        "first_published_at": before.get("first_published_at", now),
        "changes": changes,
    }
    if kind == "article":
        clinical = note is not None and note.kind != "editorial"
        published["clinically_changed_at"] = now if clinical else before.get("clinically_changed_at", now)
    try:
        return STORED[kind].document.model_validate_json(orjson.dumps(published)).model_dump_json().encode()
    except ValidationError as error:
        raise InvalidDocumentError.of(error) from error


def _remember_path(document: Document, content: Content) -> None:
    if document.path != content.path:
        FormerPath.objects.update_or_create(path=document.path, defaults={"slug": document.slug, "document": document})


def _log(library: Library, document: Document, **values: Any) -> Change:
    library.serial += 1
    library.save(update_fields=["serial"])
    change = Change.objects.create(serial=library.serial, document=document, path=document.path, **values)
    change_appended.send(sender=Change, change=change)
    return change
