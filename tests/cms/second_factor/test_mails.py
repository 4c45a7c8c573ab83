"""Whoever owns an account is told by e-mail what is done with its second factor."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from backend.worker import jobs
from cms.second_factor.models import SecondFactorMail
from tests.cms.second_factor.conftest import HOME, OWN, codes

pytestmark = pytest.mark.django_db


def work():
    """As the worker does it."""
    [job] = [job for job in jobs() if job.name == "write to staff about their second factor"]
    while job.run():
        pass


def written():
    """What has been sent since one last asked."""
    work()
    sent = list(mail.outbox)
    mail.outbox.clear()
    return sent


def one(to):
    [message] = written()
    assert message.to == [to.user.email]
    return message


def test_setting_it_up_is_told_once(wanda):
    found = wanda.set_up()
    message = one(wanda)
    assert message.subject == "A second factor was set up for your account"
    assert "Account: wanda, at http" in message.body
    assert "Nov. 20, 2026, 8 a.m. (UTC)" in message.body
    assert reverse("wagtailadmin_account") in message.body
    assert written() == []
    assert not any(secret in message.body for secret in [*found, wanda.key.hex(), wanda.app()])


def test_what_did_not_happen_is_not_told(wanda):
    wanda.answer("000000", "/admin/second-factor/setup/")
    assert written() == []


def test_new_recovery_codes_are_told_without_them(wanda, clock):
    wanda.set_up()
    written()
    clock.shift(60)
    new = codes(wanda.answer(wanda.app(), OWN, do="renew"))
    message = one(wanda)
    assert message.subject == "You have new recovery codes"
    assert not any(code in message.body for code in new)


def test_a_recovery_code_that_was_used_is_told_with_how_many_are_left(wanda, clock):
    first, *_rest = wanda.set_up()
    written()
    wanda.sign_in()
    assert wanda.answer(first).url == HOME
    message = one(wanda)
    assert message.subject == "A recovery code of your account was used"
    assert "9 are left" in message.body
    assert first not in message.body
    clock.shift(60)
    wanda.sign_in()
    wanda.answer(wanda.app())
    assert written() == []
    wanda.sign_in()
    wanda.answer("wrong-codes")
    assert written() == []


def test_removing_one_s_own_is_told(wanda, clock):
    wanda.set_up()
    written()
    clock.shift(60)
    wanda.answer(wanda.app(), OWN, do="remove")
    assert one(wanda).subject == "Your second factor was removed"


def test_its_owner_is_told_what_an_administrator_did_and_in_their_language(wanda, ada):
    UserProfile.objects.create(user=wanda.user, preferred_language="es")
    wanda.set_up()
    assert one(wanda).subject == "Se ha configurado un segundo factor en su cuenta"
    ada.client.post(reverse("second_factor:remove", args=[wanda.user.pk]))
    message = one(wanda)
    assert message.subject == "Un administrador ha eliminado su segundo factor"
    assert "cambie ahora su contraseña" in message.body


def test_and_what_was_done_at_the_machine(wanda):
    wanda.set_up()
    written()
    call_command("remove_second_factor", "wanda", stdout=StringIO())
    assert one(wanda).subject == "An administrator has removed your second factor"


def test_who_has_no_address_keeps_nobody_waiting(wanda, ada):
    wanda.user.email = ""
    wanda.user.save()
    wanda.set_up()
    ada.set_up()
    assert one(ada).subject == "A second factor was set up for your account"
    assert not SecondFactorMail.objects.filter(done_at=None).exists()


def test_while_the_mail_server_is_away_it_waits_and_comes_once(wanda, clock, monkeypatch, caplog):
    wanda.set_up()
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", lambda *_args: (_ for _ in ()).throw(ConnectionError("no mail")))
        work()
    assert written() == []
    clock.shift(timedelta(minutes=10))
    message = one(wanda)
    assert "8 a.m." in message.body
    assert written() == []
    assert SecondFactorMail.objects.get().done_at == timezone.now()
