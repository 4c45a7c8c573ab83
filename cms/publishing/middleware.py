"""Makes what an editor does in the admin happen as a whole or not at all."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cms.headless import PublicationRefusedError, editorial_transaction

READS = {"GET", "HEAD", "OPTIONS", "TRACE"}


def read_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Marks a view that writes nothing, whatever the method: nobody who publishes waits for it, nor it for them."""
    view.read_only = True  # type: ignore[attr-defined]
    return view


class EditorialTransactionMiddleware:
    """Runs every unsafe admin request in one transaction, one at a time, for Wagtail's publishing is none by itself.

    It tells the editor why a publication was refused. Reads stay outside: on SQLite a transaction takes the write lock.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Called by Django before the view; answers in its place for unsafe requests to the admin."""
        reads = request.method in READS or getattr(view, "read_only", False)
        if reads or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        try:
            with editorial_transaction():
                response = view(request, *args, **kwargs)
                # A form that comes back with errors is rendered here, where what the view did is still in force.
                if hasattr(response, "render"):
                    response.render()
                return response
        except PublicationRefusedError as refused:
            for reason in refused.reasons:
                messages.error(request, f"{refused.subject}: {reason.text}")
            return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return referer
    return reverse("wagtailadmin_home")
