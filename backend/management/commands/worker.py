import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.worker import Worker, jobs


class Command(BaseCommand):
    help = "Does the work that nobody waits for: scheduled publishing, republishing, pictures. Run exactly one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what waits now, then stop.")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        worker = Worker(jobs())
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, worker.stop)
        if not once:
            worker.run()
        elif not worker.run_once():
            raise CommandError("Not everything went well; the log above says what did not.")
