"""What all answers below `/api/` have in common: an identity, a language, open CORS, problems as JSON."""

import re
from collections.abc import Callable
from functools import lru_cache
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from api.http import problems

REQUEST_ID = "X-Request-ID"
EXPOSED = ", ".join(
    [
        "Cache-Tag",
        "Content-Language",
        "ETag",
        "Last-Modified",
        "Library-Serial",
        "Link",
        "Location",
        "Memento-Datetime",
        "Retry-After",
        "X-Request-ID",
    ]
)
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-Modified-Since, If-None-Match, X-Request-ID",
    "Access-Control-Max-Age": "86400",
}


class ApiMiddleware:
    """Stands first, so that it sees what the others answer too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.restricted = re.compile(settings.CORS_URLS_REGEX)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/api/"):
            return self.get_response(request)
        request_id = request.META["vertebra.request_id"] = _request_id(request)
        with translation.override(_language(request)):
            # No address here has a NUL in it, and PostgreSQL can't even look for one.
            nowhere = "\x00" in request.path_info
            response = HttpResponse(status=404) if nowhere else self.get_response(request)
            if response.status_code >= 400:
                self._speak_problem(request, response)
        if "public" not in response.get("Cache-Control", ""):  # what caches hand out to others is not of one request
            response[REQUEST_ID] = request_id
        if not self.restricted.match(request.path_info):
            _open_to_all_origins(request, response)
        return response

    def _speak_problem(self, request: HttpRequest, response: HttpResponseBase) -> None:
        if response.get("Content-Type") != problems.CONTENT_TYPE and isinstance(response, HttpResponse):
            problem = problems.Problem(problems.of_status(response.status_code))
            response.content = problems.render(problem, instance=problems.instance_of(request))
            response["Content-Type"] = problems.CONTENT_TYPE
            response["Content-Length"] = str(len(response.content))
            response["Cache-Control"] = "no-store"
        response["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
        patch_vary_headers(response, ("Accept-Language",))


def _open_to_all_origins(request: HttpRequest, response: HttpResponseBase) -> None:
    """Also where there is no `Origin`: the answer is the same for all, and no cache has to tell origins apart."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        for name, value in PREFLIGHT.items():
            response[name] = value


def _request_id(request: HttpRequest) -> str:
    """The caller's, where it is a UUID, so that logs on both sides can be joined; else a new one."""
    try:
        return str(UUID(request.META["HTTP_X_REQUEST_ID"]))
    except (KeyError, ValueError):
        return str(uuid4())


def _language(request: HttpRequest) -> str:
    """In which language to speak of problems: that of the content asked for, else what the client prefers."""
    try:
        asked = request.GET.get("locale")
    except SuspiciousOperation:  # too many parameters; the view will say so
        asked = None
    return _supported(asked, request.META.get("HTTP_ACCEPT_LANGUAGE", ""))


@lru_cache(maxsize=1024)
def _supported(asked: str | None, accept_language: str) -> str:
    preferred = [code for code, _quality in parse_accept_lang_header(accept_language)]
    for code in [asked, *preferred]:
        if code:
            try:
                return translation.get_supported_language_variant(code)
            except LookupError:
                continue
    return settings.LANGUAGE_CODE
