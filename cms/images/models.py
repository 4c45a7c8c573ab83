"""Pictures: nobody can publish one without saying what it shows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from cms.images.appearance import appearance_of


class Image(AbstractImage):
    """A picture with its alternative text, or marked as decorative.

    The field is not called `decorative` because Wagtail sets an attribute of that name on every instance.
    """

    alt_text = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_(
            "What the picture shows, for people who cannot see it, as you would say it on the phone. "
            "Leave it empty only if the picture is decorative."
        ),
    )
    translated_alt_texts = models.JSONField(
        _("alternative text in other languages"), default=dict, blank=True, help_text=_("Language code to text.")
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The picture says nothing that the text does not say: screen readers pass over it."),
    )
    needs_description = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text=_("It came in without an alternative text: nothing that shows it can be published."),
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it, if they must be named.")
    )
    caption = models.CharField(
        _("caption"),
        max_length=300,
        blank=True,
        help_text=_("Shown below the picture where no other caption is given."),
    )
    thumbhash = models.CharField(max_length=60, blank=True, editable=False)
    dominant_color = models.CharField(max_length=7, blank=True, editable=False)
    renditions_ready_at = models.DateTimeField(null=True, editable=False)
    renditions_claimed_until = models.DateTimeField(null=True, editable=False)

    _stored_file: str | None = None

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
        "is_decorative",
        "caption",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    # As in AbstractImage, but without the reverse names: Wagtail's own image model has them.
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="+")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_decorative=True, needs_description=False, alt_text="")
                | Q(is_decorative=False, needs_description=False) & ~Q(alt_text="")
                | Q(is_decorative=False, needs_description=True, alt_text=""),
                name="image_described_or_decorative",
                violation_error_message=_("Describe the picture, or mark it as decorative."),
            )
        ]
        indexes: ClassVar = [
            models.Index("id", condition=Q(renditions_ready_at__isnull=True), name="image_without_renditions")
        ]

    def clean(self) -> None:
        super().clean()
        self.alt_text = self.alt_text.strip()
        if self.is_decorative and self.alt_text:
            raise ValidationError(
                {"alt_text": _("A decorative picture has no alternative text. Clear one of the two.")}
            )
        if not self.is_decorative and not self.alt_text:
            raise ValidationError({"alt_text": _("Say what the picture shows, or mark it as decorative.")})
        self.needs_description = False

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Image:
        image: Image = super().from_db(db, field_names, values)
        image._stored_file = image.__dict__["file"].name if "file" in image.__dict__ else None
        return image

    def save(self, *args: Any, **kwargs: Any) -> None:
        new_file = self._has_new_file()
        if new_file:
            self._describe_file()
        super().save(*args, **kwargs)
        self._stored_file = self.file.name
        if new_file:
            self.renditions.all().delete()

    def _has_new_file(self) -> bool:
        """Wagtail hands in a file still to be stored, or stored already under a name that this row does not have."""
        if not self.file:
            return False
        return not self.file._committed or (self._stored_file != self.file.name)

    def _describe_file(self) -> None:
        self._set_image_file_metadata()
        try:
            self.thumbhash, self.dominant_color = appearance_of(self.file)
        except OSError:
            self.thumbhash = self.dominant_color = ""  # painted later than others, but not lost
        self.renditions_ready_at = self.renditions_claimed_until = None
        if self.file._committed:
            self.file.close()
        else:
            self.file.seek(0)

    def generate_rendition_file(self, filter: Filter, *, source: File[Any] | None = None) -> File[Any]:
        """Wagtail draws into a temporary file and leaves it open; this one closes with what was drawn."""
        with super().generate_rendition_file(filter, source=source) as drawn:
            drawn.seek(0)
            return ContentFile(drawn.read(), name=drawn.name)

    def alt_in(self, locale: str) -> str:
        """The alternative text in a language; in the first one where that is missing."""
        return self.translated_alt_texts.get(locale) or self.alt_text

    def lacks_alt_in(self, locale: str) -> bool:
        """Whether readers of a language get a text in another one, or none."""
        if self.is_decorative:
            return False
        return not (self.alt_text if locale == settings.LANGUAGE_CODE else self.translated_alt_texts.get(locale))

    @property
    def default_alt_text(self) -> str:
        """What Wagtail's own templates use."""
        return self.alt_text


class Rendition(AbstractRendition):
    """The picture at one width and in one format."""

    image = models.ForeignKey(Image, related_name="renditions", on_delete=models.CASCADE)

    class Meta(AbstractRendition.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]
