"""The ground of every public read."""

from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.views import APIView


class PublicView(APIView):
    """Answers GET, and HEAD and OPTIONS wherever it answers GET. Anything that goes wrong is a problem (RFC 9457)."""

    http_method_names = ["get", "head", "options"]

    def perform_authentication(self, request: Request) -> None:
        """Nobody signs in here."""

    def options(  # type: ignore[override]  # the framework takes any response, and gives any request
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = HttpResponse(status=204)
        del response["Content-Type"]  # there is no content
        return response
