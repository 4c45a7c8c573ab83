"""`deploy/environment.py`, which `make` calls before anything is installed."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "deploy" / "environment.py"


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """The script, at work in an empty folder with nothing to install."""
    spec = importlib.util.spec_from_file_location("environment", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    (tmp_path / "requirements.txt").write_text("# nothing\n")
    return module


def test_an_environment_is_made_once_and_again_only_when_the_requirements_change(environment, tmp_path, capsys):
    requirements = tmp_path / "requirements.txt"
    environment.main(requirements)
    assert "Making a virtual environment" in capsys.readouterr().out
    environment.main(requirements)
    assert capsys.readouterr().out == ""
    requirements.write_text("# still nothing\n")
    environment.main(requirements)
    assert "Making" not in (said := capsys.readouterr().out)
    assert "Installing requirements.txt" in said


def test_an_environment_whose_python_is_gone_is_made_anew(environment, tmp_path, capsys):
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to("/nowhere/python3.11")
    environment.make_environment()
    assert environment.works()


def test_a_python_that_is_too_old_is_named(environment, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    monkeypatch.setattr(sys, "version", "3.10.13 (main)")
    with pytest.raises(SystemExit, match=r"This is Python 3\.10\.13\. Vertebra runs on Python 3\.11, 3\.12 and 3\.13"):
        environment.main(tmp_path / "requirements.txt")


@pytest.mark.parametrize(
    ("complaint", "word"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("NewConnectionError: Failed to establish a new connection", "The first start needs the network"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "what pip said stands above"),
    ],
)
def test_what_pip_complains_of_is_said_in_clear_words(environment, tmp_path, monkeypatch, complaint, word):
    failed = subprocess.CompletedProcess([], 1, stdout="", stderr=complaint)
    monkeypatch.setattr(environment.subprocess, "run", lambda *args, **kwargs: failed)
    with pytest.raises(SystemExit, match=word):
        environment.install(tmp_path / "requirements.txt")


def test_what_is_installed_without_resolving_lacks_nothing():
    checked = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_too_little_room_is_said_before_anything_is_installed(environment, tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "NEEDED_BYTES", 10**18)
    with pytest.raises(SystemExit, match="Too little room"):
        environment.main(tmp_path / "requirements.txt")


def test_the_secret_key_is_made_once_and_only_its_owner_can_read_it(environment, tmp_path):
    environment.make_secret()
    file = tmp_path / ".env"
    first = file.read_text()
    environment.make_secret()
    assert file.read_text() == first
    assert len(first) > len("SECRET_KEY=") + 50
    assert file.stat().st_mode & 0o077 == 0


def test_what_already_stands_in_the_env_file_stays(environment, tmp_path):
    (tmp_path / ".env").write_text("PUBLIC_URL=https://clinic.example\n")
    environment.make_secret()
    first, second = (tmp_path / ".env").read_text().splitlines()
    assert first == "PUBLIC_URL=https://clinic.example"
    assert second.startswith("SECRET_KEY=")
