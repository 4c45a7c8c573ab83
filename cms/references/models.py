"""The addresses that articles lead to, and whether something answers there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.articles.models import ArticlePage
from cms.references.citations import LONGEST

ENOUGH_FAILURES = 2
"""In a row, a day apart: once is an outage."""


class Problem(models.TextChoices):
    """Why an address does not answer."""

    GONE = "gone", _("the page is not there any more")
    ERROR = "error", _("the website answers with an error")
    SILENT = "silent", _("the website does not answer")
    NO_HOST = "no_host", _("there is no such website")
    INSECURE = "insecure", _("browsers warn of its certificate")
    CIRCLE = "circle", _("it leads round in circles")


class CitedAddress(models.Model):
    """An address of another website."""

    url = models.CharField(max_length=LONGEST, unique=True)
    host = models.CharField(max_length=255, db_index=True)
    due_at = models.DateTimeField(db_index=True)
    asked_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True, help_text="Of the last answer, where there was one.")
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row.")
    failing_since = models.DateTimeField(null=True)
    problem = models.CharField(max_length=10, choices=Problem, blank=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cited_address_fails_since",
                condition=Q(failures=0, failing_since=None, problem="")
                | (Q(failures__gt=0, failing_since__isnull=False) & ~Q(problem="")),
            )
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_dead(self) -> bool:
        """Whether it failed often enough to tell somebody."""
        return self.failures >= ENOUGH_FAILURES


class ArticleCitations(models.Model):
    """What one article leads to, as far as its newest draft was looked at."""

    article = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="citations")
    revision = models.PositiveBigIntegerField(default=0, help_text="The revision that was looked at; 0 without one.")
    addresses = models.ManyToManyField(CitedAddress, related_name="citations")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.article)
