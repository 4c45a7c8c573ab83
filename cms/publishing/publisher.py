"""Keeps documents the same as live content. Every route by which content changes ends in `synchronise`."""

from datetime import datetime

from django.utils.translation import gettext as _
from pydantic import ValidationError
from wagtail.models import ReferenceIndex

from api.documents import store
from api.documents.models import Change, Document
from api.documents.schemas.documents import Content
from cms.headless import Headless, PublicationRefusedError, Reason
from cms.publishing.dependents import dependents_of
from cms.publishing.queue import enqueue, settle
from cms.publishing.redirects import mirror


def synchronise(source: Headless, *, by: str, at: datetime, publication: bool = False) -> list[Change]:
    """Make the documents of `source` what it is in the database now: published if it is public, else withdrawn.

    `publication` says that an editor publishes it: the publish gate is asked, and the change note is taken.
    Must be called in a transaction. Raises PublicationRefusedError.
    """
    store.lock()
    source = type(source)._default_manager.get(pk=source.pk)
    if publication and (reasons := source.withheld()):
        raise PublicationRefusedError(str(source), reasons)
    if not source.is_public():
        return withdraw(source, reason=withdrawal_reason(source), by=by, at=at)
    ReferenceIndex.create_or_update_for_object(source)
    note = _pass_gate(source, publication=publication)
    if publication:
        source.published(by=by, at=at)
    changes = [
        change
        for identity in source.public_identities()
        if (change := _publish(source, identity, by=by, at=at, note=note, consequence=not publication))
    ]
    changes += _withdraw_orphans(source, by=by, at=at)
    settle(source)
    return changes


def withdraw(
    source: Headless,
    *,
    reason: Change.Reason,
    by: str,
    at: datetime,
    replacement: store.Identity | None = None,
) -> list[Change]:
    """Take back every document of `source`. Must be called in a transaction."""
    store.lock()
    changes = []
    for document in Document.objects.filter(source=source_key(source), current__isnull=False):
        identity = store.Identity(document.kind, document.public_id, document.locale)
        change = store.withdraw(identity, reason=reason, by=by, at=at, replacement=replacement)
        if change:
            changes.append(change)
    if changes:
        mirror([change.path for change in changes], by=by, at=at)
        enqueue(dependents_of(source), because=str(source))
    return changes


def withdrawal_reason(source: Headless) -> Change.Reason:
    """Why something that is not public any more is not."""
    if source.withheld():
        return Change.Reason.SOURCE_CHANGED
    return Change.Reason.EXPIRED if getattr(source, "expired", False) else Change.Reason.UNPUBLISHED


def source_key(source: Headless) -> str:
    """How a document names the object that it comes from."""
    return f"{source._meta.label_lower}:{source.pk}"


def presented(source: Headless, locale: str) -> Content:
    """What the library would hold of `source`. Raises PublicationRefusedError where that does not fit the schema."""
    try:
        return source.present(locale)
    except ValidationError as error:
        invalid = store.InvalidDocumentError.of(error)
        raise PublicationRefusedError(str(source), _in_words(source, invalid)) from error


def _in_words(source: Headless, invalid: store.InvalidDocumentError) -> list[Reason]:
    """The gate's own words where it has some for this; what only the schema knows, otherwise."""
    schema = [Reason(pointer.strip("/").split("/")[0], f"{pointer}: {text}") for pointer, text in invalid.errors]
    return source.publication_reasons(published_before=False) or schema


def _pass_gate(source: Headless, *, publication: bool) -> store.Note | None:
    """Asked when an editor publishes, and when something becomes public in any other way, such as an alias."""
    documents = [store.find(identity) for identity in source.public_identities()]
    if not publication and all(document and document.current_id for document in documents):
        return None
    published_before = publication and any(documents)
    reasons = source.publication_reasons(published_before=published_before)
    if reasons:
        raise PublicationRefusedError(str(source), reasons)
    note = source.take_change_note() if publication else None
    return store.Note(*note) if note and published_before else None


def _publish(
    source: Headless,
    identity: store.Identity,
    *,
    by: str,
    at: datetime,
    note: store.Note | None,
    consequence: bool,
) -> Change | None:
    content = presented(source, identity.locale)
    before = store.find(identity)
    live = before is not None and before.current_id is not None
    known_as = (before.path, before.title) if before and live else None
    moved = known_as is not None and before is not None and before.path != content.path
    try:
        if moved and consequence:
            change = store.move(content, source=source_key(source), by=by, at=at)
        else:
            change = store.publish(
                content, source=source_key(source), by=by, at=at, note=note, consequence=consequence and live
            )
    except store.AddressTakenError as taken:
        text = _("Another page has the address “%(slug)s” already: “%(title)s”. Choose a different one.") % {
            "slug": content.slug,
            "title": taken.holder.title,
        }
        raise PublicationRefusedError(str(source), [Reason("slug", text)]) from taken
    except store.InvalidDocumentError as invalid:
        raise PublicationRefusedError(str(source), _in_words(source, invalid)) from invalid
    if change and moved and before:
        mirror([before.path], by=by, at=at)
    if change and (not consequence or known_as != (content.path, content.title)):
        enqueue(dependents_of(source), because=str(source))
    return change


def _withdraw_orphans(source: Headless, *, by: str, at: datetime) -> list[Change]:
    """Documents that came from this object and do not any more, such as a language taken off the clinic's settings."""
    wanted = set(source.public_identities())
    mine = Document.objects.filter(source=source_key(source), current__isnull=False)
    identities = [store.Identity(one.kind, one.public_id, one.locale) for one in mine]
    gone = [identity for identity in identities if identity not in wanted]
    changes = [store.withdraw(identity, reason=Change.Reason.UNPUBLISHED, by=by, at=at) for identity in gone]
    return [change for change in changes if change]
