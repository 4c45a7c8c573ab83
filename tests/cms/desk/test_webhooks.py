"""Administrators say who is told of what happens, and see what became of each message."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from api.webhooks.models import Delivery, Subscription
from cms.users.models import User
from tests.cms.desk.conftest import signed_in

pytestmark = pytest.mark.django_db
GIVEN = {"name": "The website", "url": "https://www.example.org/hooks", "events": ["document.published"]}


@pytest.fixture
def ada(db):
    return signed_in("ada", group="Administrator")


@pytest.fixture
def webhook(db):
    return Subscription.objects.create(**GIVEN, created_at=timezone.now())


@pytest.fixture
def message(webhook):
    now = timezone.now()
    details = {"event": "document.published", "body": '{"type":"document.published"}', "created_at": now, "due_at": now}
    return Delivery.objects.create(subscription=webhook, attempts=4, status=500, failed_at=now, **details)


def address_of(webhook):
    return reverse("webhook_messages", args=[webhook.pk])


def text_of(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ").split())


def test_a_webhook_is_set_up_and_shows_its_secret(ada):
    assert "Webhooks" in ada.get(reverse("wagtailadmin_home")).content.decode()
    response = ada.post(reverse("webhooks:add"), GIVEN, follow=True)
    assert "The website" in text_of(response)
    webhook = Subscription.objects.get()
    assert address_of(webhook) in response.content.decode()
    page = text_of(ada.get(address_of(webhook)))
    assert webhook.secret in page
    assert "turned on" in page
    assert "Nothing has happened yet that it is told of." in page


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"url": "http://www.example.org/hooks"}, "The address must begin with https://."),
        ({"url": "www.example.org"}, "Write an address such as https://www.example.org/hooks/vertebra."),
        ({"events": []}, "This field is required."),
        ({"events": ["document.read"]}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_with_it_is_told_at_its_field(ada, changes, told):
    response = ada.post(reverse("webhooks:add"), {**GIVEN, **changes})
    assert told in text_of(response)
    assert not Subscription.objects.exists()


def test_a_change_keeps_its_secret_and_since_when_it_is_told(ada, webhook):
    ada.post(reverse("webhooks:edit", args=[webhook.pk]), {**GIVEN, "events": ["enquiry.received"]})
    after = Subscription.objects.get()
    assert after.events == ["enquiry.received"]
    assert (after.secret, after.created_at) == (webhook.secret, webhook.created_at)


def test_a_message_that_was_given_up_is_sent_again(ada, message):
    url = address_of(message.subscription)
    page = text_of(ada.get(url))
    assert "Given up (500)" in page
    assert message.message_id in page
    ada.post(url, {"action": "again", "message": message.message_id})
    again = Delivery.objects.get()
    assert (again.failed_at, again.message_id) == (None, message.message_id)
    assert again.due_at <= timezone.now()
    assert ada.post(url, {"action": "again", "message": "msg_none"}).status_code == 404


def test_it_is_turned_off_and_on_again(ada, webhook):
    ada.post(address_of(webhook), {"action": "turn_off"})
    assert "turned off" in text_of(ada.get(address_of(webhook)))
    ada.post(address_of(webhook), {"action": "turn_on"})
    assert Subscription.objects.get().disabled == ""


def test_a_new_secret_says_until_when_the_one_before_counts(ada, webhook):
    ada.post(address_of(webhook), {"action": "new_secret"})
    after = Subscription.objects.get()
    assert after.secret != webhook.secret
    assert after.former_secret == webhook.secret
    assert after.former_secret_until > timezone.now() + timedelta(hours=23)
    page = text_of(ada.get(address_of(webhook)))
    assert after.secret in page
    assert webhook.secret not in page
    assert "messages are signed with the secret before it, too" in page


@pytest.mark.parametrize("role", ["Writer", "Publisher", "Receptionist"])
def test_nobody_else_sees_them(webhook, role):
    other = signed_in("other", group=role)
    assert "Webhooks" not in other.get(reverse("wagtailadmin_home")).content.decode()
    for url in (reverse("webhooks:index"), reverse("webhooks:add"), address_of(webhook)):
        response = other.get(url)
        assert response.status_code == 302
        assert webhook.secret not in response.content.decode()
    other.post(address_of(webhook), {"action": "turn_off"})
    assert Subscription.objects.get().disabled == ""


def test_it_speaks_spanish(ada, message):
    UserProfile.objects.create(user=User.objects.get(username="ada"), preferred_language="es")
    page = text_of(ada.get(address_of(message.subscription)))
    for words in ("Mensajes", "Mostrar el secreto", "Desactivar", "Enviar de nuevo", "Abandonado (500)"):
        assert words in page
    assert "Algo se publicó" in ada.get(reverse("webhooks:add")).content.decode()
