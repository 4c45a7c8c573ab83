"""What the desk keeps of its own. Enquiries, and what is done with them, are in `api.enquiries`."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Desk(models.Model):
    """No table: what the permissions of the desk hang on."""

    class Meta:
        managed = False
        default_permissions = ()
        verbose_name = _("enquiries")
        permissions: ClassVar = [
            ("handle_enquiries", _("Can read and answer enquiries")),
            ("export_enquiries", _("Can export enquiries with everything that people wrote")),
            ("erase_enquiries", _("Can erase enquiries")),
            ("view_access_log", _("Can see who has read enquiries")),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class AnswerTemplate(models.Model):
    """An answer that is often given, to begin with."""

    title = models.CharField(_("title"), max_length=100, help_text=_("For staff only."))
    locale = models.CharField(_("language"), max_length=20, choices=settings.LANGUAGES)
    text = models.TextField(_("text"), max_length=5000)

    class Meta:
        verbose_name = _("answer template")
        verbose_name_plural = _("answer templates")
        ordering: ClassVar = ["locale", "title"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["locale", "title"],
                name="answer_template_once_a_language",
                violation_error_message=_("There is a template with this title in this language already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
