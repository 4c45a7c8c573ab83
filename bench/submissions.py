"""Enquiries beside bare inserts of the same row: `python -m bench.submissions PORT COUNT`; prints both per second."""

import http.client
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from os import environ
from uuid import uuid4

import django
import orjson
from django.utils import timezone

environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
django.setup()

from api.documents import examples, store  # noqa: E402 - models exist once Django is set up
from api.documents.schemas.forms import FormContent  # noqa: E402
from api.enquiries import tokens  # noqa: E402
from api.enquiries.models import Enquiry  # noqa: E402

SENDERS = 8
SETTINGS = {
    "ENQUIRY_LEAST_SECONDS": "0",
    "ENQUIRY_SPAM_LIMIT": "1000000/60",
    "ENQUIRY_NETWORK_LIMIT": "1000000/60",
    "ENQUIRY_FORM_LIMIT": "1000000/60",
}
"""With which the server takes all of them, from one address."""
GIVEN = {"name": "Rosa Díaz", "email": "rosa@example.org", "message": "Are you open on Sundays?"}


def publish_form() -> FormContent:
    told = orjson.loads(examples.stored("form"))
    content = FormContent.model_validate_json(
        orjson.dumps({name: told[name] for name in FormContent.model_fields if name in told})
    )
    store.publish(content, source="bench:form", by="bench", at=timezone.now())
    return content


def submissions(form: FormContent, count: int) -> list[bytes]:
    at = timezone.now()
    chosen = {field.name: field.options[0].value for field in form.ui if field.type == "choice"}
    filled = {**GIVEN, **chosen, form.honeypot.name: ""}
    consent = {"version": form.consent.version, "agreed": True}
    told = {"form": form.slug, "form_version": 1, "locale": form.locale, "fields": filled, "consent": consent}
    return [orjson.dumps({**told, "token": tokens.issue(form.id, at=at)}) for _number in range(count)]


def send(port: int, bodies: Sequence[bytes]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for body in bodies:
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
        connection.request("POST", "/api/v1/enquiries/", body, headers)
        response = connection.getresponse()
        told = response.read()
        if response.status != 201:
            raise RuntimeError(f"an enquiry was answered {response.status}: {told[:500]!r}")
    connection.close()


def insert(count: int) -> None:
    """Rows like the newest enquiry, each in a transaction of its own."""
    row = Enquiry.objects.latest("pk")
    for _number in range(count):
        row.pk, row._state.adding = None, True
        row.reference = uuid4().hex[:9]
        row.key_digest, row.receipt_digest, row.token_digest = (uuid4().hex + uuid4().hex for _digest in range(3))
        row.save(force_insert=True)


def main(port: int, count: int) -> None:
    bodies = submissions(publish_form(), count)
    before = Enquiry.objects.count()
    began = time.monotonic()
    with ThreadPoolExecutor(SENDERS) as senders:
        list(senders.map(lambda part: send(port, part), [bodies[start::SENDERS] for start in range(SENDERS)]))
    sent = time.monotonic() - began
    if (stored := Enquiry.objects.count() - before) != count:
        raise RuntimeError(f"{count} enquiries were sent, {stored} are there")
    began = time.monotonic()
    insert(count)
    inserted = time.monotonic() - began
    sys.stdout.write(f"{count / sent:.1f} {count / inserted:.1f}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
