"""How the admin lays out the forms of topics and articles."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from cms.review.approving import RECORD

PROMOTE: list[Panel] = [
    FieldPanel("slug", help_text=_("The end of the address. When it changes, the old address leads to the new one.")),
    FieldPanel("seo_title"),
    FieldPanel("search_description"),
]

TOPIC: list[Panel] = [
    TitleFieldPanel("title"),
    FieldPanel("summary"),
    FieldPanel("image"),
    InlinePanel("codes", label=_("Code"), heading=_("Medical codes")),
]

_WRITING: list[Panel] = [
    TitleFieldPanel("title"),
    FieldPanel("summary"),
    MultiFieldPanel([FieldPanel("hero_image"), FieldPanel("hero_caption")], heading=_("Picture at the top")),
    FieldPanel("body"),
    MultiFieldPanel(
        [FieldPanel("change_kind"), FieldPanel("change_note")],
        heading=_("What has changed"),
        help_text=_("Not needed the first time that an article is published."),
    ),
]

_REVIEW: list[Panel] = [
    MultiFieldPanel(
        [
            HelpPanel(template="cms_review/panel.html", heading=_("The last review")),
            *(FieldPanel(name, permission=RECORD) for name in ("reviewer", "reviewed_on", "next_review_on")),
        ],
        heading=_("Clinical review"),
    ),
    MultiFieldPanel([FieldPanel("up_to_date")], heading=_("Translation")),
    InlinePanel("authors", label=_("Author"), heading=_("Authors"), panels=[FieldPanel("clinician")]),
    InlinePanel(
        "references",
        label=_("Reference"),
        heading=_("References"),
        help_text=_("What the text rests on. Benefits and risks name a reference by its number here."),
    ),
    FieldPanel("disclosure"),
]

_FINDING: list[Panel] = [
    FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
    FieldPanel("audience"),
    FieldPanel("also_known_as"),
    InlinePanel("related", label=_("Article"), heading=_("To read next"), panels=[FieldPanel("target")]),
    MultiFieldPanel([*PROMOTE, FieldPanel("social_image")], heading=_("Address, search engines and sharing")),
]


def article_form(base_form_class: type[WagtailAdminPageForm]) -> TabbedInterface:
    tabs = [
        ObjectList(_WRITING, heading=_("Writing")),
        ObjectList(_REVIEW, heading=_("Review and sources")),
        ObjectList(_FINDING, heading=_("Finding it")),
        ObjectList(Page.settings_panels, heading=_("Settings")),
    ]
    return TabbedInterface(tabs, base_form_class=base_form_class)
