"""Whatever the project says in its own words it says in Spanish too."""

import gettext
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import override
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.users.models import UserProfile

from api.enquiries.models import ScreeningTerm
from cms.desk.models import AnswerTemplate

HALVES = ["api", "cms"]
CATALOGS = sorted(path for half in HALVES for path in (settings.BASE_DIR / half).rglob("*.po"))

collecting = pytest.mark.skipif(
    not shutil.which("xgettext"), reason="Collecting texts takes GNU gettext, which is not installed."
)


@collecting
@pytest.mark.parametrize("half", HALVES)
def test_every_text_has_a_spanish_one(half, tmp_path):
    copy = tmp_path / half
    shutil.copytree(settings.BASE_DIR / half, copy, ignore=shutil.ignore_patterns("__pycache__", "content"))
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "es", "--no-location", "--verbosity", "0"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=copy, check=True, env=environment)
    assert {path.relative_to(copy): lacking(path) for path in copy.rglob("*.po") if lacking(path)} == {}


@collecting
@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_what_is_compiled_is_what_was_translated(catalog, tmp_path):
    fresh = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "-o", fresh, catalog], check=True)
    assert entries(catalog.with_suffix(".mo")) == entries(fresh)


def test_no_part_of_a_form_gets_its_label_from_the_name_in_the_code():
    """Such a label is English in every language, and no catalog misses it."""
    streams = [
        (model, field.stream_block)
        for model in apps.get_models()
        if model.__module__.split(".")[0] in HALVES
        for field in model._meta.get_fields(include_parents=False)
        if isinstance(field, StreamField)
    ]
    assert streams
    assert [f"{model.__name__}: {path}" for model, stream in streams for path in unlabelled(stream)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["screening-words", "answer-templates"])
def test_the_lists_of_the_desk_speak_spanish(admin_client, admin_user, address):
    UserProfile.objects.create(user=admin_user, preferred_language="es")
    form = BeautifulSoup(admin_client.get(f"/admin/{address}/new/").content, "html.parser").select_one("main")
    labels = {label.get_text(" ", strip=True).rstrip("* ") for label in form.select("label")}
    title = BeautifulSoup(admin_client.get(f"/admin/{address}/").content, "html.parser").title.text
    assert labels
    with override("en"):
        model = {"screening-words": ScreeningTerm, "answer-templates": AnswerTemplate}[address]
        english = {capfirst(str(field.verbose_name)) for field in model._meta.fields}
        assert not labels & english
        assert capfirst(str(model._meta.verbose_name_plural)) not in title


def unlabelled(block: blocks.Block) -> list[str]:
    children = getattr(block, "child_blocks", None) or {"": getattr(block, "child_block", None)}
    found = []
    for name, child in children.items():
        if child is not None:
            found += [name] if name and not isinstance(child.meta.label, Promise) else []
            found += [f"{name}.{path}" for path in unlabelled(child)]
    return found


def lacking(catalog: Path) -> list[str]:
    """Texts without a translation, and those with one that nobody has confirmed."""
    found = []
    for choice in ("--untranslated", "--only-fuzzy"):
        chosen = subprocess.run(
            ["msgattrib", choice, "--no-obsolete", "--no-wrap", catalog], check=True, capture_output=True, text=True
        )
        found += [entry for entry in chosen.stdout.split("\n\n") if entry.strip() and "Content-Type" not in entry]
    return found


def entries(compiled: Path) -> dict:
    with compiled.open("rb") as file:
        catalog = gettext.GNUTranslations(file)._catalog
    return {key: text for key, text in catalog.items() if key}
