from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from api.enquiries.purge import purge_due


class Command(BaseCommand):
    help = "Delete enquiries that have been kept for as long as their form says. The worker does so by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be deleted.")
        parser.add_argument("--by", default="command line", help="Who does this, for the record.")

    def handle(self, *, dry_run: bool, by: str, **_options: Any) -> None:
        at, total = timezone.now(), 0
        while purged := purge_due(by=by, at=at, dry_run=dry_run):
            for form_id, count in purged:
                total += count
                self.stdout.write(f"Form {form_id}: {count}")
            if dry_run:
                break
        self.stdout.write(f"{'Would delete' if dry_run else 'Deleted'} {total}.")
