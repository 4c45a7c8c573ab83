"""Forms in the admin."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel, TitleFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, LocaleColumn, UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.forms.models import EnquiryForm


class EnquiryFormViewSet(SnippetViewSet):
    model = EnquiryForm
    icon = "form"
    menu_label = _("Forms")
    menu_order = 260
    add_to_admin_menu = True
    list_display: ClassVar = ["title", LocaleColumn(), BooleanColumn("live", label=_("Public")), UpdatedAtColumn()]
    list_filter: ClassVar = ["live", "locale"]
    ordering: ClassVar = ["title"]
    panels: ClassVar = [
        TitleFieldPanel("title"),
        FieldPanel("notice"),
        FieldPanel("fields"),
        FieldPanel("consent"),
        MultiFieldPanel(
            [FieldPanel("submit_label"), FieldPanel("confirmation"), FieldPanel("next_steps")],
            heading=_("Sending"),
        ),
        MultiFieldPanel(
            [FieldPanel("recipients"), FieldPanel("retention_days"), FieldPanel("slug")],
            heading=_("Where messages go, and for how long"),
        ),
        PublishingPanel(),
    ]


register_snippet(EnquiryFormViewSet)
