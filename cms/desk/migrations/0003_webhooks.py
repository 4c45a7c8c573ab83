"""Administrators look after webhooks: who is told of what happens."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from cms.users.roles import ADMINISTRATOR, grant

ACTIONS = ("add", "change", "delete", "view")


def let_administrators(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    grant(apps, ADMINISTRATOR, [f"webhooks.subscription.{action}_subscription" for action in ACTIONS])


class Migration(migrations.Migration):
    dependencies = [
        ("cms_desk", "0002_receptionist"),
        ("cms_users", "0002_roles"),
        ("webhooks", "0001_initial"),
    ]

    operations = [migrations.RunPython(let_administrators, migrations.RunPython.noop)]
