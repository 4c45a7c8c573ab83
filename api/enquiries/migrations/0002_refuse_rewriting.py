from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from api.documents import triggers

TABLES = ("enquiries_accesslog", "enquiries_purge")


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.install(schema_editor.connection, TABLES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.remove(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [("enquiries", "0001_initial"), ("documents", "0002_refuse_rewriting")]
    operations = [migrations.RunPython(install, remove, elidable=False)]
