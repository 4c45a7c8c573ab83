"""Spam is answered like anything else and put aside; floods are refused."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from api.enquiries import tokens
from api.enquiries.models import Enquiry, Notification
from tests.api.enquiries.sending import CRISIS, URL, send, submission, token_of_a_minute_ago
from tests.builders import FORM_ID

pytestmark = pytest.mark.usefixtures("form")


def young() -> str:
    return tokens.issue(FORM_ID, at=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"website": "https://spam.example"}, "honeypot"),
        ({"website": None}, "honeypot"),
        ({"token": "forged"}, "token"),
        ({"token": token_of_a_minute_ago() + "x"}, "token"),
    ],
)
def test_what_a_program_sends_looks_received_and_is_put_aside(client, change, reason):
    honest = send(client)
    response = send(client, **change)

    assert response.status_code == 201
    assert response.json().keys() == honest.json().keys()
    assert client.get(f"{URL}{response.json()['receipt']}/").json()["status"] == "received"
    stored = Enquiry.objects.get(reference=response.json()["reference"])
    assert stored.spam == reason
    assert not Notification.objects.filter(enquiry=stored).exists()
    assert not stored.contacts.exists()


def test_who_sends_a_form_within_a_second_of_loading_it_is_a_program(client):
    assert send(client, token=young()).status_code == 201

    assert Enquiry.objects.get().spam == "token"


def test_a_token_of_another_form_counts_as_forged(client):
    send(client, token=tokens.issue(type(FORM_ID)(int=1), at=timezone.now() - timedelta(minutes=1)))

    assert Enquiry.objects.get().spam == "token"


def test_spam_is_decided_before_anything_else_is_said(client):
    response = send(client, website="x", email="nonsense", extra="y", consent={"version": "0", "agreed": False})

    assert response.status_code == 201
    assert Enquiry.objects.get().content["fields"] == {
        "name": "Rosa Díaz",
        "email": "nonsense",
        "message": "Could you tell me whether you are open on Sundays?",
    }


def test_what_no_form_takes_is_refused_to_programs_as_to_people(client):
    sent = {"name": 5, "message": {"a": 1}}

    refused = [send(client, **sent), send(client, website="x", **sent)]

    assert [response.status_code for response in refused] == [422, 422]
    assert refused[0].json()["errors"] == refused[1].json()["errors"]


def test_spam_is_kept_for_a_month(client):
    send(client, website="x")

    stored = Enquiry.objects.get()
    assert stored.purge_after == stored.received_at + timedelta(days=30)


def test_of_a_message_about_somebody_in_danger_nothing_is_put_aside(client):
    response = send(client, website="filled in by the browser", message=CRISIS)

    assert response.status_code == 201
    assert response.json()["help"]["kind"] == "crisis"
    stored = Enquiry.objects.get()
    assert (stored.spam, stored.flag) == ("", "crisis")


class TestFloods:
    def test_too_many_from_one_place_are_put_aside_and_then_refused(self, client, settings):
        settings.ENQUIRY_SPAM_LIMIT, settings.ENQUIRY_NETWORK_LIMIT = "2/600", "3/600"

        responses = [send(client) for _time in range(4)]

        assert [response.status_code for response in responses] == [201, 201, 201, 429]
        assert list(Enquiry.objects.order_by("pk").values_list("spam", flat=True)) == ["", "", "flood"]
        assert responses[3].json()["type"] == "/api/problems/too-many-requests/"
        assert 0 < int(responses[3]["Retry-After"]) <= 200

    def test_after_the_wait_that_is_named_it_is_received(self, client, settings):
        settings.ENQUIRY_NETWORK_LIMIT = "1/600"
        with time_machine.travel(timezone.now(), tick=False) as clock:
            send(client)
            wait = int(send(client)["Retry-After"])
            clock.shift(timedelta(seconds=wait - 1))
            assert send(client).status_code == 429
            clock.shift(timedelta(seconds=1))
            assert send(client).status_code == 201

    def test_every_answer_says_how_many_more_are_taken(self, client, settings):
        settings.ENQUIRY_NETWORK_LIMIT = "2/600"
        with time_machine.travel(timezone.now(), tick=False) as clock:
            told = [send(client)["RateLimit"], send(client)["RateLimit"], send(client)["RateLimit"]]
            clock.shift(timedelta(seconds=300))
            incomplete = send(client, message="")

        assert told == ['"enquiries";r=1;t=300', '"enquiries";r=0;t=600', '"enquiries";r=0;t=600']
        assert incomplete.status_code == 422
        assert incomplete["RateLimit"] == '"enquiries";r=1;t=300'
        assert incomplete["RateLimit-Policy"] == '"enquiries";q=2;w=600'

    def test_other_places_are_not_touched(self, client, settings):
        settings.ENQUIRY_NETWORK_LIMIT, settings.TRUSTED_PROXIES = "1/600", 1

        assert send_from(client, "198.51.100.7").status_code == 201
        assert send_from(client, "198.51.100.7").status_code == 429
        assert send_from(client, "198.51.100.8").status_code == 201

    def test_an_ipv6_household_is_one_place(self, client, settings):
        settings.ENQUIRY_NETWORK_LIMIT, settings.TRUSTED_PROXIES = "1/600", 1

        assert send_from(client, "2001:db8:1:2::1").status_code == 201
        assert send_from(client, "2001:db8:1:2:ffff::9").status_code == 429
        assert send_from(client, "2001:db8:1:3::1").status_code == 201

    def test_what_stands_before_our_own_proxy_is_hearsay(self, client, settings):
        settings.ENQUIRY_NETWORK_LIMIT, settings.TRUSTED_PROXIES = "1/600", 1

        assert send_from(client, "10.0.0.1, 198.51.100.7").status_code == 201
        assert send_from(client, "10.0.0.2, 198.51.100.7").status_code == 429

    def test_a_form_as_a_whole_has_a_limit_too(self, client, settings):
        settings.ENQUIRY_FORM_LIMIT, settings.TRUSTED_PROXIES = "2/600", 1

        statuses = [send_from(client, f"198.51.100.{host}").status_code for host in range(3)]

        assert statuses == [201, 201, 429]

    def test_a_flood_keeps_nobody_in_danger_out(self, client, settings):
        settings.ENQUIRY_NETWORK_LIMIT = settings.ENQUIRY_FORM_LIMIT = "1/600"
        send(client)

        assert send(client, message=CRISIS).status_code == 201
        refused = send(client, message=CRISIS)
        assert refused.status_code == 429
        assert refused.json()["help"]["kind"] == "crisis"

    def test_a_repeated_request_counts_once(self, client, settings):
        settings.ENQUIRY_NETWORK_LIMIT = "2/600"
        body = submission()

        for _time in range(5):
            assert send(client, body, key="the-very-same-key").status_code == 201
        assert send(client).status_code == 201

    def test_checking_has_a_limit_of_its_own(self, client, settings):
        settings.ENQUIRY_NETWORK_LIMIT = "1/600"
        body = submission()

        statuses = [
            client.post(f"{URL}validate/", body, content_type="application/json").status_code for _time in range(2)
        ]

        assert statuses == [200, 429]
        assert send(client, body).status_code == 201


def send_from(client, forwarded_for: str):
    return client.post(
        URL,
        submission(),
        content_type="application/json",
        headers={"Idempotency-Key": token_of_a_minute_ago()[:200], "X-Forwarded-For": forwarded_for},
    )
