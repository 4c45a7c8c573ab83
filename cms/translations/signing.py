"""Somebody says that a translation says everything that its original says."""

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from wagtail.log_actions import log

from cms.articles.models import ArticlePage

MARKED = "vertebra.translation_marked"


@transaction.atomic
def mark_current(translation: ArticlePage, *, edition: int, by: AbstractUser) -> bool:
    """Record that it was compared with this edition of its original, and whether readers have that text by now.

    What readers have is marked if nobody has changed it since; otherwise the draft is, and it counts when the draft is
    published.
    """
    translation = ArticlePage.objects.select_for_update(of=("self",)).get(pk=translation.pk)
    readers_have_it = bool(translation.live) and not translation.has_unpublished_changes
    if readers_have_it:
        translation.source_edition = edition
        # Its document follows after the commit.
        translation.save(clean=False)  # type: ignore[call-arg]  # Wagtail's
        if revision := translation.latest_revision:
            content = {**revision.content, "source_edition": edition}
            type(revision).objects.filter(pk=revision.pk).update(content=content)
    else:
        draft = translation.get_latest_revision_as_object()
        draft.source_edition = edition
        draft.save_revision(user=by, log_action=False)
    log(instance=translation, action=MARKED, user=by, data={"edition": edition})
    return readers_have_it
