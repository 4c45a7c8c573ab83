"""When the clinic decides whether outdated translations are hidden, every translation is looked at again."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from cms.articles.models import ArticlePage
from cms.articles.originals import FIRST_LANGUAGE
from cms.clinic.models import ClinicSettings
from cms.publishing.queue import enqueue
from cms.publishing.republication import republish_after_commit


def connect() -> None:
    """Called once, when the app is ready."""
    post_save.connect(on_clinic_saved, sender=ClinicSettings)


@transaction.atomic
def on_clinic_saved(instance: ClinicSettings, **kwargs: Any) -> None:
    """Its other fields change articles in their own way, by what the clinic's document says."""
    if kwargs.get("raw"):
        return
    enqueue(ArticlePage.objects.live().exclude(locale__language_code=FIRST_LANGUAGE), because=str(instance))
    republish_after_commit()
