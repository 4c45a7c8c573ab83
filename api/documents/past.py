"""What was published of an article, over HTTP."""

from datetime import datetime
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request

from api.documents import history, problems, reading
from api.documents.history import Period
from api.documents.models import Change, Document, Edition
from api.documents.parameters import DetailQuery, EditionListQuery, EditionQuery
from api.documents.reading import Found, Withdrawal
from api.documents.rendering import render_document, render_page
from api.documents.tags import tag_of
from api.http.caching import Version, deliver
from api.http.paging import cut, link_header, page_url, read_cursor, write_cursor
from api.http.problems import NOT_FOUND, Problem


def show_at(request: Request, found: Found, query: DetailQuery, moment: datetime) -> HttpResponse:
    """The document as it was public at `moment`."""
    if moment > timezone.now():
        detail = _("That moment is still to come. Without `at`, the answer is what is published now.")
        raise Problem(problems.NOT_PUBLIC_THEN, detail)
    edition = history.edition_at(found.document, moment)
    if edition is None:
        raise Problem(problems.NOT_PUBLIC_THEN)
    return show(request, found, edition, query, moment)


def show_edition(request: Request, found: Found, query: EditionQuery, number: int) -> HttpResponse:
    """One edition, as it was on the day that it was published."""
    edition = found.document.editions.filter(number=number).first()
    if edition is None:
        raise Problem(NOT_FOUND, _("It has no edition of this number. `editions/` lists those that there are."))
    return show(request, found, edition, query, edition.at)


def show(
    request: Request, found: Found, edition: Edition, query: DetailQuery | EditionQuery, moment: datetime
) -> HttpResponse:
    """An edition, rendered for the day of `moment`. What is withdrawn for safety is never shown again."""
    document = found.document
    if edition.number <= history.last_unsafe_edition(document):
        raise problems.gone(Withdrawal(document, Change.Reason.SAFETY, None, None))
    body = render_document(bytes(edition.body), today=moment.date(), rich_text=query.rich_text, fields=query.fields)
    links = {"original latest-version": _url(document)}
    if document.kind == "article":
        links["timemap"] = _url(document, "editions/")
    return deliver(
        request,
        body,
        Version(found.serial, edition.at, [tag_of(document)]),
        link=link_header(**links),
        language=document.locale,
        published_at=edition.at,
    )


def show_editions(request: Request, found: Found, query: EditionListQuery) -> HttpResponse:
    """Every time in which an edition was public, newest first."""
    document = found.document
    scope = f"editions:{document.pk}"
    cursor = read_cursor(query.cursor, scope=scope) if query.cursor else None
    backwards = cursor is not None and cursor.backwards
    rows = history.periods(document)[:: -1 if backwards else 1]
    if cursor:
        (place,) = cursor.place
        rows = [row for row in rows if (row.begins.serial > place if backwards else row.begins.serial < place)]
    shown, neighbours = cut([(row.begins.serial,) for row in rows[: query.limit + 1]], limit=query.limit, cursor=cursor)
    page = rows[:shown][:: -1 if backwards else 1]
    notes = _notes_of([row.edition.pk for row in page])
    unsafe = history.last_unsafe_edition(document)
    results = [orjson.dumps(_entry(document, row, notes, unsafe), option=orjson.OPT_UTC_Z) for row in page]
    next_url, previous_url = (
        page_url(request.path, query.beside(), write_cursor(place, scope=scope)) if place else None
        for place in neighbours
    )
    body = render_page(results, next_url=next_url, previous_url=previous_url)
    changed_at = reading.library_state().changed_at or timezone.now()
    version = Version(found.serial, changed_at, [tag_of(document)])
    return deliver(request, body, version, link=link_header(next=next_url, prev=previous_url), language=document.locale)


def _entry(document: Document, row: Period, notes: dict[int, Any], unsafe: int) -> dict[str, Any]:
    """An EditionEntry."""
    return {
        "edition": row.edition.number,
        "published_at": row.begins.at,
        "until": row.until,
        "ended_by": row.ends.action if row.ends else None,
        "note": notes.get(row.edition.pk),
        "digest": row.edition.digest,
        "url": _url(document, f"editions/{row.edition.number}/") if row.edition.number > unsafe else None,
    }


def _notes_of(editions: list[int]) -> dict[int, Any]:
    """The note that each edition was published with."""
    notes = {}
    for edition in Edition.objects.filter(pk__in=editions).defer("summary"):
        told = orjson.loads(bytes(edition.body))
        newest = next(iter(told["changes"]), None)
        if newest and newest["at"] == told["published_at"]:
            notes[edition.pk] = newest
    return notes


def _url(document: Document, below: str = "") -> str:
    path = reverse(f"{document.kind}-detail", args=[] if document.kind == "clinic" else [document.slug])
    language = "" if document.locale == settings.LANGUAGE_CODE else f"?locale={document.locale}"
    return f"{settings.PUBLIC_URL}{path}{below}{language}"
