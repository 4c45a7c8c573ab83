from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from api.documents import evidence
from api.documents.evidence import EvidenceError


class Command(BaseCommand):
    help = "Say whether a file written by export_history is still what was written. Needs no database."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--digest", help="The digest that export_history printed.")

    def handle(self, *, file: Path, digest: str | None, **options: Any) -> None:
        try:
            with file.open("rb") as opened:
                found = evidence.verify(opened)
        except OSError as error:
            raise CommandError(f"{file} can't be read: {error.strerror}.") from error
        except EvidenceError as error:
            raise CommandError(f"{file} was altered: {error}.") from error
        if digest and digest != found:
            raise CommandError(f"{file} is whole, but it isn't the file with the digest {digest}: its own is {found}.")
        self.stdout.write(f"{file} is what was exported. Digest: {found}")
