from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from api.search.fulltext import postgresql, sqlite

INDEXES = {"postgresql": postgresql, "sqlite": sqlite}


def create_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    INDEXES[schema_editor.connection.vendor].create(schema_editor.connection)


def drop_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    INDEXES[schema_editor.connection.vendor].drop(schema_editor.connection)


class Migration(migrations.Migration):
    """The rows are made anew once `migrate` is through, as the version of the analysis is a new one."""

    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunPython(drop_index, create_index, elidable=False),
        migrations.RemoveField(model_name="entry", name="facets"),
        migrations.AddField(model_name="entry", name="kind", field=models.CharField(default="", max_length=20), preserve_default=False),
        migrations.AddField(model_name="entry", name="level", field=models.CharField(default="", max_length=20), preserve_default=False),
        migrations.AddField(
            model_name="entry",
            name="audience",
            field=models.TextField(default="", help_text="Values with a space between them, sorted."),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="topic",
            field=models.TextField(default="", help_text="JSON of each topic's slug and title, sorted."),
            preserve_default=False,
        ),
        migrations.RemoveIndex(model_name="trigram", name="trigram_by_letters"),
        migrations.AddField(
            model_name="trigram",
            name="length",
            field=models.PositiveSmallIntegerField(default=0, help_text="Of the key."),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="trigram",
            index=models.Index(models.F("locale"), models.F("letters"), models.F("length"), models.F("word"), name="trigram_by_letters"),
        ),
        migrations.RunPython(create_index, drop_index, elidable=False),
    ]
