"""What happens when an article is taken into another language."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page
from wagtail.signals import copy_for_translation_done

from cms.articles.models import ArticlePage, HomePage, TopicPage
from cms.headless import published_edition


def connect() -> None:
    """Called once, when the app is ready."""
    copy_for_translation_done.connect(on_copied_for_translation)


def on_copied_for_translation(source_obj: Page, target_obj: Page, **kwargs: Any) -> None:
    """The copy remembers which edition it was made from. Nobody has reviewed it, and it has no change to tell of."""
    source, copy = source_obj.specific, target_obj.specific
    if not isinstance(source, ArticlePage) or not isinstance(copy, ArticlePage) or copy.alias_of_id:
        return
    copy.source_edition = published_edition(source.kind, source.translation_key, source.locale.language_code)
    copy.reviewer = copy.reviewed_on = copy.next_review_on = None
    copy.change_kind = copy.change_note = ""
    keys = source.topics.values("translation_key")
    copy.topics = list(TopicPage.objects.filter(translation_key__in=keys, locale=copy.locale))
    copy.save()
    copy.save_revision(log_action=False)


def missing_parents(page: Page, locale: Locale) -> list[Page]:
    """What lies above `page` and is not there in `locale` yet, from the top."""
    above = page.get_ancestors().filter(depth__gt=1).specific()
    return [one for one in above if not one.has_translation(locale)]


@transaction.atomic
def translate(page: Page, *, to: Locale, by: AbstractUser) -> Page:
    """A draft of `page` in that language, to be translated, below drafts of whatever is missing above it.

    Wagtail would make aliases of these: they would be live at once, in the wrong language.
    """
    for parent in missing_parents(page, to):
        _copy(parent, to=to, by=by)
    return _copy(page, to=to, by=by)


def _copy(page: Page, *, to: Locale, by: AbstractUser) -> Page:
    copy: Page = CopyPageForTranslationAction(page, to, user=by).execute(skip_permission_checks=True)
    if isinstance(copy, HomePage):
        copy.slug = to.language_code
        copy.save()
        copy.save_revision(user=by, log_action=False)
    return copy
