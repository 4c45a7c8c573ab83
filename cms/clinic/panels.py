"""How the admin lays out the clinic's settings."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

CLINIC = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("name"),
                FieldPanel("phone"),
                FieldPanel("hours"),
                MultiFieldPanel(
                    [
                        FieldPanel("call_to_action_kind"),
                        FieldPanel("call_to_action_url"),
                        FieldPanel("call_to_action_page"),
                    ],
                    heading=_("Default call to action"),
                    help_text=_("Its words are written for each language under Texts."),
                ),
            ],
            heading=_("Clinic"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "texts",
                    label=_("Text"),
                    heading=_("Texts"),
                    help_text=_("One for each language. Without a text, the clinic is not public in that language."),
                )
            ],
            heading=_("Texts"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "locations",
                    label=_("Location"),
                    heading=_("Locations"),
                    panels=[
                        FieldPanel("name"),
                        FieldPanel("street"),
                        FieldRowPanel([FieldPanel("city"), FieldPanel("region"), FieldPanel("postal_code")]),
                        FieldRowPanel([FieldPanel("country"), FieldPanel("time_zone")]),
                        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                        FieldPanel("phone"),
                        FieldPanel("hours"),
                    ],
                )
            ],
            heading=_("Locations"),
        ),
        ObjectList([FieldPanel("hide_outdated_translations")], heading=_("Translations")),
    ]
)
