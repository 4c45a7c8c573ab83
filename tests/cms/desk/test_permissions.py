"""Who sees the desk, and who sees nothing of it."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from api.enquiries.models import AccessLog, Enquiry
from cms.users.models import User

pytestmark = pytest.mark.django_db
HOME = "/admin/"


def addresses(enquiry):
    """Every page of the desk."""
    plain = [reverse(f"enquiries:{name}") for name in ("inbox", "export", "failed_mails", "access_log")]
    of_one = [reverse(f"enquiries:{name}", args=[enquiry.reference]) for name in ("enquiry", "print", "erase")]
    return [*plain, *of_one, reverse("answer_templates:index"), reverse("screening_terms:index")]


def test_a_receptionist_sees_the_desk_and_how_much_is_new(rita, enquiry):
    home = rita.get(HOME).content.decode()
    assert reverse("enquiries:inbox") in home
    assert "Enquiries (1)" in home
    assert rita.get(reverse("enquiries:inbox")).status_code == 200


def test_a_writer_sees_none_of_it(wanda, enquiry):
    assert "/admin/enquiries/" not in wanda.get(HOME).content.decode()
    for address in addresses(enquiry):
        response = wanda.get(address)
        assert (response.status_code, response.url) == (302, HOME), address
    assert not AccessLog.objects.exists()


def test_a_writer_can_not_act_on_an_enquiry_either(wanda, enquiry):
    for address in addresses(enquiry):
        assert wanda.post(address, {"do": "close", "reference": enquiry.reference}).status_code == 302
    assert Enquiry.objects.get().status == "new"


def test_a_stranger_is_asked_to_sign_in(client, enquiry):
    for address in addresses(enquiry):
        assert client.get(address).url.startswith("/admin/login/"), address


def test_erasing_the_log_and_the_words_are_not_a_receptionist_s(rita, enquiry):
    closed = [reverse("enquiries:erase", args=[enquiry.reference]), reverse("enquiries:access_log")]
    for address in [*closed, reverse("screening_terms:index")]:
        assert rita.get(address).url == HOME, address
    rita.post(closed[0], {"reference": enquiry.reference})
    assert Enquiry.objects.exists()


def test_a_permission_beside_the_desk_s_own_opens_nothing_by_itself(wanda, enquiry):
    User.objects.get(username="wanda").user_permissions.add(Permission.objects.get(codename="erase_enquiries"))
    assert wanda.get(reverse("enquiries:erase", args=[enquiry.reference])).url == HOME


def test_the_permissions_can_be_given_to_a_group_in_the_admin(olga):
    page = olga.get(reverse("wagtailusers_groups:add")).content.decode()
    assert "Can export enquiries with everything that people wrote" in page
