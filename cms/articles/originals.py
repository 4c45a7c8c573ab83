"""What a translation was made from, and whether its original has changed since.

The original of an article is the one in the installation's first language.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cms.clinic.models import ClinicSettings
from cms.headless import Reason, Standing, editorial_editions, published_bodies, standings

if TYPE_CHECKING:
    from cms.articles.models import ArticlePage

FIRST_LANGUAGE: str = settings.LANGUAGE_CODE

Compared = tuple[UUID, int, int]
"""An article, the edition that its translation was compared with, and the newest one."""


def standing_of_original(article: ArticlePage) -> Standing | None:
    """None where this is no translation, or one of something that was never published."""
    if article.locale.language_code == FIRST_LANGUAGE:
        return None
    key = article.translation_key
    return standings(article.kind, [key]).get((key, FIRST_LANGUAGE))


def is_behind(source_edition: int | None, original: Standing | None) -> bool:
    """Whether an editor has published the original after the edition that the translation was compared with."""
    return original is not None and original.editorial > (source_edition or 0)


def behind(articles: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    """The translations among them that are behind."""
    newer = editorial_editions("article", FIRST_LANGUAGE).filter(
        document__public_id=OuterRef("translation_key"), number__gt=Coalesce(OuterRef("source_edition"), 0)
    )
    return articles.exclude(locale__language_code=FIRST_LANGUAGE).filter(Exists(newer))


def compared(key: UUID, source_edition: int | None, original: Standing) -> Compared | None:
    """What to look at for changed guidance; None where the translation follows.

    One of which nobody said what it was compared with is taken for a translation of the first edition.
    """
    if not is_behind(source_edition, original):
        return None
    return key, source_edition or 1, original.editorial


def with_changed_guidance(pairs: Iterable[Compared]) -> set[Compared]:
    """Those whose original tells readers something else by now about when to see a doctor. One query for them all."""
    pairs = list(pairs)
    wanted = {(key, edition) for key, then, now in pairs for edition in (then, now)}
    guidance = {
        (key, edition): guidance_of(body) for key, edition, body in published_bodies("article", FIRST_LANGUAGE, wanted)
    }
    return {(key, then, now) for key, then, now in pairs if guidance.get((key, then)) != guidance.get((key, now))}


def guidance_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Of each escalation its level, criteria, timeframe and what to do: not its heading, nor the title of a link."""
    return [
        {
            "level": block["level"],
            "lead": block["lead"],
            "criteria": block["criteria"],
            "timeframe": block["timeframe"],
            "actions": [(action["label"], _where_to(action["target"])) for action in block["actions"]],
        }
        for block in document["body"]
        if block["type"] == "escalation"
    ]


def withheld(article: ArticlePage) -> list[Reason]:
    """Why a translation is kept back, where the clinic wants that: its original tells readers something else to do."""
    if article.locale.language_code == FIRST_LANGUAGE or not ClinicSettings.load().hide_outdated_translations:
        return []
    original = standing_of_original(article)
    pair = compared(article.translation_key, article.source_edition, original) if original else None
    if pair is None or not with_changed_guidance([pair]):
        return []
    text = _(
        "The original has changed what it says about when to see a doctor. "
        "Bring this translation up to date, then mark that it says everything that the original says now."
    )
    return [Reason("up_to_date", text)]


def _where_to(target: dict[str, Any]) -> str:
    return str(target["document"]["id"] if target["type"] == "document" else target["href"])
