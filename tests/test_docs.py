"""What the docs list is what there is."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

from api.http.openapi import description
from api.urls import PROBLEMS
from backend.worker import jobs

ROOT = settings.BASE_DIR
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def section(file, title):
    """The text below a heading, up to the next one of its level."""
    return (ROOT / file).read_text().split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def first_column(file, title):
    """What stands as code in the first column of a section's table."""
    rows = re.findall(r"^\| (`[^|]+) \|", section(file, title), re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def settings_read():
    source = (ROOT / "backend" / "settings.py").read_text()
    return set(re.findall(r"""\benv\.\w+\(\s*"([A-Z_]+)\"""", source))


def test_every_setting_is_explained():
    assert first_column("docs/operations.md", "Settings") == settings_read()


def test_every_setting_stands_in_the_example():
    example = re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert len(example) == len(set(example))
    assert set(example) - {"POSTGRES_PASSWORD"} == settings_read() - {"ENV_FILE"}


def test_every_command_is_explained():
    ours = {app.name for app in apps.get_app_configs() if app.name.split(".")[0] in ("api", "cms", "backend")}
    commands = {name for name, app in get_commands().items() if app in ours}
    assert first_column("docs/operations.md", "Commands") == commands


def test_every_job_of_the_worker_is_listed():
    listed = re.findall(
        r"^\| ([^|]+) \| (\d+) (s|min|h) \|$", section("docs/operations.md", "What the worker does"), re.M
    )
    seconds = {"s": 1, "min": 60, "h": 3600}
    assert {name: int(count) * seconds[unit] for name, count, unit in listed} == {
        job.name: job.rest_seconds for job in jobs()
    }


def test_every_system_check_is_explained():
    source = "".join(file.read_text() for half in ("api", "backend", "cms") for file in (ROOT / half).rglob("*.py"))
    ids = re.findall(r'\bid="([a-z]+\.[EW]\d{3})"', source)
    assert first_column("docs/operations.md", "System checks") == set(ids)


def test_every_problem_type_is_listed_with_its_status():
    listed = dict(re.findall(r"^\| `([a-z-]+)` \| (\d{3}) \|", section("docs/api.md", "Problems"), re.MULTILINE))
    assert listed == {slug: str(problem.status.value) for slug, problem in PROBLEMS.items()}


@pytest.mark.parametrize("file", DOCS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(file):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", file.read_text())
    assert [link for link in links if not (file.parent / link).exists()] == []


def test_every_call_of_the_api_is_listed_for_frontend_developers():
    listed = section("docs/api.md", "Reading")
    for path in description()["paths"]:
        named = [part for part in path.split("/") if part and "{" not in part.partition(".")[0]]
        assert named[2:] == [] or f"/{named[-1]}/" in listed, path
