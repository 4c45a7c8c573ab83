"""What somebody looks for on the board."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.articles.models import TopicPage
from cms.articles.originals import FIRST_LANGUAGE
from cms.translations.board import State, Wanted

ANY: tuple[str, Any] = ("", _("All"))


def languages() -> list[tuple[str, Any]]:
    locales = Locale.objects.exclude(language_code=FIRST_LANGUAGE)
    return [ANY, *((one.language_code, str(one)) for one in locales)]


def topics() -> list[tuple[str, Any]]:
    found = TopicPage.objects.filter(locale__language_code=FIRST_LANGUAGE).order_by("title")
    return [ANY, *((str(key), title) for key, title in found.values_list("translation_key", "title"))]


class SearchForm(forms.Form):
    locale = forms.ChoiceField(label=_("Language"), required=False, choices=languages)
    topic = forms.TypedChoiceField(label=_("Topic"), required=False, choices=topics, coerce=UUID, empty_value=None)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *State.choices])

    def wanted(self) -> Wanted:
        """What is asked for; whatever is not understood counts as not asked."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return Wanted(given.get("locale", ""), given.get("topic"), given.get("state", ""))
