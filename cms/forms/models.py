"""The forms that visitors send to the clinic."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index

from api.documents.schemas.forms import FormContent
from cms.forms import gate, presenters
from cms.forms.admin_form import EnquiryFormForm
from cms.forms.blocks import FormFieldsBlock
from cms.headless import Headless, Identity, Reason, WholePublication
from cms.streams import StreamField


class EnquiryForm(
    Headless,
    WholePublication,
    PreviewableMixin,
    DraftStateMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """A form for non-medical questions and correspondence. What is sent through it leads to the desk."""

    kind = "form"

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        blank=True,
        help_text=_("The end of the address. Made from the title if it is left empty."),
    )
    notice = models.TextField(
        _("notice"),
        blank=True,
        max_length=2000,
        help_text=_(
            "Stands above the fields: for non-medical questions and correspondence only, and what to do instead "
            "when something is wrong."
        ),
    )
    fields = StreamField(FormFieldsBlock(required=False), verbose_name=_("fields"), blank=True)
    consent = models.TextField(
        _("consent"),
        blank=True,
        max_length=5000,
        help_text=_(
            "What people agree to: who reads what they send, for what, how long it is kept. Each message records "
            "the very text that was agreed to."
        ),
    )
    submit_label = models.CharField(
        _("words on the button"), max_length=100, blank=True, help_text=_("“Send” if it is left empty.")
    )
    confirmation = models.TextField(
        _("confirmation"), blank=True, max_length=2000, help_text=_("Shown when the message has arrived.")
    )
    next_steps = models.TextField(
        _("next steps"), blank=True, help_text=_("What happens now, for example when you answer. One on each line.")
    )
    recipients = models.TextField(
        _("recipients"),
        blank=True,
        help_text=_(
            "E-mail addresses of the clinic that are told that a message has arrived, one on each line. They get a "
            "reference and a link, never what was written. Those of all languages of this form are told. Visitors "
            "never see them."
        ),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("days to keep messages"),
        default=365,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("Messages are deleted for good after that. Say the same in the consent."),
    )

    base_form_class = EnquiryFormForm
    search_fields: ClassVar = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("live"),
        index.FilterField("locale_id"),
    ]

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        ordering: ClassVar = ["title"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="form_one_per_language"),
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="form_slug_per_language",
                violation_error_message=_("Another form has this slug. Choose a different one."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.title)[:100]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or slugify(self.title)[:100]

    @property
    def path(self) -> str:
        return f"/{self.locale.language_code}/forms/{self.slug}/"

    @property
    def addresses(self) -> list[str]:
        """The recipients, each once."""
        return list(dict.fromkeys(presenters.lines(self.recipients)))

    def is_public(self) -> bool:
        return bool(self.live)

    def public_identities(self) -> list[Identity]:
        return [Identity(self.kind, self.translation_key, self.locale.language_code)]

    def present(self, locale: str) -> FormContent:
        return presenters.present_form(self)

    def publication_reasons(self, *, published_before: bool) -> list[Reason]:
        return gate.reasons(self)

    def structural_dependents(self) -> list[Headless]:
        """Its other languages, which link to this one."""
        return list(self.get_translations())

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As a website may show it. A draft need not be complete."""
        with override(self.locale.language_code):
            return render(
                request,
                "cms_forms/preview.html",
                {"form": self, "next_steps": presenters.lines(self.next_steps)},
            )
