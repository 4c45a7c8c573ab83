"""A clinician's approval of an exact clinical content."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Approval:
    """A review as it is named on the content: this clinician, on this day."""

    content: UUID
    locale: str
    reviewer: UUID
    reviewed_on: date


class SignOff(models.Model):
    """Who approved which content, by its digest. Content and reviewer are named by key: the record outlives both."""

    content = models.UUIDField(help_text="The public id of what was reviewed; the same in all languages.")
    locale = models.CharField(max_length=20)
    reviewer = models.UUIDField(help_text="The public id of the clinician.")
    reviewed_on = models.DateField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the clinical fields, in hexadecimal.")
    revision = models.BigIntegerField(
        null=True,
        blank=True,
        help_text="The draft that was approved, while it is kept: to show what has changed since.",
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=150, help_text="Who recorded it.")

    class Meta:
        default_permissions = ()
        verbose_name = _("clinical review")
        verbose_name_plural = _("clinical reviews")
        permissions: ClassVar = [
            ("sign_off", _("Can sign articles off, as the clinician that the account belongs to")),
            ("record_review", _("Can enter a review that took place elsewhere")),
        ]
        indexes: ClassVar = [models.Index("content", "locale", F("at").desc(), name="sign_off_by_content")]

    def __str__(self) -> str:
        return f"{self.content} ({self.locale}), reviewed on {self.reviewed_on}"
