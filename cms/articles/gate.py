"""What an article must have before readers see it. A draft may be anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.blocks import Block, StreamBlockValidationError, StructValue

from cms import links
from cms.articles import originals
from cms.articles.embeds import values_in
from cms.clinic.models import ClinicSettings
from cms.forms.presenters import references_to
from cms.headless import Reason
from cms.images.models import Image

if TYPE_CHECKING:
    from cms.articles.models import ArticlePage, TopicPage

LONGEST_REVIEW_YEARS = 3
REVIEW_FIELDS = {"reviewer", "reviewed_on", "next_review_on"}
LONGEST_DESCRIPTION = 300
LONGEST_NAME = 300


def reasons(article: ArticlePage, *, published_before: bool) -> list[Reason]:
    """Every reason at once why the article may not be published, with the form field where it is mended."""
    return [*reasons_beside_blocks(article, published_before=published_before), *incomplete_blocks(article)]


def reasons_beside_blocks(article: ArticlePage, *, published_before: bool) -> list[Reason]:
    """All but what is missing inside a block, which a form says at that block itself."""
    return [
        *_about_finding(article),
        *_about_body(article),
        *_about_targets(article),
        *_about_review(article),
        *_about_pictures(article),
        *_about_change(article, published_before),
        *originals.withheld(article),
    ]


def incomplete_blocks(article: ArticlePage) -> list[Reason]:
    """What a block lacks, or what in it cannot be so."""
    try:
        article.body.stream_block.clean(article.body)
    except StreamBlockValidationError as error:
        found: list[Reason] = []
        for index, inner in sorted(error.block_errors.items()):
            block = article.body[index].block
            found += [
                Reason("body", text, part=index) for text in _said(inner, [f"{index + 1} ({block.label})"], block)
            ]
        return found
    return []


def topic_reasons(topic: TopicPage) -> list[Reason]:
    if topic.image and topic.image.lacks_alt_in(topic.locale.language_code):
        return [_lacks_alt("image", topic.image)]
    return []


def _about_finding(article: ArticlePage) -> Iterator[Reason]:
    if not article.summary.strip():
        yield Reason("summary", _("Write a summary: lists and search engines show it."))
    if not article.topics.all():
        yield Reason("topics", _("Choose a topic, or readers will not find the article."))
    elif not links.references_to([topic.pk for topic in article.topics.all()], article.locale.language_code):
        yield Reason("topics", _("None of its topics is published. Publish one first."))
    if (other := article.slug_holder()) is not None:
        text = _("“%(title)s” has the slug “%(slug)s” already. Choose a different one.")
        yield Reason("slug", text % {"title": other.title, "slug": article.slug})
    if len(article.search_description) > LONGEST_DESCRIPTION:
        text = _("The description for search engines has more than %(limit)d characters. Shorten it.")
        yield Reason("search_description", text % {"limit": LONGEST_DESCRIPTION})
    if any(len(name) > LONGEST_NAME for name in article.other_names()):
        text = _("One of the other names has more than %(limit)d characters. Write one name on each line.")
        yield Reason("also_known_as", text % {"limit": LONGEST_NAME})


def _about_body(article: ArticlePage) -> Iterator[Reason]:
    kinds = [child.block_type for child in article.body]
    if not kinds:
        yield Reason("body", _("The body is empty."))
    if "escalation" not in kinds:
        yield Reason("body", _("Say when to see a doctor: add that block to the body."))
    if "call_to_action" not in kinds and not _clinic_has_call_to_action(article):
        text = _("Add a call to action, or write the clinic's own in this language under Settings, Clinic.")
        yield Reason("body", text)
    emergencies = [
        index
        for index, child in enumerate(article.body)
        if child.block_type == "escalation" and child.value["level"] == "emergency"
    ]
    if emergencies and "call_to_action" in kinds[: emergencies[-1]]:
        yield Reason("body", _("A call to action stands above an emergency. Move the emergency up."))
    count = len(article.references.all())
    for number in sorted(set(_reference_numbers(article))):
        if not 1 <= number <= count:
            text = _("A point names reference %(number)d, but the list of references ends at %(count)d.")
            yield Reason("body", text % {"number": number, "count": count})


def _about_targets(article: ArticlePage) -> Iterator[Reason]:
    """Actions and calls to action; any other link to a page that is not published becomes plain text."""
    locale, wanted = article.locale.language_code, list(_targets(article))
    pages = links.references_to([target["page"].pk for _label, target in wanted if target["page"]], locale)
    forms = references_to([target["form"] for _label, target in wanted if target["form"]], locale)
    for label, target in wanted:
        if target["page"] and target["page"].pk not in pages:
            yield Reason("body", _("“%(label)s” leads to a page that is not published.") % {"label": label})
        if target["form"] and target["form"].pk not in forms:
            yield Reason("body", _("“%(label)s” leads to a form that is not published.") % {"label": label})


def _targets(article: ArticlePage) -> Iterator[tuple[str, StructValue]]:
    """Where readers are sent, and the words that say so."""
    for child in article.body:
        if child.block_type == "call_to_action":
            yield child.value["label"], child.value["target"]
        if child.block_type == "escalation":
            yield from ((action["label"], action["target"]) for action in child.value["actions"])


def _about_review(article: ArticlePage) -> Iterator[Reason]:
    last, following = article.reviewed_on, article.next_review_on
    if article.reviewer is None:
        yield Reason("reviewer", _("Name the clinician who reviewed the text."))
    elif not article.reviewer.credentials.strip():
        text = _("%(name)s has no credentials. Readers must see what qualifies a reviewer.")
        yield Reason("reviewer", text % {"name": article.reviewer.name})
    if last is None:
        yield Reason("reviewed_on", _("Say when the text was reviewed."))
    elif last > timezone.localdate():
        yield Reason("reviewed_on", _("The review lies in the future."))
    if following is None:
        yield Reason("next_review_on", _("Say when the text will be reviewed next."))
    elif last is not None and following <= last:
        yield Reason("next_review_on", _("The next review comes after the last one."))
    elif last is not None and following > _years_later(last, LONGEST_REVIEW_YEARS):
        text = _("The next review is more than %(years)d years after the last one.")
        yield Reason("next_review_on", text % {"years": LONGEST_REVIEW_YEARS})
    if not article.references.all():
        yield Reason("references", _("Name at least one reference that the text rests on."))


def _about_pictures(article: ArticlePage) -> Iterator[Reason]:
    locale = article.locale.language_code
    shown = [("hero_image", article.hero_image), ("social_image", article.social_image)]
    shown += [("body", value) for value in values_in(article.body) if isinstance(value, Image)]
    lacking = {(field, image.pk): image for field, image in shown if image and image.lacks_alt_in(locale)}
    for (field, _key), image in lacking.items():
        yield _lacks_alt(field, image)


def _about_change(article: ArticlePage, published_before: bool) -> Iterator[Reason]:
    if not published_before:
        return
    if not article.change_note.strip():
        yield Reason("change_note", _("Say what has changed since the article was published last."))
    if not article.change_kind:
        yield Reason("change_kind", _("Say what kind of change it is."))


def _lacks_alt(field: str, image: Image) -> Reason:
    text = _("The picture “%(title)s” has no alternative text in this language. Write it under Images.")
    return Reason(field, text % {"title": image.title})


def _clinic_has_call_to_action(article: ArticlePage) -> bool:
    clinic = ClinicSettings.load()
    return clinic.is_public() and bool(clinic.texts.filter(locale=article.locale).exists())


def _reference_numbers(article: ArticlePage) -> Iterator[int]:
    for child in article.body:
        if child.block_type in ("benefits", "risks"):
            yield from (item["reference"] for item in child.value["items"] if isinstance(item["reference"], int))


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _said(error: ValidationError, where: list[str], block: Block | None) -> Iterator[str]:
    """The messages of a block's error, each with the way to its place in the words of the form."""
    nested = getattr(error, "block_errors", None) or getattr(error, "cell_errors", None) or {}
    for key, inner in nested.items():
        children = getattr(block, "child_blocks", {})
        child = children.get(key) or getattr(block, "child_block", None)
        step = str(children[key].label) if key in children else str(key + 1)
        # The cells of a table's row come as a dict of their own.
        for one in inner.values() if isinstance(inner, dict) else [inner]:
            yield from _said(one, [*where, step], child)
    own = getattr(error, "non_block_errors", None)
    for message in own.as_data() if own is not None else [error]:
        for text in message.messages:
            yield f"{' / '.join(where)}: {text}"
