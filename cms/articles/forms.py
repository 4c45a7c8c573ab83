"""The forms of topics and articles in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.articles import gate
from cms.gated_form import GatedForm
from cms.headless import Reason, published_before, published_edition

if TYPE_CHECKING:
    from cms.articles.models import ArticlePage, TopicPage


class GatedPageForm(GatedForm, WagtailAdminPageForm):
    """A page's form that refuses what the publish gate refuses."""


class TopicPageForm(GatedPageForm):
    def _reasons(self) -> list[Reason]:
        topic: TopicPage = self._candidate()
        return gate.topic_reasons(topic)


class ArticlePageForm(GatedPageForm):
    up_to_date = forms.BooleanField(
        required=False, label=_("This translation says everything that the original says now")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_topics_of_the_language()
        self._source_edition = self._published_source()
        if self._source_edition is None:
            self.fields.pop("up_to_date", None)
        elif "up_to_date" in self.fields:
            text = _("The original is at edition %(now)d; this text was last compared with edition %(then)s.")
            then = self.instance.source_edition or "–"
            self.fields["up_to_date"].help_text = text % {"now": self._source_edition, "then": then}

    def save(self, commit: bool = True) -> ArticlePage:
        if self.cleaned_data.get("up_to_date"):
            self.instance.source_edition = self._source_edition
        page: ArticlePage = super().save(commit=commit)
        return page

    def _offer_topics_of_the_language(self) -> None:
        """Topics are chosen in the article's language; a new article begins with the one that it is written under."""
        field = self.fields.get("topics")
        if field is None:
            return
        field.queryset = field.queryset.filter(locale_id=self.instance.locale_id).order_by("title")
        chosen = [topic.translation_key for topic in self.initial.get("topics", [])]
        if not self.instance.pk and self.parent_page is not None:
            chosen = [self.parent_page.translation_key]
        self.initial["topics"] = list(field.queryset.filter(translation_key__in=chosen))

    def _published_source(self) -> int | None:
        """The edition of the original, where this is a translation of something that is published."""
        first = settings.LANGUAGE_CODE
        if not self.instance.locale_id or self.instance.locale.language_code == first:
            return None
        return published_edition(self.instance.kind, self.instance.translation_key, first)

    def candidate(self) -> ArticlePage:
        """The article as it is being written, with what cannot be saved yet. It is not to be saved."""
        article: ArticlePage = self._candidate()
        if "body" in self.fields and "body" not in self.cleaned_data:
            article.body = self.fields["body"].widget.value_from_datadict(self.data, self.files, "body")
        article.topics.set(self.cleaned_data.get("topics", []))
        article.references.set([row.instance for _place, row in self.rows("references")])
        if self.cleaned_data.get("up_to_date"):
            article.source_edition = self._source_edition
        return article

    def _reasons(self) -> list[Reason]:
        article = self.candidate()
        return gate.reasons_beside_blocks(article, published_before=published_before(article))

    def _reasons_against_review(self) -> list[Reason]:
        """A reviewer is sent what only lacks their review."""
        return [reason for reason in self._reasons() if reason.field not in gate.REVIEW_FIELDS]

    def rows(self, name: str) -> list[tuple[int, forms.ModelForm[Any]]]:
        """What is kept of an inline panel, as the editor has ordered it, each with its number in what was sent."""
        kept = [(place, row) for place, row in enumerate(self.formsets.get(name, [])) if not self._is_deleted(row)]
        return sorted(kept, key=lambda one: self._order(one[1], one[0]))

    @staticmethod
    def _is_deleted(row: forms.ModelForm[Any]) -> bool:
        return row.is_valid() and bool(row.cleaned_data.get("DELETE"))

    @staticmethod
    def _order(row: forms.ModelForm[Any], place: int) -> int:
        order = getattr(row, "cleaned_data", {}).get("ORDER")
        return place if order is None else order
