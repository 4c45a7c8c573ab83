"""Whatever is killed while enquiries arrive, each that was acknowledged is there exactly once.

FAULT_SECONDS=600 runs for longer than the 30 s of an ordinary run. FAULT_RESTART_DATABASE="command" also stops and
starts the database's server in the midst: never on one that others use.
"""

import http.client
import os
import random
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import close_old_connections, connection

from api.enquiries.models import Enquiry, Notification
from tests.api.enquiries.sending import URL, publish_form, submission
from tests.api.enquiries.serving import Server

SECONDS = int(os.environ.get("FAULT_SECONDS", "30"))
RESTART_DATABASE = os.environ.get("FAULT_RESTART_DATABASE", "")
CLIENTS = 8
TRANSIENT = {409, 429, 500, 502, 503}


@pytest.fixture
def server(transactional_db, tmp_path: Path) -> Iterator[Server]:
    publish_form()
    running = Server(tmp_path, processes=3)
    running.wait_until_it_answers()
    yield running
    running.stop()
    connection.close()


class Visitor:
    """Sends one enquiry after another, each until it is acknowledged, as a client should."""

    def __init__(self, number: int, server: Server, over: threading.Event) -> None:
        self.number, self.server, self.over = number, server, over
        self.acknowledged: dict[str, str] = {}
        self.retries = 0

    def run(self) -> None:
        while not self.over.is_set():
            key, text = str(uuid4()), f"Visitor {self.number}, enquiry {len(self.acknowledged)}"
            body = submission(message=text)
            while True:
                try:
                    answer = self.server.request("POST", URL, body, **{"Idempotency-Key": key})
                except (OSError, http.client.HTTPException):
                    answer = None
                if answer and answer.status == 201:
                    self.acknowledged[text] = answer.body["reference"]
                    break
                assert answer is None or answer.status in TRANSIENT, answer
                self.retries += 1
                time.sleep(0.05)


def wreak_havoc(server: Server, visitors: list[Visitor], until: float) -> dict[str, int]:
    """Kill a worker whenever some more have been served, and now and then the master, which is then started again."""
    done = {"workers killed": 0, "masters killed": 0, "database restarts": 0}
    turn = 0
    while time.monotonic() < until:
        turn += 1
        served = sum(len(visitor.acknowledged) for visitor in visitors)
        enough = served + random.randint(5, 25)
        while sum(len(visitor.acknowledged) for visitor in visitors) < enough and time.monotonic() < until:
            time.sleep(0.01)
        if turn % 5 == 3:
            server.kill_master()
            done["masters killed"] += 1
            server.start()
            server.wait_until_it_answers()
        elif turn % 5 == 0 and RESTART_DATABASE:
            subprocess.run(RESTART_DATABASE, shell=True, check=True, capture_output=True)
            done["database restarts"] += 1
        else:
            done["workers killed"] += server.kill_worker(turn)
    return done


def test_every_acknowledged_enquiry_is_there_exactly_once(server, record_property):
    over = threading.Event()
    visitors = [Visitor(number, server, over) for number in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        running = [pool.submit(visitor.run) for visitor in visitors]
        try:
            done = wreak_havoc(server, visitors, time.monotonic() + SECONDS)
            server.wait_until_it_answers()
        finally:
            over.set()
        for finished in running:
            finished.result(timeout=120)

    close_old_connections()
    acknowledged = {text: reference for visitor in visitors for text, reference in visitor.acknowledged.items()}
    stored = {found.content["fields"]["message"]: found.reference for found in Enquiry.objects.all()}
    assert stored == acknowledged
    assert Enquiry.objects.count() == len(acknowledged)
    assert Notification.objects.count() == len(set(Notification.objects.values_list("enquiry_id", flat=True)))
    assert done["workers killed"] >= 1
    assert done["masters killed"] >= 1
    retries = sum(visitor.retries for visitor in visitors)
    told = ", ".join(f"{count} {what}" for what, count in done.items() if count)
    record_property(
        "measured",
        f"faults {connection.vendor}: {len(acknowledged)} enquiries, {retries} retries, {told}: none lost or doubled",
    )
    assert "Visitor" not in server.log.read_text()


def test_of_a_thousand_equal_requests_at_once_one_enquiry_comes(server, record_property):
    body, key = submission(), str(uuid4())
    together = threading.Barrier(64)

    def send(number: int) -> tuple[int, str]:
        if number < 64:
            together.wait(timeout=30)
        answer = server.request("POST", URL, body, **{"Idempotency-Key": key})
        return answer.status, answer.body.get("reference", "")

    with ThreadPoolExecutor(64) as pool:
        answers = list(pool.map(send, range(1000)))

    close_old_connections()
    statuses = [status for status, _reference in answers]
    assert set(statuses) <= {201, 409}
    assert {reference for status, reference in answers if status == 201} == {Enquiry.objects.get().reference}
    assert server.request("POST", URL, body, **{"Idempotency-Key": key}).status == 201
    record_property(
        "measured",
        f"equal keys {connection.vendor}: 1000 requests over 64 connections: "
        f"{statuses.count(201)} answered the same, {statuses.count(409)} told to wait; 1 enquiry",
    )
