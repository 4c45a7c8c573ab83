"""The article itself, and the rows that belong to it."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from api.documents.schemas.documents import ArticleContent
from api.previews.shapes import ArticleDraft
from cms.articles import drafts, gate, originals, panels, presenters
from cms.articles.blocks import ArticleBody
from cms.articles.clinical import clinical_digest
from cms.articles.forms import ArticlePageForm
from cms.articles.models.tree import SUMMARY_LENGTH, PublicPage, TopicPage
from cms.choices import ChoicesField
from cms.clinic.models import Clinician
from cms.headless import Headless, Reason
from cms.previews.previewed import Previewed
from cms.review import sign_offs
from cms.review.models import Reviewed
from cms.streams import StreamField

AUDIENCES = [
    ("adults", _("Adults")),
    ("children", _("Children and their parents")),
    ("carers", _("Carers")),
    ("athletes", _("Athletes")),
    ("older_adults", _("Older adults")),
    ("pregnancy", _("Pregnancy")),
]


class ChangeKind(models.TextChoices):
    EDITORIAL = "editorial", _("Editorial: wording, pictures, links")
    CLINICAL = "clinical", _("Clinical: what readers are told to do")
    SAFETY = "safety", _("Safety: the text before could have harmed somebody")


class ArticlePage(Previewed, Reviewed, PublicPage):
    """A health article. A draft may be anything; `cms.articles.gate` says what may be published."""

    kind = "article"
    shows_clinic = True
    clinical_fields = frozenset({"title", "summary", "body", "references"})

    summary = models.TextField(
        _("summary"),
        blank=True,
        validators=[MaxLengthValidator(SUMMARY_LENGTH)],
        help_text=_("What the article says, in at most 300 characters. Lists and search engines show it."),
    )
    also_known_as = models.TextField(
        _("also known as"), blank=True, help_text=_("Other words that readers search for, one on each line.")
    )
    topics = ParentalManyToManyField(
        TopicPage, verbose_name=_("topics"), blank=True, related_name="+", help_text=_("Where readers find it.")
    )
    audience = ChoicesField(_("audience"), options=AUDIENCES, help_text=_("Whom it is written for."))
    hero_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture at the top"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hero_caption = models.CharField(_("caption"), max_length=300, blank=True)
    body = StreamField(
        ArticleBody(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("To be published it needs a part that says when to see a doctor."),
    )
    disclosure = models.TextField(
        _("disclosure"), blank=True, help_text=_("Only if it differs from what the clinic says everywhere.")
    )
    social_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture for sharing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when somebody shares the article. The picture at the top is taken if there is none."),
    )
    change_kind = models.CharField(
        _("kind of change"),
        max_length=10,
        choices=ChangeKind,
        blank=True,
        help_text=_("Asked for whenever an article is published again."),
    )
    change_note = models.TextField(
        _("what has changed"),
        blank=True,
        validators=[MaxLengthValidator(1000)],
        help_text=_("What you changed and why, in a sentence that readers understand: they can see it."),
    )
    source_edition = models.PositiveIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text=_("Of a translation: the edition of the article that was translated."),
    )

    edit_handler = panels.article_form(ArticlePageForm)
    parent_page_types: ClassVar[list[str]] = ["cms_articles.TopicPage"]
    subpage_types: ClassVar[list[str]] = []
    objects: ClassVar[PageManager] = PageManager()

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("also_known_as"),
        index.SearchField("body"),
        index.FilterField("reviewer_id"),
        index.FilterField("next_review_on"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index("next_review_on", name="article_by_next_review")]

    def clean(self) -> None:
        super().clean()
        if (other := self.slug_holder()) is not None:
            message = _("“%(title)s” has this slug already. Choose a different one.")
            raise ValidationError({"slug": message % {"title": other.title}})

    def clinical_digest(self) -> str:
        return clinical_digest(self)

    def other_names(self) -> list[str]:
        return [name for line in self.also_known_as.splitlines() if (name := line.strip())]

    def slug_holder(self) -> "ArticlePage | None":
        """Another article of the language with the same slug: articles are looked up by it alone."""
        if not self.locale_id:
            return None
        same = ArticlePage.objects.filter(slug=self.slug, locale_id=self.locale_id)
        holder: ArticlePage | None = same.exclude(pk=self.pk).first()
        return holder

    def is_public(self) -> bool:
        return super().is_public() and not self.withheld()

    def withheld(self) -> list[Reason]:
        return originals.withheld(self) if self.live else []

    def present(self, locale: str) -> ArticleContent:
        return presenters.present_article(self)

    def present_draft(self) -> ArticleDraft:
        return drafts.present_draft(self)

    def publication_reasons(self, *, published_before: bool) -> list[Reason]:
        return gate.reasons(self, published_before=published_before)

    def take_change_note(self) -> tuple[str, str] | None:
        """The note is told once: it leaves the live row and the revision that is being published."""
        note = (self.change_kind, self.change_note.strip())
        if not any(note):
            return None
        self.change_kind = self.change_note = ""
        ArticlePage.objects.filter(pk=self.pk).update(change_kind="", change_note="")
        if self.live_revision_id:
            revision = self.live_revision
            revision.content = {**revision.content, "change_kind": "", "change_note": ""}
            type(revision).objects.filter(pk=revision.pk).update(content=revision.content)
        return note if all(note) else None

    def published(self, *, by: str, at: datetime) -> None:
        """A review that is named for the first time counts for the content that it is published with."""
        approval = self.approval()
        if approval and not sign_offs.is_recorded(approval):
            digest = self.clinical_digest()
            sign_offs.sign_off(approval, digest=digest, by=by, at=at, revision=self.live_revision_id)

    def structural_dependents(self) -> list[Headless]:
        """Its other languages: they list each other, and a translation says whether its source is newer."""
        return list(self.get_translations())


class ArticleAuthor(Orderable):
    """Somebody who wrote the article."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")
    clinician = models.ForeignKey(Clinician, verbose_name=_("clinician"), on_delete=models.PROTECT, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return str(self.clinician)


class ArticleReference(Orderable):
    """A source that the text rests on. Its place in the list is its number."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="references")
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher or journal"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1800), MaxValueValidator(2200)]
    )
    url = models.URLField(_("web address"), max_length=1000, blank=True)
    doi = models.CharField(
        "DOI",
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"^10\.\d{4,9}/\S+$", _("A DOI begins with 10., for example 10.1000/182."))],
        help_text=_("For example 10.1000/182, without https://doi.org/."),
    )
    accessed_on = models.DateField(_("read on"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self) -> str:
        return self.title


class RelatedArticle(Orderable):
    """An article to read next."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related")
    target = models.ForeignKey(ArticlePage, verbose_name=_("article"), on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")

    def __str__(self) -> str:
        return str(self.target)
