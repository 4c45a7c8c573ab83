"""A page whose drafts are shown: in the editor while somebody writes, and to whoever got a pass."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from api.previews import passes
from api.previews.passes import Draft
from api.previews.shapes import ArticleDraft, Missing
from cms.headless import Reason, published_before
from cms.previews.frontends import frontend, frontends

if TYPE_CHECKING:
    from wagtail.models import Locale


class Previewed:
    """Stands before Wagtail's Page."""

    pk: Any
    path: str
    url_path: str
    locale: "Locale"

    def present_draft(self) -> ArticleDraft:
        """This draft as public JSON, complete where it can be. The object is not to be saved afterwards."""
        raise NotImplementedError

    def publication_reasons(self, *, published_before: bool) -> list[Reason]:
        raise NotImplementedError

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Wagtail's: the choices above the preview."""
        return [(found.key, found.name) for found in frontends()]

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """Wagtail's: on how wide a screen."""
        return [
            {"name": "phone", "icon": "mobile-alt", "device_width": 390, "label": _("As on a telephone")},
            {"name": "wide", "icon": "desktop", "device_width": 1280, "label": _("As on a wide screen")},
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Wagtail's: lead the frame in the editor to where the draft as it is being written can be seen."""
        draft = draft_of(self)
        secret = _secret_of_session(request, draft.source, self)
        passes.show_editor(draft, secret=secret, by=request.user.get_username(), at=timezone.now())
        try:
            chosen = frontend(mode_name)
        except LookupError:
            chosen = next(frontends())
        address = chosen.address(secret=secret, path=draft.content.path, locale=draft.content.locale)
        return HttpResponseRedirect(address, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})


def draft_of(page: Any) -> Draft:
    """What `page`, as it is in memory, would show and still lacks. It is not to be saved afterwards."""
    if page.pk:
        page.set_url_path(page.get_parent())  # the slug may be another one than the live page has
    with override(page.locale.language_code):
        reasons = page.publication_reasons(published_before=published_before(page))
    missing = [Missing(field=reason.field, detail=reason.text) for reason in reasons]
    return Draft(page.present_draft(), missing, source_of(page))


def source_of(page: Any) -> str:
    """How a pass names the page that it shows."""
    return f"{page._meta.label_lower}:{page.pk or 'new'}"


def _secret_of_session(request: HttpRequest, source: str, page: Previewed) -> str:
    """The same for a page as long as somebody is signed in. It is kept nowhere: only the server can derive it."""
    words = [request.session.session_key or "", str(request.user.pk), source, page.path]
    return salted_hmac("cms.previews.editor", "|".join(words), algorithm="sha256").hexdigest()
