"""What staff fill in at the desk."""

import re
from datetime import datetime, timedelta
from typing import Any

import phonenumbers
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from api.enquiries.inbox import Search
from api.enquiries.models import Enquiry
from cms.desk.models import AnswerTemplate
from cms.desk.permissions import staff
from cms.forms.models import EnquiryForm

REFERENCE = re.compile(r"([0-9A-HJKMNP-TV-Z]{4})-?([0-9A-HJKMNP-TV-Z]{4})", re.IGNORECASE)
NOBODY = "-"
INBOX, SPAM = "", "spam"
MOST_TEXT = 5000


class SearchForm(forms.Form):
    """What to look for. Everything that is given must hold."""

    q = forms.CharField(
        required=False,
        label=_("Search"),
        max_length=200,
        help_text=_("A reference, a whole e-mail address or telephone number, or words of the message."),
    )
    status = forms.ChoiceField(required=False, label=_("State"))
    form = forms.ChoiceField(required=False, label=_("Form"))
    assignee = forms.ChoiceField(required=False, label=_("Taken on by"))
    locale = forms.ChoiceField(required=False, label=_("Language"))
    flag = forms.ChoiceField(required=False, label=_("Flag"))
    since = forms.DateField(required=False, label=_("From"), widget=AdminDateInput)
    until = forms.DateField(required=False, label=_("To"), widget=AdminDateInput)
    folder = forms.ChoiceField(
        required=False, label=_("Folder"), choices=[(INBOX, _("Inbox")), (SPAM, _("Put aside as spam"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = ("", pgettext_lazy("no filter", "All"))
        titles: dict[str, str] = {}
        for key, title in EnquiryForm.objects.order_by("locale_id").values_list("translation_key", "title"):
            titles.setdefault(str(key), title)
        people = [(name, name) for name in staff().values_list("username", flat=True)]
        choices: dict[str, list[tuple[Any, Any]]] = {
            "status": list(Enquiry.Status.choices),
            "form": list(titles.items()),
            "assignee": [(NOBODY, _("Nobody")), *people],
            "locale": list(settings.LANGUAGES),
            "flag": [choice for choice in Enquiry.Flag.choices if choice[0]],
        }
        for name, offered in choices.items():
            self.fields[name].choices = [anything, *offered]  # type: ignore[attr-defined]

    def wanted(self) -> Search:
        """Raises nothing: what is not valid is not looked for."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        contact, words = _as_contact_or_words(given.get("q", ""))
        assignee = given.get("assignee")
        until = given.get("until")
        return Search(
            spam=given.get("folder") == SPAM,
            status=(given["status"],) if given.get("status") else (),
            assignee="" if assignee == NOBODY else assignee or None,
            flag=given.get("flag") or None,
            form_id=given.get("form") or None,
            since=_midnight(given.get("since")),
            until=_midnight(until + timedelta(days=1)) if until else None,
            contact=contact,
            words=words,
        )

    @property
    def language(self) -> str:
        return self.cleaned_data.get("locale", "") if self.is_bound and self.is_valid() else ""


class AssignForm(forms.Form):
    to = forms.ChoiceField(required=False, label=_("Give it to"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(person.get_username(), person.get_full_name() or person.get_username()) for person in staff()]
        self.fields["to"].choices = [("", _("Nobody")), *people]  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note"), max_length=MOST_TEXT, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("For staff only.")
    )


class AnswerForm(forms.Form):
    template = forms.ModelChoiceField(
        AnswerTemplate.objects.none(),
        required=False,
        label=_("Begin with"),
        empty_label=_("An empty answer"),
        widget=forms.Select(attrs={"data-answer-template": ""}),
    )
    answer = forms.CharField(
        label=_("Answer"), max_length=MOST_TEXT, widget=forms.Textarea(attrs={"rows": 8, "data-answer-text": ""})
    )

    def __init__(self, *args: Any, locale: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.templates = AnswerTemplate.objects.filter(locale=locale)
        self.fields["template"].queryset = self.templates  # type: ignore[attr-defined]


class EraseForm(forms.Form):
    """Asks for the reference, so that nothing is erased by a slip of the hand."""

    reference = forms.CharField(label=_("Reference"), max_length=12, help_text=_("Type it as it stands above."))
    everything = forms.BooleanField(required=False, label=_("Erase everything else from the same e-mail address too"))

    def __init__(self, *args: Any, enquiry: Enquiry, has_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enquiry = enquiry
        if not has_address:
            del self.fields["everything"]

    def clean_reference(self) -> str:
        typed: str = self.cleaned_data["reference"].strip().upper()
        if typed != self.enquiry.reference:
            raise ValidationError(gettext("That is not the reference of this enquiry. Nothing has been erased."))
        return typed


class ExportForm(forms.Form):
    whole = forms.BooleanField(
        required=False,
        label=_("With everything that people wrote"),
        help_text=_("Otherwise names, addresses and messages are starred out. The access log says who exported what."),
    )


def _as_contact_or_words(text: str) -> tuple[str, str]:
    """One box for all: an address or a number is looked for as such, a reference as it is written down."""
    text = text.strip()
    if found := REFERENCE.fullmatch(text):
        return "", f"{found[1]}-{found[2]}".upper()
    if "@" in text and " " not in text:
        return text, ""
    if re.fullmatch(r"[-+0-9 ().x]{7,}", text):
        try:
            phonenumbers.parse(text, "US")
        except phonenumbers.NumberParseException:
            return "", text
        return text, ""
    return "", text


def _midnight(day: Any) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, datetime.min.time())) if day else None
