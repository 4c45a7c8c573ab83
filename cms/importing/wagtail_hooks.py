"""Bringing articles in, in the admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.importing import views

PERMISSIONS = ["add_importrun", "view_importrun"]


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(f"cms_importing.{name}") for name in PERMISSIONS)


class ImportViewSet(ViewSet):
    name = "imports"
    url_namespace = "cms_importing"
    icon = "download"
    menu_label = pgettext_lazy("menu", "Articles brought in")  # there is little room
    menu_order = 270
    menu_item_class = ImportMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", views.RunsView.as_view(), name="index"),
            path("new/", views.HandInView.as_view(), name="add"),
            path("<int:pk>/", views.ReportView.as_view(), name="report"),
        ]


def permissions() -> "QuerySet[Permission]":
    """What an administrator can give to a group."""
    return Permission.objects.filter(content_type__app_label="cms_importing", codename__in=PERMISSIONS)


hooks.register("register_admin_viewset", ImportViewSet)
hooks.register("register_permissions", permissions)
