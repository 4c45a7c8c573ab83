"""Who shows something of an object: found in Wagtail's reference index, and in the tree."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page, ReferenceIndex, TranslatableMixin

from cms.headless import Headless


def dependents_of(changed: models.Model) -> list[Headless]:
    """Every object whose document may show something of `changed`, live or not, each once."""
    found = list(_by_reference(changed))
    if isinstance(changed, Headless):
        found += changed.structural_dependents()
    unique: dict[tuple[type[models.Model], Any], Headless] = {(type(source), source.pk): source for source in found}
    unique.pop((type(changed), changed.pk), None)
    return list(unique.values())


def live_below(page: Page) -> list[Headless]:
    """The live pages below `page` that are documents."""
    below = Page.objects.descendant_of(page).live().specific()
    return [descendant for descendant in below if isinstance(descendant, Headless)]


def _by_reference(changed: models.Model) -> Iterator[Headless]:
    # What shows an object shows it in the reader's language, so whoever refers to any of its translations is concerned.
    everywhere: Iterable[models.Model] = [changed]
    if isinstance(changed, TranslatableMixin) and changed.pk:
        everywhere = changed.get_translations(inclusive=True)
    wanted: dict[int, set[str]] = {}
    for one in everywhere:
        for row in ReferenceIndex.get_references_to(one).values_list("base_content_type_id", "object_id").distinct():
            wanted.setdefault(row[0], set()).add(row[1])
    for content_type_id, keys in wanted.items():
        yield from _headless(ContentType.objects.get_for_id(content_type_id), keys)


def _headless(content_type: ContentType, keys: set[str]) -> Iterator[Headless]:
    model = content_type.model_class()
    sources: Iterable[models.Model] = ()
    if content_type.natural_key() == ("wagtailcore", "page"):
        sources = Page.objects.filter(pk__in=keys).specific()
    elif model is not None and issubclass(model, Headless):
        sources = model._default_manager.filter(pk__in=keys)
    for source in sources:
        if isinstance(source, Headless):
            yield source
