"""Migrations are complete, and can be run while an older version still serves."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django_migration_linter import MigrationLinter

OURS = sorted(app.label for app in apps.get_app_configs() if app.name.split(".")[0] in ("api", "backend", "cms"))

BEFORE_THE_FIRST_RELEASE = ["0003_last_serial_and_safety_notices", "0002_facets_apart"]
"""No installation had rows when they were written."""


@pytest.mark.django_db
def test_no_change_of_a_model_lacks_its_migration():
    call_command("makemigrations", check=True, dry_run=True)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="what locks a table is known of PostgreSQL only")
def test_no_migration_stops_those_who_are_reading():
    linter = MigrationLinter(
        str(settings.BASE_DIR),
        include_apps=OURS,
        ignore_name=BEFORE_THE_FIRST_RELEASE,
        no_cache=True,
        quiet=["ok", "ignore"],
    )
    linter.lint_all_migrations()
    assert not linter.has_errors
