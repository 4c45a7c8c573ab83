"""The admin's menu, for people who write articles."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem

UNUSED = {"documents"}
"""What nothing that is published can use: an article has no attachments."""


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def leave_out_what_is_not_used(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in UNUSED]


@hooks.register("construct_homepage_summary_items", order=1000)  # type: ignore[untyped-decorator]
def leave_it_out_of_the_figures(request: HttpRequest, items: list[SummaryItem]) -> None:
    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem)]
