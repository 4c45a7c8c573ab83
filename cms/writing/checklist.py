"""What an article that is being written still lacks, and what would make it better."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from pydantic import ValidationError

from api.documents.schemas.documents import Reading
from api.previews.shapes import ArticleDraft
from cms.articles.body import block_id
from cms.articles.forms import ArticlePageForm
from cms.articles.gate import REVIEW_FIELDS
from cms.articles.models import ArticlePage
from cms.headless import Reason, published_before
from cms.references.checking import dead
from cms.references.citations import citations_in
from cms.references.models import CitedAddress
from cms.writing.advice import Advice, advice_on, fold

ROW = "{name} {number}"
"""A row of an inline panel, such as “References 2”."""


class Checklist(NamedTuple):
    missing: list[Reason]
    """What keeps it from being published, in the words of the publish gate and of the form."""
    from_review: list[Reason]
    """What keeps it from being published and a clinical review adds, where the editor can't."""
    advice: list[Reason]
    """What would make it better."""
    reading: Reading | None
    """None where it can't be shown yet."""


def checklist(form: ArticlePageForm) -> Checklist:
    """Of a form with what somebody is writing, validated as for publishing. Nothing of it is to be saved."""
    article = form.candidate()
    mistakes = list(_mistakes(form))
    named = {mistake.field for mistake in mistakes}
    reasons = article.publication_reasons(published_before=published_before(article))
    told = [*mistakes, *(reason for reason in reasons if reason.field not in named)]
    from_review = [reason for reason in told if reason.field in REVIEW_FIELDS - form.fields.keys()]
    missing = [reason for reason in told if reason not in from_review]
    draft = _presented(article, form)
    if draft is None:
        return Checklist(missing, from_review, [], None)
    parts = {block_id(child.id, article.translation_key, index): index for index, child in enumerate(article.body)}
    found = [*advice_on(draft.body, draft.reading), *_same_title(article)]
    advice = [_placed(one, parts) for one in found]
    return Checklist(missing, from_review, [*advice, *_dead_addresses(draft, parts, form)], draft.reading)


def _mistakes(form: ArticlePageForm) -> Iterator[Reason]:
    """What the form itself complains of. Of the body the gate says the same, with the way to the place."""
    for field, texts in form.errors.items():
        if field == "body":
            continue
        name = capfirst(str(form.fields[field].label)) if field in form.fields else ""
        yield from (Reason(field if name else "", f"{name}: {text}" if name else text) for text in texts)
    for field, formset in form.formsets.items():
        for number, (place, row) in enumerate(form.rows(field), start=1):
            name = ROW.format(name=formset.model._meta.verbose_name, number=number)
            for inner, texts in row.errors.items():
                label = capfirst(str(row.fields[inner].label)) if inner in row.fields else ""
                where = " / ".join(filter(None, (capfirst(name), label)))
                yield from (Reason(field, f"{where}: {text}", part=place) for text in texts)


def _presented(article: ArticlePage, form: ArticlePageForm) -> ArticleDraft | None:
    article.slug = article.slug or "draft"
    article.set_url_path(form.parent_page)
    try:
        return article.present_draft()
    except ValidationError:
        return None


def _same_title(article: ArticlePage) -> Iterator[Advice]:
    """Another article of the language whose title reads the same."""
    title = fold(article.title)
    others = ArticlePage.objects.filter(locale_id=article.locale_id, alias_of=None)
    others = others.exclude(pk=article.pk).exclude(translation_key=article.translation_key)
    for other in others.values_list("draft_title", flat=True).iterator():
        if title and fold(other) == title:
            text = _("There is another article with the title “%(title)s”. Readers could not tell them apart.")
            yield Advice(text % {"title": other}, field="title")
            return


def _placed(advice: Advice, parts: dict[UUID, int]) -> Reason:
    return Reason(advice.field, advice.text, part=parts.get(advice.block) if advice.block else None)


def _dead_addresses(draft: ArticleDraft, parts: dict[UUID, int], form: ArticlePageForm) -> Iterator[Reason]:
    """What the worker has found to answer no more, where it is led to."""
    citations = list(citations_in(draft))
    found = {address.url: address for address in dead(citation.address for citation in citations)}
    rows = [place for place, _row in form.rows("references")]
    for citation in citations:
        if (address := found.get(citation.address)) is None:
            continue
        words = {"address": address.url, "problem": address.get_problem_display(), "day": _day(address)}
        if citation.reference is not None:
            text = _("Reference %(number)d has not answered since %(day)s: %(problem)s (%(address)s).")
            yield Reason("references", text % {**words, "number": citation.reference}, rows[citation.reference - 1])
        else:
            text = _("A link has not answered since %(day)s: %(problem)s (%(address)s).")
            yield Reason("body", text % words, parts.get(citation.block) if citation.block else None)


def _day(address: CitedAddress) -> str:
    return date_format(timezone.localtime(address.failing_since), "SHORT_DATE_FORMAT")
