import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.demo import loader, source

EDITOR = "demo-editor"


class Command(BaseCommand):
    help = "Fill a new installation with an invented clinic. Does nothing where anything has been written before."

    def handle(self, *args: Any, **options: Any) -> None:
        if loader.has_been_used():
            self.stdout.write("There is content here already: nothing has been changed.")
            return
        # Somebody for the history to name. Nobody can sign in as them.
        editor, _created = get_user_model().objects.get_or_create(
            username=EDITOR, defaults={"first_name": "Demo", "last_name": "Editor", "is_active": False, "password": "!"}
        )
        with _quiet(logging.getLogger("wagtail")):
            loader.load(by=editor, today=timezone.localdate())
            # The articles link to each other: those that came first are presented again, now with every link.
            call_command("publish_scheduled", stdout=StringIO())
        articles = [f"{len(source.articles(locale))} articles in “{locale}”" for locale in source.LOCALES]
        people_and_topics = f"{len(source.clinicians())} clinicians, {len(source.topics())} topics"
        self.stdout.write(f"Loaded {people_and_topics}, {', '.join(articles)}.")


@contextmanager
def _quiet(logger: logging.Logger) -> Iterator[None]:
    """Without a line for each of a hundred drafts and publications, among which the words that matter would be lost."""
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
