"""Help in the admin: its addresses, and its items in the Help menu."""

from django.urls import URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.help import views

URLS = [
    path("", views.ContentsView.as_view(), name="contents"),
    path("blocks/", views.BlocksView.as_view(), name="blocks"),
    path("<slug:name>/", views.PageView.as_view(), name="page"),
]


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_urls() -> list[URLResolver]:
    return [path("help/", include((URLS, "help")))]


@hooks.register("register_help_menu_item")  # type: ignore[untyped-decorator]
def register_contents() -> MenuItem:
    return MenuItem(views.TITLE, reverse("help:contents"), name="how-to", icon_name="help", order=100)


@hooks.register("register_help_menu_item")  # type: ignore[untyped-decorator]
def register_blocks() -> MenuItem:
    return MenuItem(views.BLOCKS_TITLE, reverse("help:blocks"), name="blocks", icon_name="list-ul", order=110)
