from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from api.enquiries.rotation import rotate


class Command(BaseCommand):
    help = (
        "Encrypt enquiries and the keys of authenticator apps anew under the first key of ENQUIRY_KEYS. "
        "After it, older keys can be taken out."
    )

    def handle(self, **_options: Any) -> None:
        if not settings.CMS_ENABLED:
            raise CommandError("Run it where CMS_ENABLED is on: only there are the keys of authenticator apps known.")
        for name, count in rotate().items():
            self.stdout.write(f"{name}: {count}")
