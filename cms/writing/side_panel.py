"""The panel beside the editor."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView


class WritingSidePanel(BaseSidePanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle writing help")
        icon_name = "clipboard-list"
        counter_classname = "w-bg-critical-200"

    name = "writing"
    title = _("Writing help")
    template_name = "cms_writing/panel.html"
    order = 200

    class Media:
        css: ClassVar = {"all": ["cms_writing/panel.css"]}
        js: ClassVar = ["cms_writing/panel.js"]

    def __init__(self, object: Any, request: Any, *, check_url: str) -> None:
        super().__init__(object, request)
        self.check_url = check_url

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "check_url": self.check_url}


class WithWritingHelp:
    """Stands before one of Wagtail's views that show the editor of an existing page."""

    page: Any
    request: Any
    expects_json_response: bool

    def get_side_panels(self) -> MediaContainer:
        panels: MediaContainer = super().get_side_panels()  # type: ignore[misc]  # Wagtail's view
        if not self.expects_json_response:  # what is shown already stays, when a draft was saved by itself
            panels.insert(1, WritingSidePanel(self.page, self.request, check_url=self.get_check_url()))
        return panels

    def get_check_url(self) -> str:
        return reverse("writing:check", args=[self.page.pk])


class ArticleEditView(WithWritingHelp, EditView):
    pass


class ArticleRevertView(WithWritingHelp, RevisionsRevertView):
    pass


class ArticleCreateView(WithWritingHelp, CreateView):
    def get_check_url(self) -> str:
        model = self.page._meta
        return reverse("writing:check_new", args=[model.app_label, model.model_name, self.parent_page.pk])
