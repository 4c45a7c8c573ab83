"""The admin's menu, for people who write articles."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem

UNUSED = {"documents"}
"""What nothing that is published can use: an article has no attachments."""


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def leave_out_what_is_not_used(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in UNUSED]
