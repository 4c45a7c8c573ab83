"""What was public, and withdrawing for safety, in the admin: addresses, buttons, words in the history of a page."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cms.articles.models import ArticlePage
from cms.articles.models.tree import PublicPage
from cms.publishing import urls
from cms.publishing.safety import WITHDRAWN
from cms.publishing.schedule import REFUSED


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_urls() -> list[URLResolver]:
    return [path("published/", include(urls))]


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]
def register_header_buttons(page: Page, user: AbstractUser, **kwargs: Any) -> Iterator[Button]:
    yield from _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")  # type: ignore[untyped-decorator]
def register_listing_buttons(page: Page, user: AbstractUser, **kwargs: Any) -> Iterator[Button]:
    yield from _buttons(page, user)


def _buttons(page: Page, user: AbstractUser) -> Iterator[Button]:
    """For what readers have seen at least once."""
    model = page.specific_class
    if model is None or not issubclass(model, PublicPage) or not page.first_published_at:
        return
    yield Button(_("What was public"), reverse("published:history", args=[page.pk]), icon_name="history", priority=70)
    if issubclass(model, ArticlePage) and page.permissions_for_user(user).can_publish():
        address = reverse("published:withdraw", args=[page.pk])
        yield Button(_("Withdraw for safety…"), address, icon_name="warning", priority=65)


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def register_log_actions(actions: type[log_registry]) -> None:
    """A refused publication and a withdrawal for safety stand in the history of the page, with their reasons."""

    @actions.register_action(REFUSED)
    class RefusalFormatter(LogFormatter):
        label = _("Scheduled publication refused")

        def format_message(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
            return " ".join([str(self.label) + ":", *log_entry.data.get("reasons", [])])

    @actions.register_action(WITHDRAWN)
    class WithdrawalFormatter(LogFormatter):
        label = _("Withdraw for safety")

        def format_message(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
            return _("Withdrawn for safety: %(reason)s") % {"reason": log_entry.data.get("reason", "")}
