from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from api.search import rebuilding


class Command(BaseCommand):
    help = (
        "Indexes for the search what is missing or out of date. What is done stays done if it is interrupted. "
        "Publishing keeps the index up to date by itself, and so does `migrate` after an upgrade."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="Empty the index first.")

    def handle(self, *, all: bool, **_options: object) -> None:
        if all:
            rebuilding.clear()
        done = rebuilding.rebuild(lambda done: self.stdout.write(f"{done} documents"))
        self.stdout.write(self.style.SUCCESS(f"The search index is up to date; {done} documents were indexed."))
