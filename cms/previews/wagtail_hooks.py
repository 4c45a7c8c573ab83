"""Previews in the admin: how to share one, and how they look beside the text."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page

from cms.previews import log_actions, urls
from cms.previews.previewed import Previewed


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_urls() -> list[URLResolver]:
    return [path("previews/", include(urls))]


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]
def share_button(page: Page, user: AbstractUser, view_name: str, next_url: str | None = None) -> Iterator[Any]:
    if (
        view_name == "edit"
        and isinstance(page.specific_deferred, Previewed)
        and page.permissions_for_user(user).can_edit()
    ):
        yield HeaderButton(_("Share preview"), reverse("previews:share", args=[page.pk]), icon_name="link")


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def frame_of_a_telephone() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms_previews/panel.css"))


@hooks.register("insert_editor_js")  # type: ignore[untyped-decorator]
def show_at_once() -> str:
    return format_html('<script src="{}" defer></script>', static("cms_previews/panel.js"))


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def register_log_actions(actions: type[log_registry]) -> None:
    log_actions.register(actions)
