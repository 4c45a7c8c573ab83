"""Signing in with a password and a code of an authenticator app."""

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.second_factor.models import AuthenticatorApp, RecoveryCode
from tests.cms.second_factor.conftest import CHECK, HOME, OWN, SETUP, Staff, codes, errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def required(settings):
    settings.SIGN_IN_SECOND_FACTOR = "required"


def test_without_one_a_password_opens_the_admin_where_it_is_optional(wanda):
    assert wanda.sign_in() == HOME
    assert wanda.opens()


def test_the_account_leads_to_it(wanda):
    assert OWN in wanda.client.get("/admin/account/").content.decode()
    assert wanda.read(OWN).select_one(f"a[href^='{SETUP}']")


def test_setting_it_up_shows_a_picture_and_then_ten_codes_once(wanda):
    page = wanda.read(SETUP)
    assert page.select_one("[role=img] svg path")
    found = wanda.set_up()
    assert len(set(found)) == 10
    assert not any(code in wanda.client.get(OWN).content.decode() for code in found)
    assert "10 recovery codes are left" in wanda.read(OWN).text
    assert wanda.opens()


def test_the_key_stays_the_same_while_it_is_set_up(wanda):
    first = wanda.read(SETUP).select_one("code").text
    answer = wanda.answer("000000", SETUP)
    assert errors(answer) == "This is not what the app shows now. Try the next code."
    assert wanda.read(SETUP).select_one("code").text == first
    assert not AuthenticatorApp.objects.exists()


def test_secrets_are_kept_by_no_cache(wanda):
    assert "no-store" in wanda.client.get(SETUP)["Cache-Control"]
    wanda.read(SETUP)
    answer = wanda.client.get(OWN)
    assert "no-store" in answer["Cache-Control"]


def test_from_then_on_a_password_alone_opens_nothing(wanda):
    wanda.set_up()
    assert wanda.sign_in() == CHECK
    for address in (HOME, reverse("articles:index"), "/admin/account/", SETUP, OWN):
        assert wanda.client.get(address).url.startswith(CHECK)
    assert wanda.client.post("/admin/account/", {}).url.startswith(CHECK)


def test_the_code_of_the_app_opens_it_and_leads_on(wanda, clock):
    wanda.set_up()
    clock.shift(60)
    wanda.sign_in()
    wanted = wanda.client.get(reverse("articles:index")).url
    assert wanda.client.get(wanted).status_code == 200
    answer = wanda.answer(wanda.app(), next=reverse("articles:index"))
    assert answer.url == reverse("articles:index")
    assert wanda.opens(reverse("articles:index"))


def test_it_leads_to_no_other_site(wanda, clock):
    wanda.set_up()
    clock.shift(60)
    wanda.sign_in()
    assert wanda.answer(wanda.app(), next="https://evil.example/").url == HOME


def test_a_code_works_once(wanda, clock):
    wanda.set_up()
    clock.shift(60)
    wanda.sign_in()
    code = wanda.app()
    assert wanda.answer(code).status_code == 302
    wanda.sign_in()
    assert errors(wanda.answer(code)) == "This code is wrong, or it has been used."
    assert not wanda.opens()


def test_a_recovery_code_works_once_however_it_is_typed(wanda, clock):
    first, second, *_rest = wanda.set_up()
    wanda.sign_in()
    assert wanda.answer(first.upper().replace("-", " ")).status_code == 302
    assert "9 recovery codes are left" in wanda.read(OWN).text
    wanda.sign_in()
    assert wanda.answer(first).status_code == 200
    clock.shift(5)
    assert wanda.answer(second).status_code == 302


def test_codes_are_nobody_else_s(wanda, ada, clock):
    found = wanda.set_up()
    ada.set_up()
    clock.shift(60)
    ada.sign_in()
    assert ada.answer(found[0]).status_code == 200
    clock.shift(5)
    assert ada.answer(wanda.app()).status_code == 200
    assert not ada.opens()


def test_the_database_does_not_tell_the_recovery_codes(wanda):
    found = wanda.set_up()
    kept = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert not any(code.replace("-", "") in kept for code in found)


def test_who_guesses_has_to_wait_longer_each_time_whatever_they_type(wanda, clock):
    codes_of_wanda = wanda.set_up()
    wanda.sign_in()
    for wait in (1, 2, 4):
        assert errors(wanda.answer("000000")) == "This code is wrong, or it has been used."
        assert "Too many wrong codes." in errors(wanda.answer(codes_of_wanda[0]))
        clock.shift(wait + 1)
    wanda.answer("000000")
    assert errors(wanda.answer(codes_of_wanda[0])) == "Too many wrong codes. Wait 8 seconds."
    clock.shift(9)
    assert wanda.answer(codes_of_wanda[0]).status_code == 302


