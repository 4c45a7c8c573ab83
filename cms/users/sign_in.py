"""What somebody sees who has tried too many passwords."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def refuse(request: HttpRequest, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """Says how long to wait, and nothing about whether that person exists."""
    seconds = settings.SIGN_IN_REST_SECONDS
    context = {"minutes": -(-seconds // 60)}
    response = TemplateResponse(request, "cms_users/locked_out.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response.render()
