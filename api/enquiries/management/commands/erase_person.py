from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from api.enquiries.purge import UnknownContactError, erase_person


class Command(BaseCommand):
    help = "Delete every enquiry with this e-mail address or telephone number."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("contact", help="An e-mail address, or a telephone number with its country code.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be deleted.")
        parser.add_argument("--by", default="command line", help="Who does this, for the record.")

    def handle(self, *, contact: str, dry_run: bool, by: str, **_options: Any) -> None:
        try:
            references = erase_person(contact, by=by, at=timezone.now(), dry_run=dry_run)
        except UnknownContactError as error:
            raise CommandError(f"This is neither: {error}.") from None
        for reference in references:
            self.stdout.write(reference)
        self.stdout.write(f"{'Would delete' if dry_run else 'Deleted'} {len(references)}.")
