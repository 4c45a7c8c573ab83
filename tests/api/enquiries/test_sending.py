"""POST /api/v1/enquiries/"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from api.documents import store
from api.documents.models import Change
from api.enquiries import tokens
from api.enquiries.models import Contact, Enquiry
from tests.api.enquiries.sending import URL, publish_form, send, submission, token_of_a_minute_ago
from tests.builders import FORM_ID

pytestmark = pytest.mark.usefixtures("form")
KEY = "3f0a1c9e-8f1d-4d6e-9a3e-2b7d5c9e8f01"


def test_an_enquiry_is_stored_and_its_sender_gets_a_reference_and_a_receipt(client):
    response = send(client, phone="(305) 555-0142 x7", topic="billing", newsletter=True)

    assert response.status_code == 201, response.content
    answer = response.json()
    assert answer["message"] == "Thank you."
    assert answer["next_steps"] == ["We answer within two days."]
    assert answer["help"]["kind"] == "general"
    stored = Enquiry.objects.get(reference=answer["reference"])
    assert stored.content["fields"]["phone"] == "+13055550142 x7"
    assert stored.content["fields"]["newsletter"] is True
    assert stored.consent_version == "2026-11"
    assert stored.purge_after == stored.received_at + timedelta(days=365)
    assert response["Cache-Control"] == "no-store"


def test_the_receipt_tells_the_status_and_nothing_else(client):
    response = send(client)
    answer = response.json()

    status = client.get(response["Location"].removeprefix("http://127.0.0.1:8000"))

    assert status.json() == {
        "reference": answer["reference"],
        "status": "received",
        "received_at": answer["received_at"],
    }
    assert status["Cache-Control"] == "no-store"
    unknown = client.get(f"{URL}{answer['receipt'][:-1]}/")
    assert unknown.status_code == 404
    assert "receipt" in unknown.json()["detail"]
    assert client.get(f"{URL}{answer['reference']}/").status_code == 404


def test_addresses_and_numbers_are_kept_in_their_normal_form(client):
    send(client, email="Rosa@EXAMPLE.org", phone="305.555.0142")

    fields = Enquiry.objects.get().content["fields"]
    assert fields["email"] == "Rosa@example.org"
    assert fields["phone"] == "+13055550142"
    assert set(Contact.objects.values_list("kind", flat=True)) == {"email", "phone"}


def test_a_form_in_spanish_is_answered_in_spanish(client):
    publish_form(locale="es", slug="contacto", title="Contacto", confirmation={"message": "Gracias.", "next_steps": []})

    response = send(client, form="contacto", locale="es", message="¿Abren los domingos?")

    assert response.json()["message"] == "Gracias."
    assert response.json()["help"]["heading"] == "Si no puede esperar"
    assert response["Content-Language"] == "es"


class TestRepeating:
    def test_the_same_key_and_body_give_the_same_answer_and_one_enquiry(self, client):
        body = submission()

        answers = [send(client, body, key=KEY) for _time in range(3)]

        assert [answer.status_code for answer in answers] == [201, 201, 201]
        assert len({answer.content for answer in answers}) == 1
        assert Enquiry.objects.count() == 1

    def test_so_it_is_when_the_token_has_expired_and_the_form_is_gone_since(self, client):
        body = submission()
        first = send(client, body, key=KEY)
        store.withdraw(
            store.Identity("form", FORM_ID, "en"), reason=Change.Reason.DELETED, by="Eva", at=datetime.now(UTC)
        )

        with time_machine.travel(timezone.now() + timedelta(days=60)):
            assert send(client, body, key=KEY).content == first.content

    def test_the_order_of_members_makes_no_other_body(self, client):
        body = submission()
        first = send(client, body, key=KEY)

        assert send(client, dict(reversed(body.items())), key=KEY).content == first.content

    def test_the_same_key_with_another_body_is_refused(self, client):
        body = submission()
        send(client, body, key=KEY)

        response = send(client, submission(message="Another question"), key=KEY)

        assert response.status_code == 422
        assert response.json()["type"] == "/api/problems/idempotency-key-reused/"
        assert Enquiry.objects.count() == 1

    def test_a_key_may_be_quoted_as_structured_fields_are(self, client):
        body = submission()
        first = send(client, body, key=f'"{KEY}"')

        assert send(client, body, key=KEY).content == first.content

    def test_what_was_refused_may_be_corrected_under_the_same_key(self, client):
        body = submission()
        assert send(client, body | {"fields": body["fields"] | {"email": "rosa"}}, key=KEY).status_code == 422

        assert send(client, body, key=KEY).status_code == 201

    @pytest.mark.parametrize(
        ("key", "problem"),
        [
            (" ", "idempotency-key-missing"),
            ("short", "idempotency-key-malformed"),
            ("sixteen chars and space", "idempotency-key-malformed"),
            ("k" * 256, "idempotency-key-malformed"),
            ("ключ" * 5, "idempotency-key-malformed"),
        ],
    )
    def test_a_key_is_needed_and_must_be_hard_to_guess(self, client, key, problem):
        response = send(client, key=key)

        assert response.status_code == 400
        assert response.json()["type"] == f"/api/problems/{problem}/"

    def test_a_token_is_good_for_one_enquiry(self, client):
        token = token_of_a_minute_ago()
        send(client, token=token)

        response = send(client, token=token, message="One more thing")

        assert response.status_code == 422
        assert response.json()["type"] == "/api/problems/token-used/"


class TestVersions:
    def test_the_version_that_the_sender_saw_is_accepted_for_thirty_days_after_another(self, client):
        with time_machine.travel(datetime(2026, 11, 25, tzinfo=UTC)) as clock:
            publish_form(confirmation={"message": "Thanks a lot.", "next_steps": []})
            clock.shift(timedelta(days=29))
            assert send(client, form_version=1).json()["message"] == "Thank you."
            assert send(client, form_version=2).json()["message"] == "Thanks a lot."
            clock.shift(timedelta(days=2))
            response = send(client, form_version=1)

        assert response.status_code == 422
        assert response.json()["type"] == "/api/problems/form-version-expired/"
        assert response.json()["errors"][0]["pointer"] == "/form_version"

    def test_the_version_decides_what_is_required(self, client):
        publish_form(consent={"version": "2027-01", "text": "Something else."})

        assert send(client, form_version=1, consent={"version": "2026-11", "agreed": True}).status_code == 201
        errors = send(client, form_version=2, consent={"version": "2026-11", "agreed": True}).json()["errors"]
        assert [error["pointer"] for error in errors] == ["/consent/version"]

    @pytest.mark.parametrize("version", [2, 2**31 - 1])
    def test_a_version_that_never_was_is_refused(self, client, version):
        assert send(client, form_version=version).json()["type"] == "/api/problems/form-version-expired/"

    def test_a_form_that_is_offline_takes_nothing(self, client):
        store.withdraw(
            store.Identity("form", FORM_ID, "en"), reason=Change.Reason.DELETED, by="Eva", at=datetime.now(UTC)
        )

        response = send(client)

        assert response.status_code == 422
        assert response.json()["type"] == "/api/problems/form-not-open/"

    def test_a_form_is_named_by_id_slug_or_former_slug(self, client):
        publish_form(slug="contact", path="/en/forms/contact/")

        for name in (str(FORM_ID), "contact", "get-in-touch"):
            assert send(client, form=name, form_version=2).status_code == 201

    def test_who_left_the_page_open_for_days_is_told_so_and_loses_nothing(self, client):
        token = tokens.issue(FORM_ID, at=timezone.now() - timedelta(hours=25))

        response = send(client, token=token)

        assert response.status_code == 422
        assert response.json()["type"] == "/api/problems/token-expired/"


class TestChecking:
    def test_the_same_checks_without_storing(self, client):
        body = submission()

        assert client.post(f"{URL}validate/", body, content_type="application/json").json()["valid"] is True
        wrong = client.post(f"{URL}validate/", body | {"fields": {"website": ""}}, content_type="application/json")

        assert [error["pointer"] for error in wrong.json()["errors"]] == [
            "/fields/name",
            "/fields/email",
            "/fields/message",
        ]
        assert Enquiry.objects.count() == 0
        assert send(client, body).status_code == 201

    def test_only_post_is_allowed(self, client):
        for url in (URL, f"{URL}validate/"):
            response = client.get(url) if url == URL else client.put(url)
            assert response.status_code == 405
            assert "POST" in response["Allow"]
        assert client.post(f"{URL}{uuid4()}/").status_code == 405