def test_where_it_is_required_nobody_gets_in_without_setting_it_up(wanda, required):
    assert wanda.sign_in() == SETUP
    assert wanda.client.get(reverse("articles:index")).url.startswith(SETUP)
    assert "This clinic asks everybody for one" in wanda.client.get(SETUP).content.decode()
    wanda.set_up()
    assert wanda.opens()


def test_one_can_sign_out_at_the_door(wanda, required):
    wanda.client.post("/admin/logout/")
    assert wanda.client.get(HOME).url.startswith("/admin/login/")


def test_new_recovery_codes_take_the_place_of_the_old_and_need_a_code(wanda, clock):
    old = wanda.set_up()
    assert wanda.answer("000000", OWN, do="renew").status_code == 200
    clock.shift(60)
    new = codes(wanda.answer(wanda.app(), OWN, do="renew"))
    assert not set(old) & set(new)
    wanda.sign_in()
    assert wanda.answer(old[0]).status_code == 200
    clock.shift(5)
    assert wanda.answer(new[0]).status_code == 302


def test_one_removes_one_s_own_with_a_code_only(wanda, clock):
    wanda.set_up()
    wanda.answer("000000", OWN, do="remove")
    assert wanda.sign_in() == CHECK
    clock.shift(60)
    wanda.answer(wanda.app())
    clock.shift(60)
    wanda.answer(wanda.app(), OWN, do="remove")
    assert wanda.sign_in() == HOME
    assert not RecoveryCode.objects.exists()


def test_an_administrator_removes_a_lost_one(wanda, ada):
    wanda.set_up()
    address = reverse("second_factor:remove", args=[wanda.user.pk])
    assert address in ada.client.get(reverse("wagtailusers_users:index")).content.decode()
    assert "wanda" in ada.read(address).select_one("main").text
    ada.client.post(address)
    assert wanda.sign_in() == HOME
    history = ada.client.get(reverse("wagtailusers_users:history", args=[wanda.user.pk])).content.decode()
    assert "Remove the second factor" in history


def test_an_administrator_sees_who_has_one(wanda, ada):
    wanda.set_up()
    table = ada.read(reverse("wagtailusers_users:index")).select("table tbody tr")
    has = {row.select_one("td.username").text.strip(): "True" in row.select("td")[-1].text for row in table}
    assert has == {"wanda": True, "ada": False}


def test_nobody_else_does_and_a_superuser_s_only_a_superuser(wanda, ada):
    root = Staff("root", is_superuser=True)
    root.sign_in()
    for staff in (wanda, ada, root):
        staff.set_up()
    for who, whose in ((wanda, ada), (ada, root), (ada, ada)):
        who.client.post(reverse("second_factor:remove", args=[whose.user.pk]))
    assert AuthenticatorApp.objects.count() == 3
    root.client.post(reverse("second_factor:remove", args=[ada.user.pk]))
    assert AuthenticatorApp.objects.count() == 2


def test_whoever_is_at_the_machine_removes_it_too(wanda, capsys):
    wanda.set_up()
    call_command("remove_second_factor", "wanda")
    assert wanda.sign_in() == HOME
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("remove_second_factor", "wanda")
    with pytest.raises(CommandError, match="Nobody"):
        call_command("remove_second_factor", "nobody")


def test_another_session_of_the_same_person_is_asked_as_well(wanda, clock):
    elsewhere = Staff.__new__(Staff)
    elsewhere.user, elsewhere.key = wanda.user, b""
    elsewhere.sign_in()
    assert elsewhere.opens()
    wanda.set_up()
    assert elsewhere.client.get(HOME).url.startswith(CHECK)


def test_it_speaks_spanish(wanda):
    UserProfile.objects.create(user=wanda.user, preferred_language="es")
    assert "Configurar un segundo factor" in wanda.client.get(SETUP).content.decode()
    wanda.set_up()
    wanda.sign_in()
    assert "Segundo factor" in wanda.client.get(CHECK).content.decode()
    assert errors(wanda.answer("000000")) == "Este código es incorrecto o ya se ha usado."


def test_a_slip_in_the_setting_keeps_everything_from_starting(settings):
    settings.SIGN_IN_SECOND_FACTOR = "always"
    with pytest.raises(SystemCheckError, match=r"signin\.E001"):
        call_command("check")


def test_the_api_asks_nobody(client, required):
    assert client.get("/api/v1/").status_code == 200
