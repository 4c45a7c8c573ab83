"""The form with which pictures are added and described, wherever in the admin that happens."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.forms import BaseImageForm

PREFIX = "alt_text_"


class ImageForm(BaseImageForm):
    """One field for the alternative text in each language besides the first."""

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets, "alt_text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in other_languages():
            self.fields[PREFIX + code] = forms.CharField(
                label=_("Alternative text in %(language)s") % {"language": name},
                initial=self.instance.translated_alt_texts.get(code, ""),
                required=False,
                max_length=300,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=gettext_lazy("Needed for articles in this language."),
            )
        self.order_fields(_after(list(self.fields), "alt_text", [PREFIX + code for code, _name in other_languages()]))

    def save(self, commit: bool = True) -> Any:
        texts = {code: self.cleaned_data.get(PREFIX + code, "").strip() for code, _name in other_languages()}
        decorative = self.cleaned_data.get("is_decorative")
        self.instance.translated_alt_texts = {} if decorative else {code: text for code, text in texts.items() if text}
        return super().save(commit=commit)


def other_languages() -> list[tuple[str, str]]:
    """Every language of the content but the first, with its name."""
    languages = settings.WAGTAIL_CONTENT_LANGUAGES
    return [(code, str(name)) for code, name in languages if code != settings.LANGUAGE_CODE]


def _after(names: list[str], anchor: str, moved: list[str]) -> list[str]:
    rest = [name for name in names if name not in moved]
    at = rest.index(anchor) + 1 if anchor in rest else len(rest)
    return [*rest[:at], *moved, *rest[at:]]
