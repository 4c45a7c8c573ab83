"""Writing help in the editor of articles: its panel and its addresses."""

from typing import ClassVar

from django.templatetags.static import static
from django.urls import URLResolver, include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.articles.models import ArticlePage
from cms.publishing.middleware import read_only
from cms.writing.side_panel import ArticleCreateView, ArticleEditView, ArticleRevertView
from cms.writing.views import CheckOnCreateView, CheckOnEditView

ADDRESSES = (
    [
        path("<int:page_id>/", read_only(CheckOnEditView.as_view()), name="check"),
        path(
            "new/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
            read_only(CheckOnCreateView.as_view()),
            name="check_new",
        ),
    ],
    "writing",
)


class ArticleViewSet(PageViewSet):
    """Wagtail's pages of the admin, with our panel where articles are written."""

    model = ArticlePage
    parent_models: ClassVar[list[type[Page]]] = []  # lists of pages stay as they are
    add_view_class = ArticleCreateView
    edit_view_class = ArticleEditView
    revisions_revert_view_class = ArticleRevertView


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_urls() -> list[URLResolver]:
    return [path("writing/", include(ADDRESSES))]


@hooks.register("insert_editor_js")  # type: ignore[untyped-decorator]
def pass_over_no_edit() -> str:
    return format_html('<script src="{}" defer></script>', static("cms_writing/autosave.js"))


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_viewset() -> ArticleViewSet:
    return ArticleViewSet()
