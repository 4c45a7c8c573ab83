"""Every route by which content changes, named. Each handler names the case and calls the verb."""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail import signals as wagtail_signals
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction

from api.documents.models import Change, Document
from cms.headless import Headless
from cms.publishing.dependents import dependents_of, live_below
from cms.publishing.publisher import synchronise, withdraw, withdrawal_reason
from cms.publishing.queue import enqueue
from cms.publishing.redirects import mirror, refuse_unfit
from cms.publishing.republication import republish_after_commit


def connect() -> None:
    """Called once, when the app is ready."""
    wagtail_signals.page_published.connect(on_published)
    wagtail_signals.published.connect(on_snippet_published)
    wagtail_signals.unpublished.connect(on_unpublished)
    wagtail_signals.post_page_move.connect(on_moved)
    post_save.connect(on_saved)
    pre_delete.connect(on_deletion_ahead)
    post_delete.connect(on_deleted)
    post_save.connect(on_redirect_saved, sender=Redirect)
    post_delete.connect(on_redirect_deleted, sender=Redirect)
    post_save.connect(on_view_restriction, sender=PageViewRestriction)
    post_delete.connect(on_view_restriction, sender=PageViewRestriction)


def actor() -> str:
    """Who is at work: the user whom Wagtail's log would name, else the system."""
    user = get_active_log_context().user
    return user.get_username() if user else "system"


@transaction.atomic
def on_published(instance: Page, **kwargs: Any) -> None:
    """An editor, the schedule, a workflow or a bulk action publishes; also each alias of what is published."""
    if isinstance(instance, Headless):
        synchronise(instance, by=actor(), at=timezone.now(), publication=True)
    else:
        enqueue(live_below(instance), because=str(instance))
    republish_after_commit()


def on_snippet_published(instance: models.Model, **kwargs: Any) -> None:
    """The same for what is not a page."""
    if isinstance(instance, Headless) and not isinstance(instance, Page):
        on_published(instance)


@transaction.atomic
def on_unpublished(instance: models.Model, **kwargs: Any) -> None:
    """Unpublished by hand, by expiry, or because it is about to be deleted: then the row still says that it is live."""
    if isinstance(instance, Page):  # aliases and what expires come as plain pages
        instance = instance.specific
    if isinstance(instance, Headless):
        rows: models.QuerySet[Any] = type(instance)._default_manager.filter(pk=instance.pk)
        still_live = rows.filter(live=True).exists()
        reason = Change.Reason.DELETED if still_live else withdrawal_reason(instance)
        withdraw(instance, reason=reason, by=actor(), at=timezone.now())
        republish_after_commit()


@transaction.atomic
def on_moved(instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    """Moved elsewhere in the tree, with everything below."""
    if url_path_before != url_path_after:
        page = instance.specific
        if isinstance(page, Headless):
            synchronise(page, by=actor(), at=timezone.now())
        enqueue(live_below(page), because=str(page))
        republish_after_commit()


def on_saved(instance: models.Model, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    """Saved without being published: an alias of a live page, a setting, a picture, a row of an inline panel."""
    if kwargs.get("raw"):
        return
    if isinstance(instance, get_image_model()):
        _note(dependents_of(instance), instance)
    elif isinstance(instance, Headless):
        if update_fields is None and getattr(instance, "live", True):
            _note([instance], instance)
    else:
        _note(_parents(instance), instance)


def on_renditions_ready(image: models.Model) -> None:
    """The worker has prepared a picture: its sources are complete now."""
    _note(dependents_of(image), image)


def on_deletion_ahead(instance: models.Model, **kwargs: Any) -> None:
    """Deleted in a moment: whoever shows it is still known now."""
    if isinstance(instance, (Headless, get_image_model())):
        _note(dependents_of(instance), instance)


@transaction.atomic
def on_deleted(instance: models.Model, **kwargs: Any) -> None:
    """Deleted, in whatever way."""
    if isinstance(instance, Headless):
        withdraw(instance, reason=Change.Reason.DELETED, by=actor(), at=timezone.now())
    else:
        _note(_parents(instance), instance)


@transaction.atomic
def on_view_restriction(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page is made private, or public again, with everything below."""
    page = instance.page.specific
    _note([*([page] if isinstance(page, Headless) else []), *live_below(page)], page)


@transaction.atomic
def on_redirect_saved(instance: Redirect, **kwargs: Any) -> None:
    """Made or edited; it may have led from another path before."""
    refuse_unfit(instance)
    before = Document.objects.filter(source=f"{instance._meta.label_lower}:{instance.pk}", current__isnull=False)
    mirror([*before.values_list("path", flat=True), instance.old_path], by=actor(), at=timezone.now())


@transaction.atomic
def on_redirect_deleted(instance: Redirect, **kwargs: Any) -> None:
    """By an editor, or with the page that it led to."""
    mirror([instance.old_path], by=actor(), at=timezone.now())


def _note(sources: list[Headless], changed: models.Model) -> None:
    if sources:
        with transaction.atomic():
            enqueue(sources, because=str(changed))
            republish_after_commit()


def _parents(child: models.Model) -> list[Headless]:
    """What a row of an inline panel belongs to."""
    keys = [field for field in child._meta.get_fields() if isinstance(field, ParentalKey)]
    parents = [getattr(child, key.name, None) for key in keys if getattr(child, key.attname)]
    return [parent for parent in parents if isinstance(parent, Headless) and getattr(parent, "live", True)]
