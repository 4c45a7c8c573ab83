"""Work for later: what must be published again because something that it shows has changed."""

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Republication(models.Model):
    """One object to present again. It waits while `done_at` is null; `error` says why it has not come through."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.CharField(max_length=64)
    source = GenericForeignKey("content_type", "object_id")
    because = models.CharField(max_length=255, help_text="What has changed.")
    requested_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(done_at__isnull=True),
                name="one_waiting_republication",
            ),
        ]
        indexes: ClassVar = [
            models.Index("due_at", "id", condition=Q(done_at__isnull=True), name="republication_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.content_type.model} {self.object_id}, because of {self.because}"
