"""Whoever guesses passwords has to wait, and locks nobody else out."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

pytestmark = pytest.mark.django_db

PASSWORD = "a long pass phrase"
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def editor():
    return get_user_model().objects.create_superuser("editor", "editor@clinic.example", PASSWORD)


def sign_in(client, password=PASSWORD, *, name="editor", **meta):
    return client.post("/admin/login/", {"username": name, "password": password}, **{"REMOTE_ADDR": HERE, **meta})


def guess(client, times=5, **meta):
    return [sign_in(client, "wrong", **meta).status_code for _ in range(times)]


def signed_in(answer):
    return answer.status_code == 302 and answer.url == "/admin/"


def test_after_five_wrong_passwords_the_right_one_has_to_wait(client):
    assert guess(client) == [200, 200, 200, 200, 429]
    answer = sign_in(client)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "Try again in 15 minutes" in answer.content.decode()


def test_the_wait_ends(client):
    guess(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert signed_in(sign_in(client))


def test_it_is_said_in_spanish(client):
    guess(client)
    answer = sign_in(client, HTTP_ACCEPT_LANGUAGE="es")
    assert "Vuelva a intentarlo dentro de 15 minutos" in answer.content.decode()


def test_nobody_can_lock_somebody_else_out(client):
    guess(client)
    assert signed_in(sign_in(client, REMOTE_ADDR=ELSEWHERE))


def test_one_guesser_does_not_keep_a_whole_clinic_out(client):
    guess(client, name="somebody")
    assert signed_in(sign_in(client))


def test_a_name_that_nobody_has_waits_in_the_same_way(client):
    assert guess(client, name="nobody") == [200, 200, 200, 200, 429]


def test_signing_in_forgets_earlier_slips(client):
    guess(client, 4)
    assert signed_in(sign_in(client))
    client.post("/admin/logout/")
    assert guess(client, 4) == [200, 200, 200, 200]


def test_a_made_up_address_does_not_help_where_no_proxy_is_trusted(client, settings):
    settings.TRUSTED_PROXIES = 0
    answers = [sign_in(client, "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}").status_code for n in range(5)]
    assert answers[-1] == 429


def test_behind_a_proxy_it_goes_by_what_the_proxy_saw(client, settings):
    settings.TRUSTED_PROXIES = 1
    guess(client, HTTP_X_FORWARDED_FOR=f"192.0.2.1, {HERE}")
    assert sign_in(client, HTTP_X_FORWARDED_FOR=f"192.0.2.2, {HERE}").status_code == 429
    assert signed_in(sign_in(client, HTTP_X_FORWARDED_FOR=f"192.0.2.1, {ELSEWHERE}"))


@pytest.mark.parametrize(
    ("address", "lists"),
    [("/admin/reviews/1/confirm/", "worklist:index"), ("/admin/references/1/again/", "references:index")],
)
def test_whoever_was_signed_out_while_a_list_stood_open_comes_back_to_it(client, editor, address, lists):
    answer = client.post(address, {})
    assert answer.url.startswith("/admin/login/")
    client.force_login(editor)
    led = client.get(parse_qs(urlsplit(answer.url).query)["next"][0])
    assert led.url == reverse(lists)
