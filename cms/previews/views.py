"""Sharing a preview with somebody who has no account."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Page

from api.previews import passes
from api.previews.models import Pass
from cms.previews.forms import ShareForm
from cms.previews.frontends import frontends
from cms.previews.log_actions import RENEWED, REVOKED, SHARED
from cms.previews.previewed import Previewed, draft_of, source_of


class ShareView(WagtailAdminTemplateMixin, TemplateView):
    """The passes of a page, and a form for another one. For those who may edit the page."""

    template_name = "cms_previews/share.html"
    header_icon = "link"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[assignment]
        return response

    @cached_property
    def page(self) -> Page:
        found = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not isinstance(found, Previewed):
            raise Http404
        return found

    @property
    def actor(self) -> str:
        return self.request.user.get_username()

    def get_page_title(self) -> str:
        return _("Share a preview")

    def get_page_subtitle(self) -> str:
        return str(self.page.get_latest_revision_as_object().title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        rows = [(row, row.over(now)) for row in passes.shared_from(source_of(self.page))[:100]]
        context: dict[str, Any] = super().get_context_data(
            **{"form": ShareForm(), "page": self.page, "rows": rows, **kwargs}
        )
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        at = timezone.now()
        if "revoke" in request.POST:
            self._revoke(self._chosen("revoke"), at)
        elif "renew" in request.POST:
            self._renew(self._chosen("renew"), at)
        else:
            return self._share(at)
        return HttpResponseRedirect(reverse("previews:share", args=[self.page.pk]))

    def _chosen(self, button: str) -> Pass:
        key = self.request.POST[button]
        number = int(key) if key.isdecimal() and len(key) < 18 else 0
        row: Pass = get_object_or_404(passes.shared_from(source_of(self.page)), pk=number)
        return row

    def _share(self, at: datetime) -> HttpResponse:
        """Answers with the link itself: it is told this once and never again."""
        form = ShareForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        draft = draft_of(self.page.get_latest_revision_as_object())
        note = form.cleaned_data["note"]
        secret, _row = passes.share(draft, expires_at=at + form.lifetime, note=note, by=self.actor, at=at)
        log(instance=self.page, action=SHARED, data={"note": note, "days": form.cleaned_data["days"]})
        links = [
            (
                found.name,
                self.request.build_absolute_uri(
                    found.address(secret=secret, path=draft.content.path, locale=draft.content.locale)
                ),
            )
            for found in frontends()
        ]
        response = self.render_to_response(self.get_context_data(links=links, note=note))
        response["Cache-Control"] = "no-store"
        return response

    def _revoke(self, row: Pass, at: datetime) -> None:
        if passes.revoke(row, by=self.actor, at=at):
            log(instance=self.page, action=REVOKED, data={"note": row.note})
        messages.success(self.request, _("The link shows nothing any more."))

    def _renew(self, row: Pass, at: datetime) -> None:
        if passes.replace(row, draft_of(self.page.get_latest_revision_as_object()), at=at):
            log(instance=self.page, action=RENEWED, data={"note": row.note})
            messages.success(self.request, _("The link shows the draft as it is now."))
        else:
            messages.error(self.request, _("The link is over. Make another one."))
