from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from api.search.fulltext import sqlite


def cover(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        sqlite.cover(schema_editor.connection)


def uncover(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        sqlite.uncover(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_facets_apart"),
    ]

    operations = [
        migrations.RunPython(cover, uncover, elidable=False),
    ]
