"""Handing files in."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.articles.models import TopicPage
from cms.importing import formats
from cms.importing.notes import UnreadableSourceError
from cms.importing.pictures import LARGEST_PICTURE
from cms.importing.readers.files import LARGEST_DOCUMENT, MEGABYTE

MOST_FILES = 200
LARGEST_UPLOAD = 512 * MEGABYTE
"""Of an export. The command reads larger ones where they lie."""
PICTURE_SUFFIXES = {f".{extension}" for extension in settings.WAGTAILIMAGES_EXTENSIONS}


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        handed_in = data or [None]
        if len(handed_in) > MOST_FILES:
            raise ValidationError(_("At most %(count)d files at once.") % {"count": MOST_FILES})
        return [super(FilesField, self).clean(file, initial) for file in handed_in]


class TopicField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django knows no argument when it runs
    def label_from_instance(self, obj: TopicPage) -> str:
        return f"{obj.title} ({obj.locale})"


class HandInForm(forms.Form):
    uploads = FilesField(
        label=gettext_lazy("Files"),
        max_length=200,
        help_text=gettext_lazy(
            "WordPress exports (XML), web pages, Word files (DOCX), Markdown or plain text; and the pictures in them."
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = TopicPage.objects.select_related("locale").order_by("locale__language_code", "title")
        allowed = [topic.pk for topic in topics if topic.permissions_for_user(user).can_add_subpage()]
        self.fields["topic"] = TopicField(
            topics.filter(pk__in=allowed),
            label=_("Topic"),
            required=False,
            empty_label=_("Sort them later"),
            help_text=_("Where the drafts go. A draft in another language goes below the topic's translation."),
        )
        self.fields["language"] = forms.ChoiceField(
            choices=[("", _("Told from each text")), *settings.WAGTAIL_CONTENT_LANGUAGES],
            label=_("Language"),
            required=False,
            help_text=_("Choose one only if the texts are too short to tell."),
        )

    def clean_uploads(self) -> "list[UploadedFile[Any]]":
        files: list[UploadedFile[Any]] = self.cleaned_data["uploads"]
        if problems := [problem for file in files if (problem := _problem(file))]:
            raise ValidationError(problems)
        if all(is_picture(file.name or "") for file in files):
            raise ValidationError(_("These are pictures only. Hand in the articles that show them together with them."))
        return files


def is_picture(name: str) -> bool:
    return PurePath(name).suffix.lower() in PICTURE_SUFFIXES


def _problem(file: "UploadedFile[Any]") -> str:
    """What is wrong with a file that can be told without reading it; empty if nothing is."""
    name = file.name or ""
    suffix = PurePath(name).suffix.lower()
    if is_picture(name):
        largest = LARGEST_PICTURE
    elif suffix in formats.EXPORTS:
        largest = LARGEST_UPLOAD
    elif suffix in formats.DOCUMENTS:
        largest = LARGEST_DOCUMENT
    else:
        error = UnreadableSourceError("unknown_format", suffix=suffix or name, known=", ".join(formats.SUFFIXES))
        return f"{name}: {error}"
    if (file.size or 0) > largest:
        megabytes = -(-(file.size or 0) // MEGABYTE)
        return f"{name}: {UnreadableSourceError('too_large', megabytes=megabytes, largest=largest // MEGABYTE)}"
    return ""
