from typing import Any

from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from cms.publishing.republication import republish_due
from cms.publishing.schedule import publish_due


class Command(WagtailCommand):
    """Wagtail's command, with each item and its document in one transaction. The worker does the same."""

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
        else:
            done = publish_due(at=timezone.now())
            republish_due(limit=1000)
            self.stdout.write(f"{done} scheduled publications and expiries done.")
