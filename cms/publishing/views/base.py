"""What the pages about one article or topic have in common."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.articles.models.tree import PublicPage


def language_name(code: str) -> str:
    return str(dict(settings.LANGUAGES).get(code, code))


class PublishedPageMixin(WagtailAdminTemplateMixin):
    """A view about the page of its `page_id`, for those who work with pages."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_permitted():
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def is_permitted(self) -> bool:
        return bool(user_has_any_page_permission(self.user))

    @property
    def user(self) -> AbstractUser:
        """Nobody comes here without having signed in: every view of the admin asks for that first."""
        return cast("AbstractUser", self.request.user)

    @cached_property
    def page(self) -> PublicPage:
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not isinstance(page, PublicPage):
            raise Http404
        return page

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_explore_root"), "label": _("Pages")},
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
                "label": self.page.get_admin_display_title(),
            },
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "page": self.page}
