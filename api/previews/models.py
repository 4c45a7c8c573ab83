"""Passes: each shows one draft of one article in one language to whoever holds it, for a while."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Pass(models.Model):
    """The draft is there until the pass is over; the row is kept for a while after that, to say so."""

    class Purpose(models.TextChoices):
        EDITOR = "editor", _("for the editor's own screen")
        SHARED = "shared", _("for somebody without an account")

    class Reason(models.TextChoices):
        NONE = "", ""
        EXPIRED = "expired", _("its time was over")
        REVOKED = "revoked", _("taken back by the editors")
        PUBLISHED = "published", _("the article has been published since")

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the pass, which is kept nowhere.")
    purpose = models.CharField(max_length=10, choices=Purpose)
    source = models.CharField(max_length=100, help_text="The editorial object it comes from: app_label.model:pk.")
    public_id = models.UUIDField()
    locale = models.CharField(max_length=20)
    body = models.BinaryField(help_text="The draft as JSON, as an edition would hold it. Empty once the pass is over.")
    missing = models.JSONField(default=list, help_text="What keeps the draft from being published.")
    note = models.CharField(max_length=200, blank=True, help_text="Whom it is for.")
    drafted_at = models.DateTimeField(help_text="When the draft that it shows was taken.")
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    views = models.PositiveIntegerField(default=0)
    last_viewed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "passes"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, reason="") | Q(ended_at__isnull=False) & ~Q(reason=""),
                name="pass_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(views=0, last_viewed_at__isnull=True) | Q(views__gt=0, last_viewed_at__isnull=False),
                name="pass_viewed_at_a_moment",
            ),
        ]
        indexes: ClassVar = [
            models.Index("source", "created_at", name="pass_by_source"),
            models.Index("public_id", "locale", name="pass_by_document"),
            models.Index("expires_at", name="pass_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"pass {self.pk} for {self.source}"

    def over(self, at: datetime) -> Reason | None:
        """Why it shows nothing at that moment; None while it does."""
        if self.reason:
            return Pass.Reason(self.reason)
        return Pass.Reason.EXPIRED if self.expires_at <= at else None
