"""The worklist in the admin: its addresses, its place in the menu, its panel on the dashboard."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.review.approving import clinician_of, may_sign_off
from cms.worklist import selection, views

ADDRESSES = (
    [
        path("", views.WorklistView.as_view(), name="index"),
        path("results/", views.WorklistView.as_view(results_only=True), name="results"),
        path("<int:pk>/confirm/", views.ConfirmView.as_view(), name="confirm"),
    ],
    "worklist",
)


class WorklistItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return views.is_shown_to(request.user)  # type: ignore[arg-type]  # staff alone see the menu


class WorklistPanel(Component):
    """What needs a clinician: of a reviewer their own, of others all."""

    name = "clinical_reviews"
    template_name = "cms_worklist/panel.html"
    order = 150

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        user = (parent_context or {})["request"].user
        if not views.is_shown_to(user):
            return {"any": False}
        found = views.visible_to(user)
        reviewer = clinician_of(user) if may_sign_off(user) else None
        if reviewer:
            found = found.filter(reviewer__translation_key=reviewer.translation_key)
        counts = selection.counts(found, today=timezone.localdate())
        heading = _("Your reviews") if reviewer else _("Clinical reviews")
        return {"any": any(counts.values()), "counts": counts.items(), "reviewer": reviewer, "heading": heading}


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_urls() -> list[URLResolver]:
    return [path("reviews/", include(ADDRESSES))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def register_menu() -> WorklistItem:
    return WorklistItem(views.TITLE, reverse("worklist:index"), name="reviews", icon_name="calendar-check", order=140)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WorklistPanel())
