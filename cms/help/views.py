"""Help for those who work in the admin."""

from itertools import groupby
from typing import Any

from django.http import Http404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.articles.models import ArticlePage
from cms.help import pages

TITLE = _("How to …")
BLOCKS_TITLE = _("The parts of an article")
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}


class HelpView(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "help"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        contents = {"url": reverse("help:contents"), "label": TITLE}
        return [HOME, contents, {"url": "", "label": self.get_page_title()}]


class ContentsView(HelpView):
    template_name = "cms_help/contents.html"
    page_title = TITLE

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [HOME, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = [pages.page(name) for name in pages.NAMES]
        return super().get_context_data(**kwargs, pages=found, blocks_title=BLOCKS_TITLE)


class PageView(HelpView):
    template_name = "cms_help/page.html"

    def get_page_title(self) -> str:
        return self.page.title

    @property
    def page(self) -> pages.HelpPage:
        if self.kwargs["name"] not in pages.NAMES:
            raise Http404
        return pages.page(self.kwargs["name"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, page=self.page)


class BlocksView(HelpView):
    """Every part of an article's body: its name, what it is for, and an example of it."""

    template_name = "cms_help/blocks.html"
    page_title = BLOCKS_TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        blocks = ArticlePage._meta.get_field("body").stream_block.child_blocks.values()
        groups = [(name, list(found)) for name, found in groupby(blocks, key=lambda block: block.meta.group)]
        return super().get_context_data(**kwargs, groups=groups)
