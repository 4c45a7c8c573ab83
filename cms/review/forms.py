"""What a reviewer is asked."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

LONGEST_YEARS = 3


class SignOffForm(forms.Form):
    next_review_on = forms.DateField(
        label=_("Next review on"),
        widget=AdminDateInput,
        initial=lambda: years_later(timezone.localdate(), 1),
        help_text=_("At most three years from now."),
    )
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("For colleagues; readers do not see it."),
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_next_review_on(self) -> date:
        day: date = self.cleaned_data["next_review_on"]
        today = timezone.localdate()
        if day <= today:
            raise ValidationError(_("The next review comes after this one."))
        if day > years_later(today, LONGEST_YEARS):
            raise ValidationError(_("The next review is more than three years away."))
        return day


def years_later(day: date, years: int) -> date:
    """The same day of a later year; 28 February for the 29th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
