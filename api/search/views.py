"""The search over HTTP."""

from dataclasses import asdict

import orjson
from django.http import HttpResponse
from rest_framework.request import Request

from api.documents import versions
from api.documents.problems import refer_to
from api.documents.reading import library_state
from api.documents.rendering import render_document
from api.documents.tags import LIBRARY
from api.http.caching import deliver, today
from api.http.openapi import PAGE_HEADERS, describe
from api.http.paging import Cursor, link_header, page_url, read_cursor, write_cursor
from api.http.views import PublicView
from api.search import examples
from api.search.parameters import SearchQuery, SuggestQuery
from api.search.schemas import MarkedText, SearchPage, Suggestion, Suggestions
from api.search.searching import Hit, search
from api.search.suggesting import suggest

SEARCH = "Search"


@describe(
    "search",
    tag=SEARCH,
    summary="Documents that answer a question",
    description=(
        "Ranked: what stands in the title or is another name counts most, then summary and headings, then the text. "
        "Plurals, accents and case don't matter. The last word may be unfinished."
    ),
    answer=SearchPage,
    query=SearchQuery,
    headers=PAGE_HEADERS,
    example=examples.page(),
)
class SearchView(PublicView):
    """Ranked results, page by page."""

    def get(self, request: Request) -> HttpResponse:
        query, day = SearchQuery.read(request), today()
        scope = orjson.dumps(["search", query.q, query.locale, query.filters()]).decode()
        offset: int = read_cursor(query.cursor, scope=scope).place[0] if query.cursor else 0
        found = search(query.q, locale=query.locale, filters=query.filters(), limit=query.limit, offset=offset)

        def url(start: int) -> str:
            return page_url(request.path, query.beside(), write_cursor(Cursor((start,)), scope=scope))

        more, less = offset + query.limit < found.total, offset > 0
        next_url = url(offset + query.limit) if more else None
        previous_url = url(max(0, offset - query.limit)) if less else None
        answer = {
            "results": [_result(hit, render_document(hit.summary, today=day)) for hit in found.hits],
            "next": next_url,
            "previous": previous_url,
            "total": found.total,
            "every_word": found.every_word,
            "did_you_mean": found.did_you_mean,
            "facets": found.facets,
        }
        version = versions.of_documents(found.hits, found.library, [LIBRARY], day)
        return deliver(request, orjson.dumps(answer), version, link=link_header(next=next_url, prev=previous_url))


@describe(
    "suggest",
    tag=SEARCH,
    summary="What somebody may be about to type",
    description="Names of documents that begin with `q`, or in which a word does. Made for asking at every keystroke.",
    answer=Suggestions,
    query=SuggestQuery,
    example=examples.suggestions(),
)
class SuggestView(PublicView):
    """Names, while somebody types."""

    def get(self, request: Request) -> HttpResponse:
        query = SuggestQuery.read(request)
        library = library_state()
        suggestions = suggest(query.q, locale=query.locale, limit=query.limit)
        answer = Suggestions(
            results=[
                Suggestion(text=MarkedText(**asdict(one.text)), document=refer_to(one.document)) for one in suggestions
            ]
        )
        return deliver(request, answer.model_dump_json().encode(), versions.of_library(library))


def _result(hit: Hit, document: bytes) -> dict[str, object]:
    highlights = {"title": hit.title, "also_known_as": hit.also_known_as, "passage": hit.passage}
    return {"document": orjson.Fragment(document), "highlights": highlights}
