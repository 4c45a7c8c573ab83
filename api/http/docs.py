"""What explains the API: its OpenAPI document, a page to try it on, and a page for each type of problem."""

from collections.abc import Mapping
from functools import cache

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from rest_framework.request import Request

from api.http.caching import conditional
from api.http.openapi import description
from api.http.parameters import Query
from api.http.problems import ProblemType
from api.http.views import PublicView

HEADERS = {
    "Cache-Control": "public, max-age=3600",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}


class OpenApiView(PublicView):
    """The OpenAPI document itself; it isn't listed in it."""

    schema = None

    def get(self, request: Request) -> HttpResponse:
        Query.read(request)
        return conditional(request, _document(), {"Cache-Control": HEADERS["Cache-Control"]})


@cache
def _document() -> bytes:
    return orjson.dumps(description())


@require_safe
def try_out(request: HttpRequest) -> HttpResponse:
    """Swagger UI, from this server alone."""
    return _page(request, "http/docs.html", {})


@require_safe
def list_problems(request: HttpRequest, types: Mapping[str, ProblemType]) -> HttpResponse:
    """Every type of problem with its page."""
    return _page(request, "http/problems.html", {"types": types.values()})


@require_safe
def explain_problem(request: HttpRequest, slug: str, types: Mapping[str, ProblemType]) -> HttpResponse:
    """The page that a problem's `type` leads to."""
    if slug not in types:
        raise Http404
    return _page(request, "http/problem.html", {"type": types[slug]})


def _page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    response = render(request, template, context)
    for name, value in HEADERS.items():
        response[name] = value
    patch_vary_headers(response, ("Accept-Language",))
    return response
