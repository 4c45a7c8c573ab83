"""The worklist in the admin: its addresses, and its place in the menu."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.worklist import views

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


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_urls() -> list[URLResolver]:
    return [path("reviews/", include(ADDRESSES))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def register_menu() -> WorklistItem:
    return WorklistItem(views.TITLE, reverse("worklist:index"), name="reviews", icon_name="calendar-check", order=140)
