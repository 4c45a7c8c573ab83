"""gunicorn as an installation runs it, on the database of the tests, to be killed at will."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
START_SECONDS = 90


class Answer(NamedTuple):
    status: int
    body: dict[str, Any]


def database_url() -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    told = connection.settings_dict
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"


class Server:
    """A master with its workers. What they say goes to `log`."""

    def __init__(self, folder: Path, *, processes: int = 2, threads: int = 4) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.log = folder / "server.log"
        self.seen: set[int] = set()
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
            "ENV_FILE": os.devnull,
            "CMS_ENABLED": "0",
            "DATABASE_URL": database_url(),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "WEB_PROCESSES": str(processes),
            "WEB_THREADS": str(threads),
            "ENQUIRY_LEAST_SECONDS": "0",
            "ENQUIRY_SPAM_LIMIT": "1000000/60",
            "ENQUIRY_NETWORK_LIMIT": "1000000/60",
            "ENQUIRY_FORM_LIMIT": "1000000/60",
        }
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", "backend/gunicorn.conf.py"]
        with self.log.open("ab") as log:
            self.master = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def wait_until_it_answers(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                if self.request("GET", "/api/v1/").status == 200:
                    return
            except (OSError, http.client.HTTPException):
                pass
            if self.master.poll() is not None:  # the workers of a killed master still held the port
                self.start()
            time.sleep(0.1)
        raise AssertionError(f"the server doesn't answer:\n{self.log.read_text()[-3000:]}")

    def workers(self) -> list[int]:
        told = subprocess.run(["pgrep", "-P", str(self.master.pid)], capture_output=True, text=True, check=False)
        found = [int(pid) for pid in told.stdout.split()]
        self.seen |= set(found)
        return found

    def kill_worker(self, turn: int) -> bool:
        workers = self.workers()
        return bool(workers) and _kill(workers[turn % len(workers)])

    def kill_master(self) -> None:
        self.workers()
        self.master.kill()
        self.master.wait()

    def stop(self) -> None:
        self.workers()
        self.master.terminate()
        try:
            self.master.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.master.kill()
        for pid in self.seen:
            if _is_ours(pid):
                _kill(pid)

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            if body is not None:
                headers["Content-Type"] = "application/json"
            client.request(method, path, None if body is None else json.dumps(body), headers)
            response = client.getresponse()
            return Answer(response.status, json.loads(response.read()))
        finally:
            client.close()


def _kill(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _is_ours(pid: int) -> bool:
    """Whether the process of that number is still a worker of gunicorn, not a later one that got its number."""
    told = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "gunicorn" in told.stdout or "vertebra" in told.stdout
