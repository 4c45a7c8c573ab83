"""A group for those who work at the desk. Administrators give the rest: whole exports, erasing, the access log."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RECEPTIONIST = "Receptionist"
PERMISSIONS = [
    ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"),
    ("cms_desk", "desk", "handle_enquiries", "Can read and answer enquiries"),
    ("cms_desk", "answertemplate", "add_answertemplate", "Can add answer template"),
    ("cms_desk", "answertemplate", "change_answertemplate", "Can change answer template"),
    ("cms_desk", "answertemplate", "delete_answertemplate", "Can delete answer template"),
    ("cms_desk", "answertemplate", "view_answertemplate", "Can view answer template"),
]


def create_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=RECEPTIONIST)
    for app, model, codename, name in PERMISSIONS:  # Django makes them only after all migrations
        content_type, _created = ContentType.objects.get_or_create(app_label=app, model=model)
        permission, _created = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("cms_desk", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(create_group, migrations.RunPython.noop)]
