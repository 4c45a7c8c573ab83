"""The ground of every public read."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView


class ContentNegotiation(DefaultContentNegotiation):
    """Takes no time over the `Accept` of nearly all clients: none, or anything."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        if request.META.get("HTTP_ACCEPT", "*/*") == "*/*":
            first = next(iter(renderers))
            return first, first.media_type
        selected: tuple[BaseRenderer, str] = super().select_renderer(request, renderers, format_suffix)
        return selected


class PublicView(APIView):
    """Answers GET, and HEAD and OPTIONS wherever it answers GET. Anything that goes wrong is a problem (RFC 9457)."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = ContentNegotiation

    def perform_authentication(self, request: Request) -> None:
        """Nobody signs in here."""

    def options(  # type: ignore[override]  # the framework takes any response, and gives any request
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = HttpResponse(status=204)
        del response["Content-Type"]  # there is no content
        return response
