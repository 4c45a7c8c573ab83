"""When the passes that were shared for an article are over before their time."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.signals import page_published

from api.previews import passes
from cms.headless import Headless
from cms.previews.previewed import Previewed, source_of


def connect() -> None:
    """Called once, when the app is ready."""
    page_published.connect(on_published)
    post_delete.connect(on_deleted)


def on_published(instance: Page, **kwargs: Any) -> None:
    """Nobody should review a draft of what readers have in another version."""
    if isinstance(instance, Previewed) and isinstance(instance, Headless):
        for identity in instance.public_identities():
            passes.end_published(identity, by=_actor(), at=timezone.now())


def on_deleted(instance: models.Model, **kwargs: Any) -> None:
    if isinstance(instance, Previewed):
        passes.end_all(source_of(instance), by=_actor(), at=timezone.now())


def _actor() -> str:
    user = get_active_log_context().user
    return user.get_username() if user else "system"
