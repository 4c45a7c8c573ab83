"""A site of one's own: served by gunicorn with the demo clinic."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from django.conf import settings

START_SECONDS = 300


@dataclass(frozen=True)
class Site:
    """A running installation."""

    url: str
    password: str
    """Of the administrator `admin`."""
    folder: Path

    def get(self, path: str, **parameters: str) -> requests.Response:
        return requests.get(f"{self.url}/api/v1{path}", params=parameters, timeout=30)


@contextmanager
def running_site(folder: Path, **more: str) -> Iterator[Site]:
    """`make run` without the installing: a new database with the demo clinic, the server and the worker.

    `more` is set as well.
    """
    port = _free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}},
        "ENV_FILE": os.devnull,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "VAR_DIR": str(folder / "var"),
        "MEDIA_ROOT": str(folder / "media"),
        "DELIVERY_FRESHNESS": "0",
        "REFERENCE_CHECK_DAYS": "0",  # nobody else's website is asked for a test
        **more,
    }
    log = folder / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--demo"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_it_runs(process, log)
            password = re.search(r"password (\S+)", log.read_text())
            assert password, log.read_text()
            yield Site(url=f"http://127.0.0.1:{port}", password=password[1], folder=folder)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_until_it_runs(process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while "Vertebra is running" not in log.read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
