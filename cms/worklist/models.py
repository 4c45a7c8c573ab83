"""What is still to be written to reviewers."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class ReviewMail(models.Model):
    """An e-mail to a reviewer about what is due: one in a period at most, tried until it is sent or given up."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    period = models.PositiveIntegerField(help_text="The number of the period, counted in REVIEW_MAIL_DAYS.")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=100, blank=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "period"], name="review_mail_once_a_period")]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                name="review_mail_waiting",
                condition=models.Q(done_at__isnull=True, failed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.period}"
