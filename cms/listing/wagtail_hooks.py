"""The list of articles in the admin: its place in the menu, and publishing many at once."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet

from cms.listing.bulk_publishing import GatedPublishBulkAction
from cms.listing.views import listing

hooks.register("register_bulk_action", GatedPublishBulkAction, order=1)


class ArticlesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_viewset() -> PageListingViewSet:
    return listing


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def register_menu() -> MenuItem:
    return ArticlesItem(_("Articles"), listing.menu_url, name="articles", icon_name=listing.icon, order=110)
