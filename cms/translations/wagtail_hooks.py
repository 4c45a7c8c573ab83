"""Translations in the admin: their addresses, their place in the menu, their button on an article."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cms.articles.models import ArticlePage
from cms.articles.originals import FIRST_LANGUAGE
from cms.translations import views
from cms.translations.signing import MARKED

URLS = [
    path("", views.BoardView.as_view(), name="board"),
    path("<int:page_id>/", views.CompareView.as_view(), name="compare"),
]


class BoardItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


@hooks.register("register_admin_urls", order=-1)  # type: ignore[untyped-decorator]
def register_urls() -> list[URLPattern | URLResolver]:
    """The second takes the place of the form to which the Translate buttons of Wagtail lead: it comes before it."""
    return [
        path("translations/", include((URLS, "translations"))),
        path("translation/submit/page/<int:page_id>/", views.TranslateView.as_view()),
    ]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def register_menu() -> MenuItem:
    return BoardItem(views.TITLE, reverse("translations:board"), name="translations", icon_name="globe", order=130)


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]
def offer_original(page: Page, user: AbstractUser, **kwargs: Any) -> Iterator[Button]:
    article = page.specific
    if (
        isinstance(article, ArticlePage)
        and article.locale.language_code != FIRST_LANGUAGE
        and article.permissions_for_user(user).can_edit()
    ):
        yield Button(
            _("Beside the original"), reverse("translations:compare", args=[page.pk]), icon_name="globe", priority=75
        )


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def register_marks(actions: type[log_registry]) -> None:
    """Who marked a translation as up to date, in its history."""

    @actions.register_action(MARKED)
    class MarkFormatter(LogFormatter):
        label = gettext_lazy("Mark a translation as up to date")

        def format_message(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
            text = _("Marked as up to date with edition %(edition)s of the original")
            return text % {"edition": log_entry.data.get("edition", "")}
