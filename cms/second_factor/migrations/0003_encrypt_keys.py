"""The keys of authenticator apps move out of django-otp's table, where they stand in clear, and are encrypted."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Model

KEPT = ["user_id", "name", "confirmed", "drift", "last_t", "throttling_failure_timestamp", "throttling_failure_count"]


def encrypt(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    move(apps.get_model("otp_totp", "TOTPDevice"), apps.get_model("cms_second_factor", "AuthenticatorApp"), schema_editor)


def decrypt(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    move(apps.get_model("cms_second_factor", "AuthenticatorApp"), apps.get_model("otp_totp", "TOTPDevice"), schema_editor)


def move(source: type[Model], target: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # else the deleted rows stay in free pages of the file
    for row in source.objects.order_by("pk"):
        values = {name: getattr(row, name) for name in KEPT}
        moved = target.objects.create(key=row.key, **values)
        target.objects.filter(pk=moved.pk).update(created_at=row.created_at, last_used_at=row.last_used_at)
    source.objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("cms_second_factor", "0002_authenticator_apps"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [migrations.RunPython(encrypt, decrypt)]
