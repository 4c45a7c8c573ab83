"""The clinic in the admin."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.admin.ui.tables import BooleanColumn, UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.clinic.models import Clinician


class ClinicianViewSet(SnippetViewSet):
    model = Clinician
    icon = "user"
    menu_label = _("Clinicians")
    menu_order = 250
    add_to_admin_menu = True
    list_display: ClassVar = [
        "name",
        "credentials",
        "role",
        BooleanColumn("live", label=_("Public")),
        UpdatedAtColumn(),
    ]
    list_filter: ClassVar = ["live", "locale"]
    ordering: ClassVar = ["name"]
    panels: ClassVar = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("credentials"), FieldPanel("role")]),
        FieldPanel("photo"),
        FieldPanel("bio"),
        FieldPanel("languages"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("licence"), FieldPanel("npi")]), FieldPanel("slug")],
            heading=_("Registration and address"),
        ),
        FieldPanel("account"),
        PublishingPanel(),
    ]


register_snippet(ClinicianViewSet)
