"""A group for each role, with what it needs. Wagtail's own two become the writers and the publishers."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from cms.users.roles import (
    ADMINISTRATOR,
    PUBLISHER,
    RECEPTIONIST,
    REVIEWER,
    WRITER,
    grant,
    grant_on_pages,
    grant_on_pictures,
)

RENAMED = {"Editors": WRITER, "Moderators": PUBLISHER}

ADMIN = "wagtailadmin.admin.access_admin"
TRANSLATE = "simple_translation.simpletranslation.submit_translation"
IMPORTS = [f"cms_importing.importrun.{action}_importrun" for action in ("add", "view")]


def _all(app: str, model: str, *more: str) -> list[str]:
    return [f"{app}.{model}.{action}_{model}" for action in ("add", "change", "delete", "view", *more)]


CLINICIANS = _all("cms_clinic", "clinician", "publish")
FORMS = _all("cms_forms", "enquiryform", "publish")
REDIRECTS = _all("wagtailredirects", "redirect")
DESK = ["cms_desk.desk.handle_enquiries", *_all("cms_desk", "answertemplate")]

PERMISSIONS = {
    WRITER: [ADMIN, TRANSLATE, *IMPORTS, "cms_clinic.clinician.view_clinician"],
    REVIEWER: [ADMIN, "cms_clinic.clinician.view_clinician"],
    PUBLISHER: [ADMIN, TRANSLATE, *IMPORTS, *CLINICIANS, *FORMS, *REDIRECTS],
    RECEPTIONIST: [ADMIN, *DESK],
    ADMINISTRATOR: [
        ADMIN,
        TRANSLATE,
        *IMPORTS,
        *CLINICIANS,
        *FORMS,
        *REDIRECTS,
        *DESK,
        *(f"cms_desk.desk.{codename}" for codename in ("export_enquiries", "erase_enquiries", "view_access_log")),
        *_all("enquiries", "screeningterm"),
        "cms_clinic.clinicsettings.change_clinicsettings",
        *_all("cms_users", "user"),
        *_all("auth", "group"),
        *_all("wagtailcore", "workflow"),
        *_all("wagtailcore", "task"),
        *_all("wagtailcore", "locale"),
        *_all("wagtailcore", "collection"),
    ],
}
PAGES = {
    WRITER: ["add", "change"],
    REVIEWER: ["change"],
    PUBLISHER: ["add", "change", "publish", "lock", "unlock"],
    ADMINISTRATOR: ["add", "change", "publish", "bulk_delete", "lock", "unlock"],
}
PICTURES = {
    WRITER: ["add", "change", "choose"],
    REVIEWER: ["choose"],
    PUBLISHER: ["add", "change", "choose"],
    ADMINISTRATOR: ["add", "change", "choose"],
}


def make_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    groups = apps.get_model("auth", "Group").objects
    for old, new in RENAMED.items():
        if not groups.filter(name=new).exists():
            groups.filter(name=old).update(name=new)
    for role, permissions in PERMISSIONS.items():
        grant(apps, role, permissions)
    for role, actions in PAGES.items():
        grant_on_pages(apps, role, actions)
    for role, actions in PICTURES.items():
        grant_on_pictures(apps, role, actions)


class Migration(migrations.Migration):
    dependencies = [
        ("cms_users", "0001_initial"),
        ("cms_articles", "0002_home_pages"),
        ("cms_clinic", "0001_initial"),
        ("cms_desk", "0002_receptionist"),
        ("cms_forms", "0001_initial"),
        ("cms_importing", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("enquiries", "0001_initial"),
        ("simple_translation", "0001_initial"),
        ("wagtailadmin", "0003_admin_managed"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtailredirects", "0001_initial"),
        ("wagtaildocs", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
