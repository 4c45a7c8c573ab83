from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.publishing.queue import waiting
from cms.publishing.reconcile import reconcile


class Command(BaseCommand):
    help = "Compare what is live with what is published. Exits with 1 if they differ and were not repaired."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="make the published documents what is live")

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        found = list(reconcile(repair=repair))
        for drift in found:
            self.stdout.write(f"{drift.what}: {drift.subject}: {drift.detail}")
        unmended = [drift for drift in found if not repair or drift.what == "broken"]
        repaired = len(found) - len(unmended)
        self.stdout.write(f"{len(found)} differences, {repaired} repaired; {waiting().count()} wait to be republished.")
        if unmended:
            raise CommandError(f"{len(unmended)} differences remain.", returncode=1)
