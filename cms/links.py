"""What a link to a page becomes in public."""

from collections.abc import Iterable

from django.conf import settings
from wagtail.models import Page, PageQuerySet

from api.documents.schemas.base import DocumentReference
from api.documents.schemas.targets import DocumentTarget
from cms.headless import Headless, withheld_among


def references_to(page_ids: Iterable[int], locale: str) -> dict[int, DocumentReference]:
    """The published document behind each page, in the reader's language where there is one.

    Pages that readers cannot see are missing from the answer. Four queries for any number of pages.
    """
    keys = dict(Page.objects.filter(pk__in=set(page_ids)).values_list("pk", "translation_key"))
    visible = readable(Page.objects.filter(translation_key__in=set(keys.values())))
    by_key: dict[object, dict[str, Page]] = {}
    by_id = {}
    for page in visible:
        by_key.setdefault(page.translation_key, {})[page.locale.language_code] = page
        by_id[page.pk] = page
    found = {}
    for page_id, key in keys.items():
        page = by_key.get(key, {}).get(locale) or by_id.get(page_id)
        if page is not None and (reference := reference_to(page)):
            found[page_id] = reference
    return found


def readable(pages: PageQuerySet) -> list[Page]:
    """Those among `pages` that readers can see, with their languages."""
    live = list(pages.live().public().select_related("locale"))
    translations = [page.translation_key for page in live if page.locale.language_code != settings.LANGUAGE_CODE]
    withheld = withheld_among(translations) if translations else set()
    return [page for page in live if (page.translation_key, page.locale.language_code) not in withheld]


def reference_to(page: Page) -> DocumentReference | None:
    """How others name a page; None for a page that is no document. Says nothing about whether it is public."""
    model = page.specific_class
    if model is None or not issubclass(model, Headless):
        return None
    return DocumentReference.model_validate(
        {
            "kind": model.kind,
            "id": page.translation_key,
            "slug": page.slug,
            "locale": page.locale.language_code,
            "path": page.url_path,
            "title": page.title,
        }
    )


def target(reference: DocumentReference) -> DocumentTarget:
    return DocumentTarget(href=reference.path, document=reference)
