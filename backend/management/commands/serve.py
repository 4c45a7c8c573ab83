"""Everything that one machine needs to run Vertebra: the server and the worker, on a database that is up to date."""

import http.client
import shutil
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.crypto import get_random_string

from api.documents.models import Document
from backend.supervisor import Child, Supervisor

LEAST_FREE_BYTES = 200 * 1024**2


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # of the settings; the others are of the code, and take a second
    help = "Brings the database up to date, then runs the web server and the worker until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo",
            action="store_true",
            help="On an empty database: load the demo clinic, make an administrator and print the password once.",
        )
        parser.add_argument("--without-worker", action="store_true", help="The worker runs elsewhere.")

    def handle(self, *args: Any, demo: bool, without_worker: bool, **options: Any) -> None:
        refuse_taken_port(settings.HOST, settings.PORT)
        refuse_full_disk(settings.VAR_DIR)
        refuse_full_disk(Path(settings.MEDIA_ROOT))
        self._migrate()
        if demo and settings.CMS_ENABLED:
            self._load_demo()
            self._make_administrator()
        web = [sys.executable, "-m", "gunicorn", "--config", str(settings.BASE_DIR / "backend" / "gunicorn.conf.py")]
        worker = [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]
        children = [Child("web server", web, essential=True)]
        if not without_worker:
            children.append(Child("worker", worker, essential=False))
        self._links: list[tuple[str, str]] = self._places()
        connections.close_all()
        sys.exit(Supervisor(children).run(each_turn=self._announce_once))

    def _migrate(self) -> None:
        try:
            executor = MigrationExecutor(connection)
        except OperationalError as error:
            raise CommandError(f"The database can't be reached. Is DATABASE_URL right?\n{error}") from error
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say("Bringing the database up to date ...")
            call_command("migrate", interactive=False, verbosity=0)

    def _load_demo(self) -> None:
        if not Document.objects.exists():
            self._say("Loading the demo clinic ...")
            call_command("load_demo", verbosity=0)

    def _make_administrator(self) -> None:
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = get_random_string(20)
        # With the names and the address without which Wagtail would not let them save their account's settings.
        users.create_superuser("admin", "admin@localhost", password, first_name="Site", last_name="Administrator")
        self._say(f"\nAdministrator, shown only now: user name admin, password {password}\n")

    def _places(self) -> list[tuple[str, str]]:
        url = settings.PUBLIC_URL
        article = Document.objects.filter(kind="article", current__isnull=False).order_by("pk").first()
        return [
            *([("Admin", f"{url}/admin/")] if settings.CMS_ENABLED else []),
            ("API", f"{url}/api/v1/"),
            ("API documentation", f"{url}/api/docs/"),
            *([("An article", f"{url}/api/v1/articles/{article.slug}/?locale={article.locale}")] if article else []),
        ]

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()  # also where it goes into a file

    def _announce_once(self) -> None:
        if not self._links or not answers(settings.HOST, settings.PORT):
            return
        self._say("\nVertebra is running. Stop it with Ctrl-C.")
        for name, url in self._links:
            self._say(f"  {name:<18} {url}")
        self._say(f"  {'Password lost?':<18} .venv/bin/python manage.py changepassword admin\n")
        self._links = []


def refuse_taken_port(host: str, port: int) -> None:
    """Raises CommandError if nobody could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Can't listen on {host}:{port} ({error}). Choose another port, for example: make run PORT={port + 1}"
            ) from error


def refuse_full_disk(folder: Path) -> None:
    """Raises CommandError if the folder can't be written, or hardly."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".can-be-written"
        probe.touch()
        probe.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise CommandError(
            f"{folder} can't be written: {error.strerror or error}. Vertebra keeps its data there."
        ) from error
    if free < LEAST_FREE_BYTES:
        raise CommandError(
            f"Only {free // 1024**2} MB are free at {folder}; {LEAST_FREE_BYTES // 1024**2} MB are needed."
        )


def answers(host: str, port: int) -> bool:
    """Whether the server answers, whatever it answers."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - only to reach it
    connection = http.client.HTTPConnection(reachable, port, timeout=10)
    try:
        connection.request("GET", "/api/v1/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
