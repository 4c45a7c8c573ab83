"""What is still to be written to reviewers."""

from typing import ClassVar

from django.db import models

from cms.mails import StaffMail


class ReviewMail(StaffMail):
    """About what is due: one in a period at most."""

    period = models.PositiveIntegerField(help_text="The number of the period, counted in REVIEW_MAIL_DAYS.")

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
