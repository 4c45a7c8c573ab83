"""What an editor decides when sharing a preview."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

LIFETIMES = [(1, _("1 day")), (3, _("3 days")), (7, _("1 week")), (14, _("2 weeks")), (30, _("30 days"))]


class ShareForm(forms.Form):
    note = forms.CharField(
        label=_("Who is it for?"),
        max_length=200,
        required=False,
        help_text=_("For your own list; whoever opens the link does not see it."),
    )
    days = forms.TypedChoiceField(
        label=_("How long shall the link work?"),
        choices=LIFETIMES,
        coerce=int,
        initial=7,
        help_text=_("You can take it back at any time. It also ends when the article is published."),
    )

    @property
    def lifetime(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])
