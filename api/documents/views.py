"""Published documents over HTTP."""

from dataclasses import replace
from typing import ClassVar

import orjson
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from api.documents import past, problems, reading, routing, versions
from api.documents.models import Change
from api.documents.parameters import DetailQuery, EditionListQuery, EditionQuery, ListQuery, ResolveQuery
from api.documents.reading import Found, Withdrawal
from api.documents.rendering import render_document, render_page
from api.documents.routing import Elsewhere
from api.documents.schemas.resolution import ResolvedDocument, ResolvedElsewhere, ResolvedRedirect
from api.documents.tags import tag_in
from api.http.caching import deliver, redirect, today
from api.http.paging import link_header, page_url, read_cursor, write_cursor
from api.http.views import PublicView


class DocumentView(PublicView):
    """One document, found by its slug or id; without a key, the only one of its kind."""

    kind: ClassVar[str]
    query: ClassVar[type[DetailQuery]]

    def get(self, request: Request, key: str | None = None) -> HttpResponse:
        query, day = self.query.read(request), today()
        found = reading.find(self.kind, query.locale, key)
        if found is None and query.locale_fallback:
            found = self._in_another_language(query, key)
        if found is None:
            return self._point_elsewhere(request, query.locale, key)
        if query.at:
            return past.show_at(request, found, query, query.at)
        body = render_document(found.body, today=day, rich_text=query.rich_text, fields=query.fields)
        version = versions.of_document(found, day)
        if found.document.locale != query.locale:
            version = replace(version, tags=[*version.tags, tag_in(query.locale, found.document)])
        return deliver(request, body, version, language=found.document.locale)

    def _in_another_language(self, query: DetailQuery, key: str | None) -> Found | None:
        """What moved has its own answer, and what was withdrawn for safety has no substitute."""
        if key and reading.find_successor(self.kind, query.locale, key):
            return None
        withdrawal = reading.find_withdrawal(self.kind, query.locale, key)
        if withdrawal and withdrawal.reason == Change.Reason.SAFETY:
            return None
        published = {document.locale: document for document in reading.find_translations(self.kind, key)}
        if query.locale in published:  # under another slug
            return None
        for locale in query.locale_fallback or ():
            if locale in published:
                return reading.find(self.kind, locale, str(published[locale].public_id))
        return None

    def _point_elsewhere(self, request: Request, locale: str, key: str | None) -> HttpResponse:
        if key and (successor := reading.find_successor(self.kind, locale, key)):
            return self._redirect(request, key, successor)
        if withdrawal := reading.find_withdrawal(self.kind, locale, key):
            raise problems.gone(routing.with_replacement(withdrawal))
        translations = reading.find_translations(self.kind, key)
        here = [document for document in translations if document.locale == locale]
        if len(here) != 1:  # or another language's slug could mean several
            raise problems.not_published(locale, translations)
        found = reading.find(self.kind, locale, str(here[0].public_id))
        if key is None or found is None or found.document.slug == key:  # it was published between these looks
            return self.get(request, *self.args, **self.kwargs)
        return self._redirect(request, key, found._replace(moved=True))

    def _redirect(self, request: Request, key: str, found: Found) -> HttpResponse:
        """To the slug that it has in this language, and what was asked for below it."""
        below = request.path.rpartition(f"/{key}/")[2]
        path = reverse(f"{self.kind}-detail", args=[found.document.slug]) + below
        return redirect(request, path, versions.of_reference(found))


class EditionView(DocumentView):
    """One edition of a document."""

    kind = "article"

    def get(self, request: Request, key: str | None = None, number: int = 0) -> HttpResponse:
        query = EditionQuery.read(request)
        found = reading.find(self.kind, query.locale, key)
        if found is None:
            return self._point_elsewhere(request, query.locale, key)
        return past.show_edition(request, found, query, number)


class EditionListView(DocumentView):
    """What was published of a document, and when."""

    kind = "article"

    def get(self, request: Request, key: str | None = None) -> HttpResponse:
        query = EditionListQuery.read(request)
        found = reading.find(self.kind, query.locale, key)
        if found is None:
            return self._point_elsewhere(request, query.locale, key)
        return past.show_editions(request, found, query)


class DocumentListView(PublicView):
    """The documents of a kind, as summaries, page by page."""

    kind: ClassVar[str]
    query: ClassVar[type[ListQuery]]

    def get(self, request: Request) -> HttpResponse:
        query, day = self.query.read(request), today()
        filters = query.filters(self.kind)
        scope = orjson.dumps([query.order, filters]).decode()
        cursor = read_cursor(query.cursor, scope=scope) if query.cursor else None
        page = reading.find_page(filters, order=query.order, limit=query.limit, cursor=cursor, day=day)
        next_url, previous_url = (
            page_url(request.path, query.beside(), write_cursor(place, scope=scope)) if place else None
            for place in page.neighbours
        )
        results = [render_document(card.summary, today=day, fields=query.fields) for card in page.cards]
        body = render_page(results, next_url=next_url, previous_url=previous_url)
        link = link_header(next=next_url, prev=previous_url)
        return deliver(request, body, versions.of_page(page, filters, day), link=link)


class ResolveView(PublicView):
    """What is at a path of the website."""

    def get(self, request: Request) -> HttpResponse:
        query = ResolveQuery.read(request)
        found = routing.find_at(query.path)
        if isinstance(found, Withdrawal):
            raise problems.gone(found)
        if isinstance(found, Elsewhere):
            elsewhere = ResolvedElsewhere(url=found.url, permanent=found.permanent)
            return deliver(request, elsewhere.model_dump_json().encode(), versions.of_elsewhere(found))
        if found:
            reference = problems.refer_to(found.document)
            answer = (
                ResolvedRedirect(path=found.document.path, permanent=found.permanent, document=reference)
                if found.moved
                else ResolvedDocument(document=reference)
            )
            return deliver(request, answer.model_dump_json().encode(), versions.of_reference(found))
        if withdrawal := reading.find_withdrawal_at(query.path):
            raise problems.gone(withdrawal)
        if routing.find_at(query.path):  # it was published between these looks
            return self.get(request)
        raise problems.nothing_at_path()
