"""From the moment that a publication is confirmed plus the bound, no process of any server answers with what was."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.api.documents.publishing import publish, withdraw
from tests.builders import article

ROOT = Path(__file__).resolve().parents[3]
BOUND = 0.3
ANSWERS = 10_000
GONE = -1


def database_url():
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    told = connection.settings_dict
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def servers(transactional_db):
    """Two servers of two processes each on one database, as two hosts would have it."""
    running = []
    environment = {
        "CMS_ENABLED": "0",
        "DATABASE_URL": database_url(),
        "DELIVERY_FRESHNESS": str(BOUND),
        "ACCESS_LOG": "0",
    }
    environment |= {"WEB_PROCESSES": "2", "WEB_THREADS": "4", "HOST": "127.0.0.1", "ENV_FILE": os.devnull}
    for _server in range(2):
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", "--config", "backend/gunicorn.conf.py"]
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment, "PORT": str(port)})
        running.append((process, port))
    for process, port in running:
        until = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert process.poll() is None, "the server didn't start"
                assert time.monotonic() < until
                time.sleep(0.05)
    yield [port for _process, port in running]
    for process, _port in running:
        process.terminate()
        process.wait(timeout=30)
    connection.close()


class Library:
    """What was public since when: the number of each publication, or GONE."""

    def __init__(self):
        self.confirmed = []

    def confirm(self, number):
        self.confirmed.append((time.monotonic(), number))

    def allows(self, asked, seen):
        """Whether an answer to a request of that moment may show `seen`."""
        due = [index for index, (moment, _number) in enumerate(self.confirmed) if moment + BOUND <= asked]
        allowed = {number for _moment, number in self.confirmed[due[-1] if due else 0 :]}
        return seen in allowed or (seen != GONE and seen > max(allowed))  # committed, but not confirmed yet


def read(ports, library, old, answers, over):
    """One reader, whose answers may come from memory or be computed, from either server, whole or compressed."""
    connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=30) for port in ports]
    turn = 0
    while not over.is_set():
        turn += 1
        server = connections[turn % 2]
        path = ("/api/v1/articles/back-pain/", "/api/v1/articles/", f"/api/v1/articles/?limit={turn % 50 + 1}")[
            turn % 3
        ]
        asked = time.monotonic()
        server.request("GET", path)
        response = server.getresponse()
        body = json.loads(response.read())
        if "results" in body:
            seen = int(body["results"][0]["title"]) if body["results"] else GONE
        else:
            assert response.status in {200, 410}, body
            seen = int(body["title"]) if response.status == 200 else GONE
        answers.append((seen, response.headers["Cache-Status"]))
        if not library.allows(asked, seen):
            old.append((path, seen, asked))
    for server in connections:
        server.close()


def test_no_answer_is_older_than_the_bound(servers):
    library, old, answers, over = Library(), [], [], threading.Event()
    content = article()
    publish(content.model_copy(update={"title": "0"}))
    library.confirm(0)
    readers = [threading.Thread(target=read, args=(servers, library, old, answers, over)) for _reader in range(4)]
    for reader in readers:
        reader.start()
    number = 0
    while len(answers) < ANSWERS and any(reader.is_alive() for reader in readers):
        number += 1
        if number % 4 == 0:
            withdraw(content)
            library.confirm(GONE)
        else:
            publish(content.model_copy(update={"title": str(number)}))
            library.confirm(number)
        # Short enough to overtake the bound, then long enough to be answered from memory.
        time.sleep((0.05, 0.6)[number % 2])
    over.set()
    for reader in readers:
        reader.join()
    assert len(answers) >= ANSWERS
    assert old == []
    assert sum("hit" in (status or "") for _seen, status in answers) > ANSWERS / 4
    assert len({seen for seen, _status in answers}) > number / 4  # they did see it change
