"""What staff fill in to withdraw an article for safety."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser

from cms.articles.models import ArticlePage
from cms.publishing.safety import Candidate

LONGEST_MESSAGE = 1000
USUAL_MESSAGE = _(
    "We have withdrawn this article for your safety. Please do not follow its advice any more. "
    "If you have followed it and are worried, call us."
)


class SafetyForm(forms.Form):
    """Everything that a safety notice says. It is public, and it stays."""

    languages = forms.MultipleChoiceField(label=_("Languages to withdraw"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=_("What is wrong with it"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For colleagues and for those who run websites and apps. It is public, in the list of notices."),
    )
    replacement = forms.ModelChoiceField(
        ArticlePage.objects.none(),
        required=False,
        label=_("Article to read instead"),
        widget=AdminPageChooser(target_models=[ArticlePage]),
        help_text=_("Readers are led to it in their language, where it is published there."),
    )

    def __init__(self, *args: Any, candidates: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {one.locale: one for one in candidates}
        self.fields["replacement"].queryset = ArticlePage.objects.live().public()  # type: ignore[attr-defined]
        names = dict(settings.LANGUAGES)
        languages = self.fields["languages"]
        languages.choices = [(code, names.get(code, code)) for code in self.candidates]  # type: ignore[attr-defined]
        languages.initial = list(self.candidates)
        for code, name in settings.LANGUAGES:
            self.fields[f"message_{code}"] = forms.CharField(
                label=_("What readers are told, in %(language)s") % {"language": name},
                max_length=LONGEST_MESSAGE,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
                initial=_usual_message(code),
            )
        self.order_fields(["languages", "reason", *(f"message_{code}" for code, _name in settings.LANGUAGES)])

    def clean_replacement(self) -> ArticlePage | None:
        chosen: ArticlePage | None = self.cleaned_data["replacement"]
        withdrawn = {one.page.translation_key for one in self.candidates.values()}
        if chosen and chosen.translation_key in withdrawn:
            raise ValidationError(gettext("That is the article that you withdraw. Choose a different one, or none."))
        return chosen

    @property
    def chosen(self) -> list[Candidate]:
        return [self.candidates[code] for code in self.cleaned_data["languages"]]

    @property
    def messages(self) -> dict[str, str]:
        """By language: in all of them, for readers of a withdrawn article may have another one set."""
        return {code: self.cleaned_data[f"message_{code}"] for code, _name in settings.LANGUAGES}


def _usual_message(code: str) -> str:
    """To begin with; nothing in a language that it is not translated into."""
    with override("en"):
        source = str(USUAL_MESSAGE)
    with override(code):
        words = str(USUAL_MESSAGE)
    return words if words != source or code.split("-", maxsplit=1)[0] == "en" else ""
