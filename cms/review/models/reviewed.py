"""What a page must offer to be reviewed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.clinic.models import Clinician
from cms.review.models.sign_off import Approval


class Reviewed(models.Model):
    """A translatable page with clinical content. It names who approved it last, and when that is due again."""

    clinical_fields: ClassVar[frozenset[str]]
    """What the digest is made of, by field or relation."""

    reviewer = models.ForeignKey(
        Clinician,
        verbose_name=_("reviewer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The clinician who checked the text as it stands."),
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    next_review_on = models.DateField(
        _("next review on"), null=True, blank=True, help_text=_("At most three years after the last one.")
    )

    class Meta:
        abstract = True

    def clinical_digest(self) -> str:
        """SHA-256 of the clinical content, in hexadecimal."""
        raise NotImplementedError

    def approval(self) -> Approval | None:
        """The review that the content names, if it is complete."""
        if self.reviewer is None or self.reviewed_on is None:
            return None
        return Approval(
            content=self.translation_key,  # type: ignore[attr-defined]  # of Wagtail's page
            locale=self.locale.language_code,  # type: ignore[attr-defined]
            reviewer=self.reviewer.translation_key,
            reviewed_on=self.reviewed_on,
        )
