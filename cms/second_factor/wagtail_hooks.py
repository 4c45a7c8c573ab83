"""The second factor in the admin: its addresses, its place in the account, its button for administrators."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import registry as log_registry

from cms.second_factor import views
from cms.second_factor.factors import REMOVED, SET_UP, device_of
from cms.users.models import User

URLS = [
    path("", views.OwnView.as_view(), name="own"),
    path("check/", views.CheckView.as_view(), name="check"),
    path("setup/", views.SetupView.as_view(), name="setup"),
    path("<int:pk>/remove/", views.RemoveView.as_view(), name="remove"),
]


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_urls() -> list[URLResolver]:
    return [path("second-factor/", include((URLS, "second_factor")))]


@hooks.register("register_account_menu_item")  # type: ignore[untyped-decorator]
def register_own(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("second_factor:own"),
        "label": views.TITLE,
        "help_text": _("Sign in with your password and a code from your telephone."),
    }


@hooks.register("register_user_listing_buttons")  # type: ignore[untyped-decorator]
def offer_removal(user: User, request_user: User) -> Iterator[Button]:
    if views.may_remove(request_user, user) and device_of(user):
        address = reverse("second_factor:remove", args=[user.pk])
        yield Button(_("Remove the second factor"), address, icon_name="lock-open", priority=40)


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def register_log_actions(actions: type[log_registry]) -> None:
    label = gettext_lazy("Set up a second factor")
    actions.register_action(SET_UP, label, label)
    label = gettext_lazy("Remove the second factor")
    actions.register_action(REMOVED, label, label)
