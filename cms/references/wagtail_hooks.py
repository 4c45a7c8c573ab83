"""The list of references that do not answer, among the reports of the admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem

from cms.references.views import TITLE, AskAgainView, DeadReferencesView

ADDRESSES = (
    [
        path("", DeadReferencesView.as_view(), name="index"),
        path("results/", DeadReferencesView.as_view(results_only=True), name="results"),
        path("<int:pk>/again/", AskAgainView.as_view(), name="again"),
    ],
    "references",
)


class ReferencesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_urls() -> list[URLResolver]:
    return [path("references/", include(ADDRESSES))]


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator]
def register_menu() -> ReferencesItem:
    return ReferencesItem(TITLE, reverse("references:index"), name="references", icon_name="link-external", order=850)
