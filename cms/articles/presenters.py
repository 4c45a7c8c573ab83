"""Topics and articles as public JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from api.documents.schemas import blocks as shapes
from api.documents.schemas.base import Code, DocumentReference, SourceReference
from api.documents.schemas.documents import (
    ArticleContent,
    Person,
    Related,
    Review,
    Seo,
    Source,
    TopicContent,
    TopicLink,
    Translation,
)
from cms import links
from cms.articles import originals
from cms.articles.body import as_block, first, present_body
from cms.articles.embeds import Embeds
from cms.articles.json_ld import medical_web_page
from cms.articles.reading import reading_of
from cms.clinic.models import ClinicSettings, ClinicText
from cms.clinic.presenters import default_call_to_action, present_people
from cms.headless import PublicationRefusedError, Reason
from cms.images.presenters import present_image
from cms.review import sign_offs

if TYPE_CHECKING:
    from cms.articles.models import ArticlePage, TopicPage


INDISPENSABLE = {
    "escalation": ("body", _("It does not say when to see a doctor.")),
    "call_to_action": ("body", _("There is no call to action, and the clinic has none in this language.")),
    "review": ("reviewer", _("The review is not complete.")),
}
"""What no article is published without: where an editor mends it, and what to say."""


class Clinic(NamedTuple):
    settings: ClinicSettings
    text: ClinicText | None
    """Nothing in this language: then an article has to bring its own call to action."""


def present_topic(topic: TopicPage) -> TopicContent:
    locale = topic.locale.language_code
    return TopicContent(
        id=topic.translation_key,
        locale=locale,
        slug=topic.slug,
        path=topic.url_path,
        title=topic.title,
        summary=topic.summary,
        image=present_image(topic.image, locale) if topic.image else None,
        codes=[_code(one.system, one.code) for one in topic.codes.all()],
        translations=_translations(topic),
    )


def present_article(article: ArticlePage) -> ArticleContent:
    """Raises PublicationRefusedError if it lacks what every published article has."""
    locale = article.locale.language_code
    embeds = Embeds.of(article, locale)
    with override(locale):
        body = present_body(article.body, embeds, article=article.translation_key)
    fields = fields_of(article, body, embeds)
    for name, (field, text) in INDISPENSABLE.items():
        if fields[name] is None:
            raise PublicationRefusedError(str(article), [Reason(field, str(text))])
    return ArticleContent(**fields, seo=Seo(**seo_of(article, fields, embeds)))


def fields_of(article: ArticlePage, body: list[shapes.Block], embeds: Embeds) -> dict[str, Any]:
    """The fields of an ArticleContent apart from `seo`; None for what is indispensable and not there."""
    locale = article.locale.language_code
    clinic = _clinic(locale)
    with override(locale):
        call_to_action = first(body, shapes.CallToActionBlock) or _default_call_to_action(clinic)
    rows = article.authors.select_related("clinician__locale")
    authors = [one.clinician for one in rows if one.clinician_id]
    people = present_people([*authors, *([article.reviewer] if article.reviewer else [])], locale)
    return {
        "id": article.translation_key,
        "locale": locale,
        "slug": article.slug,
        "path": article.url_path,
        "title": article.title,
        "summary": article.summary,
        "also_known_as": article.other_names(),
        "topics": _topics(article, embeds),
        "audience": article.audience,
        "hero": embeds.image(article.hero_image, caption=article.hero_caption),
        "body": body,
        "benefits": first(body, shapes.BenefitsBlock),
        "alternatives": first(body, shapes.AlternativesBlock),
        "escalation": first(body, shapes.EscalationBlock),
        "call_to_action": call_to_action,
        "review": _review(article, people[article.reviewer.translation_key] if article.reviewer else None),
        "authors": [people[author.translation_key] for author in authors],
        "references": _references(article),
        "disclosure": article.disclosure or (clinic.text.disclosure if clinic.text else ""),
        "disclaimer": clinic.text.disclaimer if clinic.text else "",
        "translations": _translations(article),
        "translation": _source(article, locale),
        "reading": reading_of("\n".join(block.fallback_text for block in body), locale),
        "related": _related(article, embeds),
    }


def seo_of(article: ArticlePage, fields: dict[str, Any], embeds: Embeds) -> dict[str, Any]:
    """What search engines are told; without `json_ld` as long as nobody has reviewed it."""
    description = article.search_description or article.summary
    return {
        "title": article.seo_title or article.title,
        "description": description,
        "image": embeds.image(article.social_image) or fields["hero"],
        "json_ld": medical_web_page(
            article,
            description=description,
            review=fields["review"],
            authors=fields["authors"],
            topics=[(topic.title, _codes(topic)) for topic in fields["topics"]],
            references=fields["references"],
            clinic=ClinicSettings.load().name,
        )
        if fields["review"]
        else {},
    }


def _clinic(locale: str) -> Clinic:
    clinic = ClinicSettings.load()
    return Clinic(clinic, clinic.texts.filter(locale__language_code=locale).select_related("locale").first())


def _default_call_to_action(clinic: Clinic) -> shapes.CallToActionBlock | None:
    if clinic.text is None:
        return None
    return as_block(default_call_to_action(clinic.settings, clinic.text), clinic=clinic.settings.public_id)


def _review(article: ArticlePage, reviewer: Person | None) -> Review | None:
    approval = article.approval()
    if approval is None or reviewer is None or article.next_review_on is None:
        return None
    unchanged = sign_offs.matches(approval, digest=article.clinical_digest())
    return Review(
        status="current" if unchanged else "changed_since_review",
        reviewed_on=approval.reviewed_on,
        next_review_on=article.next_review_on,
        reviewer=reviewer,
    )


def _topics(article: ArticlePage, embeds: Embeds) -> list[TopicLink]:
    """Each once, though it may have been chosen in two languages."""
    references = [embeds.page(topic.pk) for topic in article.topics.all()]
    unique = {reference.id: reference for reference in references if reference}
    return [
        TopicLink(id=topic.id, slug=topic.slug, path=topic.path, title=topic.title)
        for topic in sorted(unique.values(), key=lambda topic: topic.title)
    ]


def _codes(topic: TopicLink) -> list[Code]:
    from cms.articles.models import TopicCode

    rows = TopicCode.objects.filter(topic__translation_key=topic.id).order_by("sort_order")
    pairs = dict.fromkeys(rows.values_list("system", "code"))
    return [_code(*pair) for pair in pairs]


def _code(system: str, code: str) -> Code:
    return Code.model_validate({"system": system, "code": code})


def _references(article: ArticlePage) -> list[SourceReference]:
    return [
        SourceReference(
            number=number,
            title=one.title,
            publisher=one.publisher or None,
            year=one.year,
            url=one.url or None,
            doi=one.doi or None,
            accessed_on=one.accessed_on,
        )
        for number, one in enumerate(article.references.all(), start=1)
    ]


def _related(article: ArticlePage, embeds: Embeds) -> list[Related]:
    references = [embeds.page(one.target_id) for one in article.related.all()]
    shown: dict[UUID, DocumentReference] = {
        reference.id: reference for reference in references if reference and reference.id != article.translation_key
    }
    rows = (
        type(article)
        .objects.filter(translation_key__in=list(shown))
        .values_list("translation_key", "locale__language_code", "summary")
    )
    summaries = {(key, locale): summary for key, locale, summary in rows}
    return [
        Related(**dict(reference), summary=summaries.get((reference.id, reference.locale), ""))
        for reference in shown.values()
    ]


def _translations(page: ArticlePage | TopicPage) -> list[Translation]:
    return [
        Translation(locale=other.locale.language_code, path=other.url_path)
        for other in links.readable(page.get_translations().order_by("locale__language_code"))
    ]


def _source(article: ArticlePage, locale: str) -> Source | None:
    """What this was translated from: the article in the installation's first language."""
    first = originals.FIRST_LANGUAGE
    if locale == first or not article.get_translations().filter(locale__language_code=first).exists():
        return None
    edition = article.source_edition
    behind = originals.is_behind(edition, originals.standing_of_original(article))
    return Source(locale=first, edition=edition, behind=behind)
