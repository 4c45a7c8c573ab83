from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.export.exporting import RestlessLibraryError, differences, export
from api.export.targets import InvalidTargetError, Target, TargetBusyError, target_at


class Command(BaseCommand):
    help = "Writes the whole public API as files, for any static server: only what changed since the last time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "target",
            nargs="?",
            default=settings.EXPORT_TARGET,
            help="The absolute path of a folder, or s3://bucket/prefix. Without it, EXPORT_TARGET.",
        )
        parser.add_argument(
            "--anew", action="store_true", help="Ask for every answer, as after an upgrade; write what differs."
        )
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; exit with 1 if a file isn't what the API answers now."
        )

    def handle(self, *args: Any, target: str, anew: bool, check: bool, **options: Any) -> None:
        try:
            place = target_at(target)
            if check:
                return self._check(place)
            outcome = export(place, anew=anew)
        except (InvalidTargetError, TargetBusyError, RestlessLibraryError) as error:
            raise CommandError(str(error)) from error
        return self.stdout.write(
            f"The library at serial {outcome.serial}: {outcome.written} files written, {outcome.kept} kept, "
            f"{outcome.removed} removed."
        )

    def _check(self, target: Target) -> None:
        count = 0
        for difference in differences(target):
            count += 1
            self.stdout.write(f"{difference.what}: {difference.name}")
        if count:
            raise CommandError(f"{count} files differ from what the API answers.")
        self.stdout.write("Every file is what the API answers.")
