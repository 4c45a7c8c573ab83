"""What explains the API: its OpenAPI document, a page to try it on, and a page for each type of problem."""

from collections.abc import Callable, Mapping
from functools import cache, wraps
from http import HTTPStatus
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
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


def read_only(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """As `PublicView`: another method is 405, whether or not it comes with a token against forgery."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "OPTIONS"])
    @wraps(page)
    def answer(request: HttpRequest, **arguments: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": "GET, HEAD, OPTIONS"})
        return page(request, **arguments)

    return answer


class OpenApiView(PublicView):
    """The OpenAPI document itself; it isn't listed in it."""

    schema = None

    def get(self, request: Request) -> HttpResponse:
        Query.read(request)
        return conditional(request, _document(), {"Cache-Control": HEADERS["Cache-Control"]})


@cache
def _document() -> bytes:
    return orjson.dumps(description())


@read_only
def try_out(request: HttpRequest) -> HttpResponse:
    """Swagger UI, from this server alone."""
    return _page(request, "http/docs.html", {})


@read_only
def list_problems(request: HttpRequest, types: Mapping[str, ProblemType]) -> HttpResponse:
    """Every type of problem with its page."""
    return _page(request, "http/problems.html", {"types": types.values()})


@read_only
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
