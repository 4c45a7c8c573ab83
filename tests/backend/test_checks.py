"""Unsafe and contradictory settings are found before anybody is harmed by them."""

import os
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as configured

from backend.checks import DEVELOPMENT_KEY, check_settings

PRODUCTION = {
    "PUBLIC_URL": "https://clinic.example",
    "ALLOWED_HOSTS": ["clinic.example"],
    "MEDIA_URL": "https://clinic.example/media/",
    "SECRET_KEY": "k3" * 25,
}


@pytest.fixture
def findings(settings, tmp_path):
    """The ids that a production installation with these changes gets."""

    def find(**changes):
        for name, value in {**PRODUCTION, "VAR_DIR": tmp_path, **changes}.items():
            setattr(settings, name, value)
        return [found.id for found in check_settings(None)]

    return find


def test_a_production_installation_as_documented_has_no_finding(findings):
    assert findings() == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_on_the_machine_of_a_developer_plain_http_and_the_development_key_are_fine(findings, url):
    hosts = ["127.0.0.1", "localhost", "[::1]"]
    assert findings(PUBLIC_URL=url, ALLOWED_HOSTS=hosts, SECRET_KEY=DEVELOPMENT_KEY, DEBUG=True) == []


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"PUBLIC_URL": "clinic.example"}, "vertebra.E001"),
        ({"PUBLIC_URL": "ftp://clinic.example"}, "vertebra.E001"),
        ({"PUBLIC_URL": "https://clinic.example/?a=b"}, "vertebra.E001"),
        ({"ALLOWED_HOSTS": ["www.clinic.example"]}, "vertebra.E002"),
        ({"MEDIA_URL": "/media/"}, "vertebra.E003"),
        ({"MEDIA_URL": "https://cdn.example/media"}, "vertebra.E003"),
        ({"PUBLIC_URL": "http://clinic.example"}, "vertebra.E004"),
        ({"SECRET_KEY": DEVELOPMENT_KEY}, "vertebra.E005"),
        ({"SECRET_KEY": "short"}, "vertebra.E005"),
        ({"DEBUG": True}, "vertebra.E006"),
        ({"DELIVERY_FRESHNESS": -1}, "vertebra.E007"),
        ({"WEB_PROCESSES": 0}, "vertebra.E008"),
        ({"WEB_THREADS": 0}, "vertebra.E008"),
        ({"VAR_DIR": "/nowhere/at/all"}, "vertebra.E009"),
    ],
)
def test_each_fault_is_found_under_its_id(findings, changes, finding):
    assert findings(**changes) == [finding]


@pytest.mark.skipif("sqlite3" not in configured.DATABASES["default"]["ENGINE"], reason="says something about SQLite")
def test_a_reading_node_on_a_database_of_its_own_is_warned(findings):
    assert findings(CMS_ENABLED=False) == ["vertebra.W001"]


@pytest.mark.parametrize("hosts", [["*"], [".clinic.example"], ["clinic.example:443", "clinic.example"]])
def test_patterns_of_allowed_hosts_are_understood(findings, hosts):
    assert findings(ALLOWED_HOSTS=hosts) == []


def manage(*arguments, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "DATABASE_URL") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=configured.BASE_DIR,
        env={**kept, "ENV_FILE": os.devnull, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_is_clean_with_production_settings(tmp_path):
    done = manage(
        "check",
        "--deploy",
        "--fail-level=INFO",
        PUBLIC_URL="https://clinic.example",
        SECRET_KEY="aK-9_" * 12,
        ENQUIRY_KEYS=Fernet.generate_key().decode(),
        EMAIL_URL="smtp+tls://clinic:password@mail.example:587",
        VAR_DIR=str(tmp_path),
        MEDIA_ROOT=str(tmp_path),
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_an_installation_with_an_unsafe_key_does_not_start(tmp_path):
    done = manage("migrate", "--plan", PUBLIC_URL="https://clinic.example", VAR_DIR=str(tmp_path))
    assert done.returncode != 0
    assert "vertebra.E005" in done.stderr


def test_the_public_half_starts_without_the_cms(tmp_path):
    done = manage("check", CMS_ENABLED="0", VAR_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_mail_that_nobody_delivers_lies_beside_the_data(tmp_path):
    asked = "from django.core.mail import send_mail; send_mail('Due', 'Soon.', None, ['a@clinic.example'])"
    done = manage("shell", "--no-imports", "-c", asked, VAR_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    [mail] = (tmp_path / "mail").iterdir()
    assert "Subject: Due" in mail.read_text()
