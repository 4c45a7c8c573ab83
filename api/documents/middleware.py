"""`min_serial=`: no answer from a library that doesn't know yet what the client knows.

The database says it, not the response cache: whoever was told of a change asks before the freshness bound is over.
Nobody is kept waiting, since that would hold a thread for as long as a stranger likes.
"""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase

from api.documents.changes import current_serial
from api.documents.problems import behind
from api.http.problems import respond


class MinimumSerialMiddleware:
    """Stands within `api.http.middleware.ApiMiddleware`, which gives the request its identity."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        wanted = _wanted(request)
        if wanted and wanted > (serial := current_serial()):
            return respond(behind(serial), request)
        return self.get_response(request)


def _wanted(request: HttpRequest) -> int:
    """What isn't one number the view refuses, with everything else that is wrong with the query."""
    if "min_serial" not in request.META.get("QUERY_STRING", "") or not request.path_info.startswith("/api/v1/"):
        return 0
    try:
        values = request.GET.getlist("min_serial")
    except SuspiciousOperation:
        return 0
    given = values[0] if len(values) == 1 else ""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else 0
