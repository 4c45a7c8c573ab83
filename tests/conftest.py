"""What every test stands on: the database as the migrations leave it, and a media folder of its own."""

import gc
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from operator import attrgetter
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings

from api.documents import triggers

# How long an example takes tells of the machine, not of the code.
hypothesis_settings.register_profile("any machine", deadline=None)
hypothesis_settings.load_profile("any machine")
RECORDS = (*triggers.TABLES, "enquiries_accesslog", "enquiries_purge")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> None:
    """SQLite in a file: threads that share a database in memory get "table is locked" instead of waiting their turn."""
    if connection.vendor == "sqlite":
        database = tmp_path_factory.mktemp("database") / "vertebra.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(database)
        if migrated.exists():
            shutil.copy(migrated, database)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    return connection.vendor == "sqlite" or bool(request.config.getvalue("reuse_db"))


@pytest.fixture(scope="session")
def migrated(request: pytest.FixtureRequest) -> Path:
    """A SQLite file with every migration applied, kept from run to run: the migrations take longer than most tests."""
    digest = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=attrgetter("name")):
        for migration in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(app.name.encode() + migration.name.encode() + migration.read_bytes())
    return Path(request.config.cache.mkdir("migrated")) / f"{digest.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker, migrated: Path) -> Iterator[None]:
    """A transactional test ends by emptying every table; the next one finds again what the migrations put there."""
    with django_db_blocker.unblock():
        restore = _restoring_file(migrated) if connection.vendor == "sqlite" else _restoring_rows()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: restore())
        yield


def _restoring_file(migrated: Path) -> Callable[[], None]:
    database = Path(connection.settings_dict["NAME"])
    baseline = database.with_name("baseline.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(baseline)])
    if not migrated.exists():
        partial = migrated.with_name(f"{os.getpid()}.partial")
        shutil.copy(baseline, partial)
        partial.rename(migrated)  # at once: another process may be about to read it

    def restore() -> None:
        connection.close()
        if any(database.parent.glob(f"{database.name}-*")):  # the last one that closes takes them away
            gc.collect()  # a statement that failed still hangs in a circle of frames, and keeps its connection open
        for left in database.parent.glob(f"{database.name}-*"):
            left.unlink()
        shutil.copy(baseline, database)

    return restore


def _restoring_rows() -> Callable[[], None]:
    rows = json.loads(connection.creation.serialize_db_to_string())
    # Content types first: putting other rows back asks for types, and makes those that are not there.
    baseline = json.dumps(sorted(rows, key=lambda row: row["model"] != "contenttypes.contenttype"))

    def restore() -> None:
        triggers.remove(connection, RECORDS)  # they would refuse the emptying
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(baseline)
        ContentType.objects.clear_cache()  # signals have asked for types that were not back yet
        with connection.cursor() as cursor:  # PostgreSQL counts on from 1 otherwise, into the rows just put back
            tables = [model for model in apps.get_models() if model._meta.managed]
            for statement in connection.ops.sequence_reset_sql(no_style(), tables):
                cursor.execute(statement)
        triggers.install(connection, RECORDS)

    return restore


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests have measured (`record_property("measured", "…")`), whichever process they ran in."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    properties = [found for report in reports for found in getattr(report, "user_properties", ())]
    if lines := sorted({str(value) for name, value in properties if name == "measured"}):
        terminalreporter.section("measured")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Keys are numbers of rows, and those come again in the next test."""
    cache.clear()


@pytest.fixture(autouse=True)
def _language_of_the_installation() -> None:
    """Requests to the admin leave behind the language of whoever asked."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _media_of_this_test(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
