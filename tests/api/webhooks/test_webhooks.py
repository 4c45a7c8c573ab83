"""A real receiver is told of what happens: signed, once it is there again, and never at an address inside a network."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from api.documents import store
from api.documents.changes import current_serial
from api.documents.models import Change, Follower
from api.documents.safety import withdraw_for_safety
from api.webhooks import subscribing
from api.webhooks.addresses import check_address
from api.webhooks.delivering import GIVEN_UP_AFTER, KEPT_FOR, deliver_due, forget_delivered
from api.webhooks.models import Delivery, Event, Subscription
from api.webhooks.queueing import FOLLOWER, queue_again, queue_what_changed
from api.webhooks.signing import headers_of
from tests.api.documents.publishing import identity_of, publish, withdraw
from tests.api.enquiries.sending import publish_form, send
from tests.builders import article
from tests.receiver import Receiver, is_signed

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def receiver(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    with Receiver() as running:
        yield running


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def subscribe(url, *events, name="The website"):
    chosen = [event.value for event in events or Event]
    return Subscription.objects.create(name=name, url=url, events=chosen, created_at=timezone.now())


def work():
    """What the worker does in one turn."""
    queue_what_changed()
    return deliver_due(limit=100)


def told(receiver):
    return [json.loads(body) for _headers, body in receiver.received]


def test_the_signature_is_that_of_standard_webhooks():
    """Their own example."""
    headers = headers_of(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_each_event_says_what_to_ask_the_api_for(receiver, clock, client):
    subscription = subscribe(receiver.url)
    publish(content := article(slug="knee", path="/en/back/knee/"), at=NOW)
    elsewhere = type(content).model_validate({**content.model_dump(), "path": "/en/knees/knee/"})
    store.move(elsewhere, source="cms_articles.articlepage:1", by="Eva", at=NOW)
    withdraw(content, at=NOW)
    assert work() == 3
    published, moved, withdrawn = told(receiver)
    about = {
        "kind": "article",
        "id": str(content.id),
        "locale": "en",
        "tags": [f"article:{content.id}:en", "articles:en", "library"],
    }
    assert published == {
        "type": "document.published",
        "timestamp": "2027-03-01T09:00:00Z",
        "data": {"serial": 1, "path": "/en/back/knee/", "edition": 1, **about},
    }
    assert (moved["type"], moved["data"]["path"]) == ("document.moved", "/en/knees/knee/")
    assert withdrawn["type"] == "document.withdrawn"
    assert withdrawn["data"] == {"serial": current_serial(), "path": "/en/knees/knee/", "edition": None, **about}
    for headers, body in receiver.received:
        assert headers["Content-Type"] == "application/json"
        assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
        assert is_signed(headers, body, subscription.secret)
    assert len({headers["webhook-id"] for headers, _body in receiver.received}) == 3
    assert client.get("/api/v1/articles/", {"min_serial": withdrawn["data"]["serial"]}).status_code == 200
    assert work() == 0


def test_a_safety_notice_is_told_beside_the_withdrawal(receiver, clock):
    subscribe(receiver.url)
    publish(content := article(), at=NOW)
    [notice] = withdraw_for_safety(
        [identity_of(content)], reason="A wrong dose.", messages={"en": "Ask us.", "es": "Llame."}, by="Eva", at=NOW
    )
    work()
    assert [message["type"] for message in told(receiver)] == [
        "document.published",
        "document.withdrawn",
        "safety_notice.issued",
    ]
    assert told(receiver)[-1]["data"]["notice"] == str(notice.public_id)


def test_of_an_enquiry_only_its_reference_is_told(receiver, client):
    subscribe(receiver.url, Event.ENQUIRY)
    publish_form()
    reference = send(client, message="Do you open on Sundays?").json()["reference"]
    send(client, website="https://spam.example")
    work()
    [message] = told(receiver)
    assert message["type"] == "enquiry.received"
    assert message["data"] == {"reference": reference}
    assert b"Sundays" not in receiver.received[0][1]


def test_an_enquiry_that_is_refused_is_told_to_nobody(receiver, client):
    subscribe(receiver.url, Event.ENQUIRY)
    publish_form()
    assert send(client, email="nobody").status_code == 422
    assert not Delivery.objects.exists()


def test_only_what_was_chosen_and_happened_since_is_told(receiver, clock):
    publish(article(slug="before"), at=NOW)
    work()
    clock.shift(timedelta(minutes=1))
    subscribe(receiver.url, Event.WITHDRAWN)
    publish(content := article(slug="after"), at=timezone.now())
    withdraw(content, at=timezone.now())
    work()
    assert [message["type"] for message in told(receiver)] == ["document.withdrawn"]


def test_who_subscribes_later_is_not_told_what_others_still_wait_for(receiver, clock):
    subscribe(receiver.url)
    publish(article(), at=NOW)
    clock.shift(timedelta(seconds=1))
    subscribe(receiver.url, name="The app")
    assert work() == 1
    assert Delivery.objects.get().subscription.name == "The website"


def test_what_waits_when_it_is_turned_off_is_sent_once_it_is_on_again(receiver, clock):
    subscription = subscribe(receiver.url)
    publish(content := article(), at=NOW)
    queue_what_changed()
    subscribing.turn_off(subscription)
    withdraw(content, at=NOW)
    assert work() == 0
    subscribing.turn_on(subscription)
    assert work() == 1
    assert [message["type"] for message in told(receiver)] == ["document.published"]


def test_while_nobody_is_subscribed_the_log_is_not_walked(clock):
    for number in range(3):
        publish(article(slug=f"article-{number}"), at=NOW)
    assert queue_what_changed() == 0
    assert Follower.objects.get(name=FOLLOWER).serial == current_serial() == 3


def test_a_receiver_that_was_away_gets_the_same_message_later(receiver, clock):
    subscription = subscribe(receiver.url)
    publish(article(), at=NOW)
    receiver.status = 503
    assert work() == 1
    assert work() == 0  # not yet again
    clock.shift(timedelta(seconds=30))
    receiver.status = 200
    assert work() == 1
    (first, body), (second, same) = receiver.received
    assert body == same
    assert first["webhook-id"] == second["webhook-id"]
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 30
    assert is_signed(second, same, subscription.secret)
    delivery = Delivery.objects.get()
    assert (delivery.attempts, delivery.status, delivery.done_at) == (2, 200, timezone.now())
    assert Subscription.objects.get().failures == 0


def test_one_that_is_away_costs_little_and_holds_up_nobody_else(receiver, clock):
    away = subscribe("http://127.0.0.1:9/", name="Away")
    subscribe(receiver.url)
    for number in range(20):
        publish(article(slug=f"article-{number}"), at=NOW)
    assert work() == 21  # one attempt for what is away
    assert len(receiver.received) == 20
    failed = Delivery.objects.filter(subscription=away, attempts__gt=0).get()
    assert failed.problem == "ConnectionRefusedError"
    tried = 0
    for _hour in range(24):
        clock.shift(timedelta(hours=1))
        tried += work()
    assert tried <= 24


def test_what_nobody_takes_for_days_is_given_up_and_can_be_sent_again(receiver, clock):
    subscribe(receiver.url)
    publish(article(), at=NOW)
    receiver.status = 500
    work()
    clock.shift(GIVEN_UP_AFTER + timedelta(minutes=1))
    assert work() == 0
    delivery = Delivery.objects.get()
    assert delivery.failed_at == timezone.now()
    receiver.status = 200
    queue_again(delivery, at=timezone.now())
    assert work() == 1
    assert Delivery.objects.get().done_at == timezone.now()
    clock.shift(KEPT_FOR + timedelta(minutes=1))
    assert forget_delivered(at=timezone.now()) == 1


def test_it_waits_for_as_long_as_it_is_asked_to(receiver, clock):
    subscribe(receiver.url)
    publish(article(), at=NOW)
    receiver.status, receiver.answered = 429, {"Retry-After": "7200"}
    work()
    clock.shift(timedelta(hours=1, minutes=50))
    assert work() == 0
    clock.shift(timedelta(minutes=11))
    assert work() == 1


def test_gone_ends_the_subscription_until_staff_turn_it_on(receiver, clock):
    subscription = subscribe(receiver.url)
    publish(content := article(), at=NOW)
    receiver.status = 410
    work()
    publish(type(content).model_validate({**content.model_dump(), "title": "Another"}), at=NOW)
    assert work() == 0
    assert Subscription.objects.get().disabled == Subscription.Disabled.GONE
    receiver.status = 200
    subscribing.turn_on(subscription)
    withdraw(content, at=NOW)
    work()
    assert [message["type"] for message in told(receiver)] == ["document.published", "document.withdrawn"]


def test_a_redirect_is_not_followed(receiver, clock):
    subscribe(receiver.url)
    publish(article(), at=NOW)
    receiver.status, receiver.answered = 307, {"Location": receiver.url}
    work()
    assert len(receiver.received) == 1
    assert Delivery.objects.get().status == 307


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "10.0.0.1", "169.254.169.254"])
def test_nothing_is_sent_into_a_private_network(receiver, clock, settings, host):
    settings.WEBHOOK_NETWORKS = []
    subscribe(f"http://{host}:{receiver.server_port}/")
    publish(article(), at=NOW)
    work()
    assert Delivery.objects.get().problem == "private address"
    assert receiver.received == []


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.org/hooks",
        "ftp://www.example.org/",
        "www.example.org",
        "https://",
        "https://user:password@www.example.org/",
        "https://www.example.org/#here",
        "https://www.example.org:port/",
        "https://www.example.org/a b",
        "https://www.example.org/\r\nX-Injected: 1",
        "https://[::1/",
    ],
)
def test_what_is_no_address_for_messages_is_refused(url):
    with pytest.raises(ValidationError):
        check_address(url)
    check_address("https://www.example.org/hooks?from=clinic")


def test_while_a_secret_is_replaced_both_sign(receiver, clock):
    subscription = subscribe(receiver.url)
    before = subscription.secret
    subscribing.renew_secret(subscription, at=NOW, overlap=timedelta(days=1))
    after = Subscription.objects.get().secret
    publish(content := article(), at=NOW)
    work()
    clock.shift(timedelta(days=1))
    withdraw(content, at=timezone.now())
    work()
    (first, body), (second, other) = receiver.received
    assert is_signed(first, body, before)
    assert is_signed(first, body, after)
    assert not is_signed(second, other, before)
    assert is_signed(second, other, after)


def test_secrets_are_encrypted_in_the_database_and_rotate(settings, receiver):
    subscription = subscribe(receiver.url)
    settings.ENQUIRY_KEYS = [base64.urlsafe_b64encode(b"k" * 32).decode()]
    call_command("rotate_enquiry_keys", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM webhooks_subscription")
        [stored] = cursor.fetchone()
    assert subscription.secret not in stored
    settings.SECRET_KEY = "another one"
    assert Subscription.objects.get().secret == subscription.secret


def test_what_is_published_is_told_even_if_the_worker_dies_in_between(receiver, clock):
    subscribe(receiver.url)
    publish(article(), at=NOW)
    queue_what_changed()
    delivery = Delivery.objects.get()
    Delivery.objects.update(due_at=NOW + timedelta(minutes=2), attempts=1)  # somebody claimed it and is gone
    assert work() == 0
    clock.shift(timedelta(minutes=3))
    assert work() == 1
    assert receiver.received[0][0]["webhook-id"] == delivery.message_id
    assert Change.objects.count() == 1
