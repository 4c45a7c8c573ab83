"""Opening hours."""

from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from api.documents.schemas.documents import Hours

DAYS = [
    ("monday", _("Monday")),
    ("tuesday", _("Tuesday")),
    ("wednesday", _("Wednesday")),
    ("thursday", _("Thursday")),
    ("friday", _("Friday")),
    ("saturday", _("Saturday")),
    ("sunday", _("Sunday")),
]


class OpeningHoursBlock(blocks.StructBlock):
    days = blocks.MultipleChoiceBlock(
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        label=_("Days"),
        help_text=_("The days on which these hours hold."),
    )
    opens = blocks.TimeBlock(label=_("Opens"), help_text=_("Local time, for example 08:00."))
    closes = blocks.TimeBlock(
        label=_("Closes"), help_text=_("For a break at noon, add a second entry for the same days.")
    )

    class Meta:
        icon = "time"
        label = _("Opening hours")
        label_format = "{days} {opens}–{closes}"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if cleaned["opens"] and cleaned["closes"] and cleaned["opens"] >= cleaned["closes"]:
            raise blocks.StructBlockValidationError(
                block_errors={"closes": ValidationError(_("The closing time comes after the opening time."))}
            )
        return cleaned


def present_hours(stream: blocks.StreamValue) -> list[Hours]:
    """One entry per day and span, Monday first."""
    order = [day for day, _label in DAYS]
    found = [
        Hours(day=day, opens=_clock(entry.value["opens"]), closes=_clock(entry.value["closes"]))
        for entry in stream
        for day in entry.value["days"]
    ]
    return sorted(found, key=lambda hours: (order.index(hours.day), hours.opens))


def _clock(value: time) -> str:
    return value.strftime("%H:%M")
