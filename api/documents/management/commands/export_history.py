from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from api.documents import evidence, store
from api.documents.schemas import KINDS
from api.documents.store import Identity


class Command(BaseCommand):
    help = "Write everything that was ever public of one document, when and by whom, as a file that stands as evidence."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("id", type=UUID)
        parser.add_argument("locale")
        parser.add_argument("file", type=Path)

    def handle(self, *, kind: str, id: UUID, locale: str, file: Path, **options: Any) -> None:
        document = store.find(Identity(kind, id, locale))
        if document is None:
            raise CommandError(f"No {kind} {id} was ever published in {locale!r}.")
        try:
            with file.open("xb") as opened:
                for line in evidence.write(document):
                    opened.write(line)
        except FileExistsError as error:
            raise CommandError(f"{file} exists already; evidence is never overwritten.") from error
        with file.open("rb") as opened:
            digest = evidence.verify(opened)
        self.stdout.write(f"{file}\nKeep this digest apart from the file: {digest}")
