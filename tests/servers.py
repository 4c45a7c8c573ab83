"""The real server, on the database of the test that starts it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).parent.parent
PATIENCE = 60  # seconds; a busy machine takes its time to import Django


@contextmanager
def serve(**environment: str) -> Iterator[tuple[str, int]]:
    """gunicorn with one process, as (host, port), for a transactional test: the server sees what is committed.

    `environment` is added to the settings that make it answer at once with what was published.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host, port = free.getsockname()
    settings = {
        "ENV_FILE": os.devnull,
        "DATABASE_URL": database_url(),
        "HOST": host,
        "PORT": str(port),
        "PUBLIC_URL": f"http://{host}:{port}",
        "WEB_PROCESSES": "1",
        "DELIVERY_FRESHNESS": "0",
    }
    with TemporaryFile() as log:  # a pipe that nobody reads would fill up, and the server wait for it
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "backend/gunicorn.conf.py"],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "backend.settings", **settings, **environment},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(process, log, host, port)
            yield host, port
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def database_url() -> str:
    """The database of this test, as the setting names it."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    secret = f"{quote(found['USER'])}:{quote(found['PASSWORD'])}@" if found["USER"] else ""
    return f"postgres://{secret}{quote(found['HOST'], safe='')}:{found['PORT']}/{found['NAME']}"


def _wait(process: subprocess.Popen[bytes], log: IO[bytes], host: str, port: int) -> None:
    """Until it answers: it listens before it has loaded the application."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            log.seek(0)
            raise RuntimeError(f"gunicorn did not start:\n{log.read().decode()}")
        try:
            with socket.create_connection((host, port), timeout=PATIENCE) as client:
                client.sendall(b"GET /api/v1/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                if client.recv(12) == b"HTTP/1.1 200":
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError("gunicorn did not answer")
