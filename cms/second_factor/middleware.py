"""Whoever has a second factor shows it before the admin opens; where it is required, whoever has none sets one up."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_otp.middleware import is_verified

from cms.second_factor.checks import REQUIRED
from cms.second_factor.factors import device_of

OPEN = {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
CHECK, SETUP = "second_factor:check", "second_factor:setup"


class SecondFactorMiddleware:
    """Stands after django-otp's middleware, which says who is verified."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        asked = request.resolver_match.view_name if request.resolver_match else ""
        needed = None if asked in OPEN else _needed(request.user)
        if needed in (None, asked):
            return None
        query = {"next": request.get_full_path()} if request.method == "GET" else {}
        return HttpResponseRedirect(f"{reverse(needed)}?{urlencode(query)}")


def _needed(user: Any) -> str | None:
    """Where somebody has to go first."""
    if not user.is_authenticated or is_verified(user):
        return None
    if device_of(user):
        return CHECK
    return SETUP if settings.SIGN_IN_SECOND_FACTOR == REQUIRED else None
