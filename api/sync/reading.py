"""What a client must do to make its copy of the library current again.

Only the newest change of a document counts. It is found by the document's own `last_serial`, so that a first
synchronisation and a delta are the same walk, and neither depends on how long the log has grown.
"""

from typing import Any, NamedTuple

import orjson
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from api.documents.models import Change, Document, DocumentFacet, Edition, SafetyNotice
from api.documents.schemas import REDIRECT
from api.http.paging import Cursor, Neighbours, cut
from api.sync.cursors import SyncCursor


class Step(NamedTuple):
    """A document whose copy the client replaces, or deletes where `kept` is false."""

    change: Change
    kept: bool
    filtered: bool = False
    """Published, but the client's filters don't let it through any more."""


class Steps(NamedTuple):
    steps: list[Step]
    cursor: SyncCursor
    """Where the client stands after them."""
    more: bool


def steps_after(cursor: SyncCursor, *, serial: int, limit: int, with_bodies: bool) -> Steps:
    """The next steps, in serial order. `serial` is where the library stood just before."""
    rows = list(_changed_after(cursor, with_bodies)[: limit + 1])
    page, more = rows[:limit], len(rows) > limit
    numbers = [document.last_serial for document in page]
    changes = Change.objects.select_related("replacement").in_bulk(numbers)
    departed = _departed(cursor, [document for document in page if document.current_id and not document.passes])
    steps = []
    for document in page:
        change = changes[document.last_serial]
        change.document = document
        if document.current_id and document.passes:
            steps.append(Step(change, kept=True))
        elif document.current_id is None or document.pk in departed:
            steps.append(Step(change, kept=False, filtered=document.current_id is not None))
    reached = numbers[-1] if more else max([serial, *numbers])
    begun = cursor.begun if cursor.begun and reached < cursor.begun else None
    return Steps(steps, SyncCursor(reached, cursor.filters, begun), more)


def find_notices(
    locale: str | None, kind: str | None, *, limit: int, cursor: Cursor | None
) -> tuple[list[SafetyNotice], Neighbours]:
    """A page of the safety notices, newest first."""
    notices = SafetyNotice.objects.select_related("change__document", "change__replacement")
    if locale:
        notices = notices.filter(change__document__locale=locale)
    if kind:
        notices = notices.filter(change__document__kind=kind)
    backwards = cursor is not None and cursor.backwards
    if cursor:
        notices = notices.filter(**{f"change_id__{'gt' if backwards else 'lt'}": cursor.place[0]})
    found = list(notices.order_by("change_id" if backwards else "-change_id")[: limit + 1])
    shown, neighbours = cut([(notice.change_id,) for notice in found], limit=limit, cursor=cursor)
    page = found[:shown]
    return (page[::-1] if backwards else page), neighbours


def _changed_after(cursor: SyncCursor, with_bodies: bool) -> QuerySet[Document, Any]:
    filters = cursor.filters
    documents = Document.objects.filter(last_serial__gt=cursor.serial)
    documents = documents.filter(kind=filters.kind) if filters.kind else documents.exclude(kind=REDIRECT)
    if filters.locale:
        documents = documents.filter(locale=filters.locale)
    topic = DocumentFacet.objects.filter(document=OuterRef("pk"), name="topic", value=filters.topic)
    documents = documents.annotate(passes=Exists(topic) if filters.topic else Value(True))
    if cursor.begun is not None:
        # What was withdrawn, or passed no more, before the client began was never sent to it.
        documents = documents.filter(Q(last_serial__gt=cursor.begun) | Q(current__isnull=False, passes=True))
    documents = documents.select_related("current").order_by("last_serial")
    return documents.defer("current__summary") if with_bodies else documents.defer("current__summary", "current__body")


def _departed(cursor: SyncCursor, documents: list[Document]) -> set[int]:
    """Those of the documents that passed the topic filter at some time.

    Which edition a client holds can't be told from its cursor: it is the one that was current when the client came
    past, and the changes that stood between may have been superseded before it came to them.
    """
    if not documents:
        return set()
    summaries = Edition.objects.filter(document__in=documents).values_list("document", "summary")
    return {pk for pk, summary in summaries.iterator() if _has_topic(bytes(summary), cursor.filters.topic)}


def _has_topic(summary: bytes, topic: str | None) -> bool:
    return any(topic in (found["id"], found["slug"]) for found in orjson.loads(summary).get("topics", ()))
