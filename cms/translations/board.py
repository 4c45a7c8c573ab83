"""Every article in every language: which are missing, which are behind, and which of these matter most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from cms.articles import originals
from cms.articles.models import ArticlePage
from cms.articles.originals import FIRST_LANGUAGE
from cms.headless import Standing, standings


class State(models.TextChoices):
    """Of an article in one language. Their order is the order of the counts."""

    BEHIND = "behind", _("Behind")
    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CURRENT = "current", _("Current")


class PageRow(NamedTuple):
    """What the board needs of a page."""

    pk: int
    title: str
    key: UUID
    locale: str
    live: bool
    source_edition: int | None


@dataclass(frozen=True)
class Cell:
    """An article in one language."""

    locale: Locale
    state: State
    page_id: int | None = None
    is_original: bool = False
    guidance_changed: bool = False
    """The original says something else by now about when to see a doctor."""
    kept_back: bool = False
    """Withdrawn for that reason, until somebody marks that it follows."""
    can_begin: bool = False
    """Missing, and there is an original to translate that readers have."""

    @property
    def urgency(self) -> int:
        """The smaller, the sooner somebody should look at it."""
        if self.is_original:
            return 9
        if self.guidance_changed:
            return 0
        if self.state == State.MISSING:
            return 2 if self.can_begin else 5
        return {State.BEHIND: 1, State.DRAFT: 3, State.WITHDRAWN: 4, State.CURRENT: 6}[self.state]


@dataclass(frozen=True)
class Row:
    key: UUID
    title: str
    page_id: int
    """Of the original, or of the only language that there is."""
    cells: list[Cell]

    @property
    def urgency(self) -> int:
        return min(cell.urgency for cell in self.cells)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; what is None or "" does not matter."""

    locale: str = ""
    topic: UUID | None = None
    state: str = ""


def rows(user: AbstractUser, *, topic: UUID | None = None) -> list[Row]:
    """Every article that `user` may see in the admin, the most urgent first. Six queries, however many there are."""
    visible = policy_registry.get_by_type(Page).explorable_instances(user).values("pk")
    keys = ArticlePage.objects.filter(pk__in=visible)
    if topic:
        keys = keys.filter(topics__translation_key=topic)
    pages = _pages(keys.values("translation_key"))
    places = standings(ArticlePage.kind, pages)
    behind = [
        pair
        for of_article in pages.values()
        for page in of_article.values()
        if page.locale != FIRST_LANGUAGE
        and (original := places.get((page.key, FIRST_LANGUAGE)))
        and (pair := originals.compared(page.key, page.source_edition, original))
    ]
    changed = {(key, then) for key, then, _now in originals.with_changed_guidance(behind)}
    locales = sorted(Locale.objects.all(), key=lambda locale: (locale.language_code != FIRST_LANGUAGE, str(locale)))
    found = [_row(of_article, locales, places, changed) for of_article in pages.values()]
    return sorted(found, key=lambda row: (row.urgency, row.title.casefold()))


def filtered(board: Iterable[Row], wanted: Wanted) -> list[Row]:
    """The rows that have what is wanted: in that language, if one is named, else in any translation."""
    return [row for row in board if not wanted.state or any(cell.state == wanted.state for cell in _of(row, wanted))]


def counts(board: Iterable[Row], wanted: Wanted) -> Counter[str]:
    """How many translations are in each state."""
    return Counter(cell.state.value for row in board for cell in _of(row, wanted))


def _of(row: Row, wanted: Wanted) -> list[Cell]:
    translations = [cell for cell in row.cells if not cell.is_original]
    return [cell for cell in translations if wanted.locale in ("", cell.locale.language_code)]


def _pages(keys: Any) -> dict[UUID, dict[str, PageRow]]:
    found: dict[UUID, dict[str, PageRow]] = {}
    rows = ArticlePage.objects.filter(translation_key__in=keys).order_by("pk")
    fields = ("pk", "draft_title", "translation_key", "locale__language_code", "live", "source_edition")
    for values in rows.values_list(*fields):
        page = PageRow(*values)
        found.setdefault(page.key, {})[page.locale] = page
    return found


def _row(
    pages: dict[str, PageRow],
    locales: list[Locale],
    places: dict[tuple[UUID, str], Standing],
    changed: set[tuple[UUID, int]],
) -> Row:
    first = pages.get(FIRST_LANGUAGE) or next(iter(pages.values()))
    cells = [_cell(locale, first, pages.get(locale.language_code), places, changed) for locale in locales]
    return Row(first.key, first.title, first.pk, cells)


def _cell(
    locale: Locale,
    first: PageRow,
    page: PageRow | None,
    places: dict[tuple[UUID, str], Standing],
    changed: set[tuple[UUID, int]],
) -> Cell:
    original = places.get((first.key, FIRST_LANGUAGE))
    if page is None:
        can_begin = locale.language_code != FIRST_LANGUAGE and original is not None and original.edition is not None
        return Cell(locale, State.MISSING, can_begin=can_begin, is_original=locale.language_code == FIRST_LANGUAGE)
    place = places.get((page.key, page.locale))
    is_original = page is first
    behind = not is_original and originals.is_behind(page.source_edition, original)
    guidance_changed = behind and (page.key, page.source_edition or 1) in changed
    kept_back = False
    if place is None:
        state = State.DRAFT
    elif place.edition is None:
        state, kept_back = State.WITHDRAWN, page.live and guidance_changed
    else:
        state = State.BEHIND if behind else State.CURRENT
    return Cell(
        locale,
        state,
        page.pk,
        is_original=is_original,
        guidance_changed=guidance_changed and state in (State.BEHIND, State.WITHDRAWN),
        kept_back=kept_back,
    )
