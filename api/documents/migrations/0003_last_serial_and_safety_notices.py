from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Max, OuterRef, Subquery

from api.documents import triggers

TABLES = ("documents_safetynotice",)


def find_last_serials(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    changes = apps.get_model("documents", "Change").objects.filter(document=OuterRef("pk"))
    newest = changes.order_by().values("document").annotate(newest=Max("serial")).values("newest")
    apps.get_model("documents", "Document").objects.update(last_serial=Subquery(newest))


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.install(schema_editor.connection, TABLES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.remove(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_refuse_rewriting")]
    operations = [
        migrations.AddField(
            model_name="document",
            name="last_serial",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.RunPython(find_last_serials, migrations.RunPython.noop, elidable=False),
        migrations.AlterField(
            model_name="document",
            name="last_serial",
            field=models.PositiveBigIntegerField(unique=True, help_text="The serial of its newest change."),
        ),
        migrations.CreateModel(
            name="SafetyNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(unique=True)),
                ("last_edition", models.PositiveIntegerField(help_text="Neither this edition nor any before it may be shown again.")),
                ("reason", models.TextField(help_text="What is wrong with it, for staff and developers.")),
                ("messages", models.JSONField(help_text="What to tell readers instead, by locale.")),
                (
                    "change",
                    models.OneToOneField(
                        on_delete=models.deletion.PROTECT, related_name="safety_notice", to="documents.change"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(install, remove, elidable=False),
    ]
