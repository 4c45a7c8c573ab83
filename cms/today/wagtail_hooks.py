"""The dashboard: what waits for whoever looks at it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms.today.matters import waiting_for


class TodayPanel(Component):
    name = "today"
    template_name = "cms_today/panel.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        return {"matters": waiting_for((parent_context or {})["request"].user)}


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(TodayPanel())
