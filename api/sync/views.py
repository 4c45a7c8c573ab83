"""Synchronisation over HTTP."""

from datetime import date
from typing import Any

import orjson
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from api.documents import reading as library
from api.documents import versions
from api.documents.models import Change, SafetyNotice
from api.documents.parameters import LOCALES
from api.documents.problems import refer_to
from api.documents.rendering import render_document, render_page
from api.documents.schemas.rich_text import RichTextFormat
from api.documents.tags import LIBRARY, tags_of_change
from api.http.caching import Version, deliver, deliver_file, midnight_before, today
from api.http.paging import link_header, page_url, read_cursor, write_cursor
from api.http.problems import NOT_FOUND, Problem
from api.http.views import PublicView
from api.sync import cursors, problems
from api.sync.cursors import ForeignCursorError, SyncCursor, SyncFilters
from api.sync.parameters import ChangesQuery, LibraryQuery, SafetyNoticeQuery
from api.sync.reading import Step, find_notices, steps_after
from api.sync.shapes import FILTERED
from api.sync.snapshots import Snapshots

SNAPSHOTS = Snapshots()


class GzipRenderer(BaseRenderer):
    """Lets whoever asks for that media type in; the view answers with the file itself."""

    media_type = "application/gzip"
    format = "gz"


class ChangesView(PublicView):
    """What became of the documents after a place in the log."""

    def get(self, request: Request) -> HttpResponse:
        query, day = ChangesQuery.read(request), today()
        state = library.library_state()
        cursor = _cursor_of(query, state.serial)
        include = query.include == "documents"
        found = steps_after(cursor, serial=state.serial, limit=query.limit, with_bodies=include)
        rich_text = query.rich_text if include else None
        answer = {
            "results": [_entry(step, day, rich_text) for step in found.steps],
            "after": cursors.write(found.cursor),
            "more": found.more,
        }
        shown = [step.change.document for step in found.steps if step.kept] if include else []
        return deliver(request, orjson.dumps(answer), versions.of_documents(shown, state, [LIBRARY], day))


class SafetyNoticesView(PublicView):
    """What must not be shown any more, newest first."""

    def get(self, request: Request) -> HttpResponse:
        query, state = SafetyNoticeQuery.read(request), library.library_state()
        scope = orjson.dumps(["safety-notices", query.locale, query.kind]).decode()
        cursor = read_cursor(query.cursor, scope=scope) if query.cursor else None
        notices, neighbours = find_notices(query.locale, query.kind, limit=query.limit, cursor=cursor)
        next_url, previous_url = (
            page_url(request.path, query.beside(), write_cursor(place, scope=scope)) if place else None
            for place in neighbours
        )
        results = [orjson.dumps(_notice(notice)) for notice in notices]
        body = render_page(results, next_url=next_url, previous_url=previous_url)
        link = link_header(next=next_url, prev=previous_url)
        return deliver(request, body, versions.of_library(state), link=link)


class LibraryView(PublicView):
    """A whole language as one file."""

    renderer_classes = [JSONRenderer, GzipRenderer]

    def get(self, request: Request, locale: str) -> HttpResponseBase:
        query, day = LibraryQuery.read(request), today()
        if locale not in LOCALES:
            raise Problem(NOT_FOUND, _("There is a file for each of these languages: %s.") % ", ".join(LOCALES))
        state = library.library_state()
        snapshot, file = SNAPSHOTS.open(locale, query.rich_text, serial=state.serial, day=day)
        version = Version(
            snapshot.serial, max(state.changed_at or midnight_before(day), midnight_before(day)), [LIBRARY]
        )
        return deliver_file(
            request, file, version, digest=snapshot.digest, content_type="application/gzip", name=f"{locale}.ndjson.gz"
        )


def _cursor_of(query: ChangesQuery, serial: int) -> SyncCursor:
    filters = query.filters()
    if query.after is None:
        return SyncCursor(0, filters, begun=serial)
    try:
        cursor = cursors.read(query.after)
    except ForeignCursorError as error:
        raise problems.restart() from error
    if filters not in (SyncFilters(), cursor.filters):
        raise problems.other_filters()
    return cursor


def _entry(step: Step, day: date, rich_text: RichTextFormat | None) -> dict[str, Any]:
    """A ChangeEntry. `rich_text` says how the document is embedded; None leaves it out."""
    change, document = step.change, step.change.document
    edition = document.current if step.kept else None
    body = None
    if edition and rich_text:
        body = orjson.Fragment(render_document(bytes(edition.body), today=day, rich_text=rich_text))
    return {
        "serial": change.serial,
        "action": change.action if step.kept else "withdraw",
        "kind": document.kind,
        "id": document.public_id,
        "locale": document.locale,
        "path": change.path,
        "edition": edition.number if edition else None,
        "reason": FILTERED if step.filtered else change.reason or None,
        "replacement": _reference_to(change),
        "tags": tags_of_change(document),
        "document": body,
    }


def _notice(notice: SafetyNotice) -> dict[str, Any]:
    """A SafetyNoticeEntry."""
    change, document = notice.change, notice.change.document
    return {
        "id": notice.public_id,
        "serial": change.serial,
        "issued_at": change.at.isoformat().replace("+00:00", "Z"),
        "kind": document.kind,
        "document_id": document.public_id,
        "locale": document.locale,
        "path": change.path,
        "title": document.title,
        "editions": {"first": 1, "last": notice.last_edition},
        "reason": notice.reason,
        "messages": notice.messages,
        "replacement": _reference_to(change),
    }


def _reference_to(change: Change) -> dict[str, Any] | None:
    replacement = change.replacement
    return refer_to(replacement).model_dump(mode="json") if replacement and replacement.current_id else None
