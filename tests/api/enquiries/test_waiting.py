"""A request whose turn doesn't come: its twin is still running, or the database is busy or away."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction

from api.enquiries import receive
from api.enquiries.models import Enquiry
from tests.api.enquiries.sending import publish_form, send, submission

KEY = "3f0a1c9e-8f1d-4d6e-9a3e-2b7d5c9e8f01"
pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def twin_that_is_still_running(body) -> Iterator[None]:
    """Another process that has stored the enquiry and not yet committed."""
    stored, may_end = threading.Event(), threading.Event()

    def run() -> None:
        from django.test import Client

        with transaction.atomic():
            send(Client(), body, key=KEY)
            stored.set()
            may_end.wait(timeout=30)
        connections.close_all()

    other = threading.Thread(target=run)
    other.start()
    assert stored.wait(timeout=30)
    try:
        yield
    finally:
        may_end.set()
        other.join(timeout=30)


def test_while_its_twin_runs_a_request_is_told_to_wait_and_then_gets_the_same_answer(client, monkeypatch):
    monkeypatch.setattr(receive, "LONGEST_WAIT", "200ms")
    publish_form()
    body = submission()
    if connection.vendor == "sqlite":  # one writer at a time: it can't be told whose turn it is
        connection.cursor().execute("PRAGMA busy_timeout = 200")

    with twin_that_is_still_running(body):
        response = send(client, body, key=KEY)

    expected = (503, "unavailable") if connection.vendor == "sqlite" else (409, "enquiry-still-running")
    assert (response.status_code, response.json()["type"]) == (expected[0], f"/api/problems/{expected[1]}/")
    assert int(response["Retry-After"]) >= 1
    again = send(client, body, key=KEY)
    assert again.status_code == 201
    assert again.json()["reference"] == Enquiry.objects.get().reference
