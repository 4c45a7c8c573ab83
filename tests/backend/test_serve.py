"""What `make run` says when something is in its way, and what it does on an empty database."""

import socket
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from backend.management.commands import serve
from backend.management.commands.serve import refuse_full_disk, refuse_taken_port


@pytest.fixture
def taken_port():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_taken_port_is_refused_and_another_is_named(taken_port):
    with pytest.raises(CommandError, match=rf"127.0.0.1:{taken_port}.* make run PORT={taken_port + 1}"):
        refuse_taken_port("127.0.0.1", taken_port)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_cannot_be_is_refused(port):
    with pytest.raises(CommandError, match="Can't listen"):
        refuse_taken_port("127.0.0.1", port)


def test_a_folder_that_is_none_is_refused(tmp_path):
    (tmp_path / "var").write_text("a file stands where the folder should be")
    with pytest.raises(CommandError, match=r"var can't be written"):
        refuse_full_disk(tmp_path / "var")


def test_a_disk_with_hardly_any_room_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(serve, "LEAST_FREE_BYTES", 10**18)
    with pytest.raises(CommandError, match=r"MB are free at"):
        refuse_full_disk(tmp_path)


def test_a_folder_that_is_missing_is_made(tmp_path):
    refuse_full_disk(tmp_path / "var" / "lib")
    assert list((tmp_path / "var" / "lib").iterdir()) == []


@pytest.fixture
def started(monkeypatch, settings, tmp_path):
    """The commands that would have been run; nothing is."""
    commands = []

    class Supervisor:
        def __init__(self, children):
            commands.extend([str(part) for part in child.command] for child in children)

        def run(self, *, each_turn):
            return 0

    settings.PORT = 0
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(serve, "Supervisor", Supervisor)
    return commands


def run_serve(**options):
    with pytest.raises(SystemExit) as end:
        call_command("serve", **options)
    assert end.value.code == 0


@pytest.mark.django_db(transaction=True)
def test_the_server_and_the_worker_are_started(started):
    run_serve()
    assert [Path(command[-1]).name for command in started] == ["gunicorn.conf.py", "worker"]


@pytest.mark.django_db(transaction=True)
def test_the_worker_can_be_left_to_another_machine(started):
    run_serve(without_worker=True)
    assert [Path(command[-1]).name for command in started] == ["gunicorn.conf.py"]


@pytest.mark.django_db(transaction=True)
def test_without_the_demo_nobody_gets_in(started):
    run_serve()
    assert not get_user_model().objects.exists()
