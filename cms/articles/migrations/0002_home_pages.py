"""A home page for every language, in place of Wagtail's welcome page."""

import uuid

from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def create_home_pages(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("cms_articles", "HomePage")

    root = Page.objects.get(depth=1)
    welcome = Page.objects.filter(path__startswith=root.path, depth=2, slug="home")
    if Page.objects.filter(depth__gt=1).exclude(pk__in=welcome).exists():
        return  # the installation has a tree already
    Site.objects.all().delete()
    welcome.delete()

    content_type, _created = ContentType.objects.get_or_create(
        app_label="cms_articles", model="homepage"
    )
    key = uuid.uuid4()
    homes = []
    for number, (code, name) in enumerate(settings.WAGTAIL_CONTENT_LANGUAGES, start=1):
        locale, _created = Locale.objects.get_or_create(language_code=code)
        homes.append(
            HomePage.objects.create(
                title=str(name),
                draft_title=str(name),
                slug=code,
                path=f"{root.path}{number:04d}",
                depth=2,
                numchild=0,
                url_path=f"/{code}/",
                locale=locale,
                translation_key=key,
                content_type=content_type,
            )
        )
    root.numchild = len(homes)
    root.save(update_fields=["numchild"])
    Site.objects.create(
        hostname="localhost", port=80, root_page=homes[0], is_default_site=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cms_articles", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_home_pages, migrations.RunPython.noop)]
