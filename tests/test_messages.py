"""Whatever the project says in its own words it says in Spanish too."""

import gettext
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

HALVES = ["api", "cms"]
CATALOGS = sorted(path for half in HALVES for path in (settings.BASE_DIR / half).rglob("*.po"))

pytestmark = pytest.mark.skipif(
    not shutil.which("xgettext"), reason="Collecting texts takes GNU gettext, which is not installed."
)


@pytest.mark.parametrize("half", HALVES)
def test_every_text_has_a_spanish_one(half, tmp_path):
    copy = tmp_path / half
    shutil.copytree(settings.BASE_DIR / half, copy, ignore=shutil.ignore_patterns("__pycache__", "content"))
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "es", "--no-location", "--verbosity", "0"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=copy, check=True, env=environment)
    assert {path.relative_to(copy): lacking(path) for path in copy.rglob("*.po") if lacking(path)} == {}


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_what_is_compiled_is_what_was_translated(catalog, tmp_path):
    fresh = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "-o", fresh, catalog], check=True)
    assert entries(catalog.with_suffix(".mo")) == entries(fresh)


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
