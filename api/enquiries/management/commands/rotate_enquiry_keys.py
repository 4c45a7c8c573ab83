from typing import Any

from django.core.management.base import BaseCommand

from api.enquiries.rotation import rotate


class Command(BaseCommand):
    help = "Encrypt everything anew under the first key of ENQUIRY_KEYS. After it, older keys can be taken out."

    def handle(self, **_options: Any) -> None:
        for name, count in rotate().items():
            self.stdout.write(f"{name}: {count}")
