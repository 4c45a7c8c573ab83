"""Where articles live: a home page for each language, and topics below it."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from api.documents.schemas.documents import TopicContent
from cms.articles import gate, panels, presenters
from cms.articles.forms import TopicPageForm
from cms.headless import Headless, Identity, Reason, WholePublication

RESERVED_SLUGS = {"clinicians", "forms"}
"""Below a home page: the addresses of what is no page."""

SUMMARY_LENGTH = 300


class HomePage(Page):
    """Where a language begins. Its address is the language's code, and all others of the language begin with it."""

    max_count = len(settings.LANGUAGES)
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["cms_articles.TopicPage"]
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    objects: ClassVar[PageManager] = PageManager()

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def clean(self) -> None:
        super().clean()
        code = self.locale.language_code
        if self.slug != code:
            raise ValidationError({"slug": _("The slug of this home page must be “%(code)s”.") % {"code": code}})


class PublicPage(Headless, WholePublication, Page):
    """A page that is a document."""

    class Meta:
        abstract = True

    def public_identities(self) -> list[Identity]:
        return [Identity(self.kind, self.translation_key, self.locale.language_code)]

    def is_public(self) -> bool:
        return bool(self.live) and not self.get_view_restrictions().exists()


class TopicPage(PublicPage):
    """A subject that articles belong to."""

    kind = "topic"
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    summary = models.TextField(
        _("summary"),
        blank=True,
        validators=[MaxLengthValidator(SUMMARY_LENGTH)],
        help_text=_("What readers find here."),
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    base_form_class = TopicPageForm
    content_panels = panels.TOPIC
    promote_panels = panels.PROMOTE
    parent_page_types: ClassVar[list[str]] = ["cms_articles.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms_articles.ArticlePage"]
    objects: ClassVar[PageManager] = PageManager()

    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            message = _("The address “%(slug)s” is kept for what is no page. Choose a different slug.")
            raise ValidationError({"slug": message % {"slug": self.slug}})

    def present(self, locale: str) -> TopicContent:
        return presenters.present_topic(self)

    def publication_reasons(self, *, published_before: bool) -> list[Reason]:
        return gate.topic_reasons(self)

    def structural_dependents(self) -> list[Headless]:
        """Its articles, whose address begins with its own, what else is filed under it, and its other languages."""
        from cms.articles.models.articles import ArticlePage

        translations = self.get_translations(inclusive=True)
        filed = ArticlePage.objects.filter(models.Q(topics__in=translations) | models.Q(pk__in=self.get_children()))
        return [*filed.distinct(), *self.get_translations()]


class TopicCode(Orderable):
    """A medical code of a topic."""

    class System(models.TextChoices):
        ICD_10_CM = "ICD-10-CM", "ICD-10-CM"
        SNOMED_CT = "SNOMED CT", "SNOMED CT"

    topic = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="codes")
    system = models.CharField(_("system"), max_length=20, choices=System, default=System.ICD_10_CM)
    code = models.CharField(
        _("code"),
        max_length=18,
        validators=[RegexValidator(r"^[A-Z0-9.]+$", _("Capital letters, digits and points, for example M54.5."))],
    )

    class Meta(Orderable.Meta):
        verbose_name = _("medical code")
        verbose_name_plural = _("medical codes")

    def __str__(self) -> str:
        return f"{self.system} {self.code}"
