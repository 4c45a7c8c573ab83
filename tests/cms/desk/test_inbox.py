"""Finding enquiries."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from api.enquiries.models import AccessLog, Enquiry
from tests.cms.desk.conftest import enquire

pytestmark = pytest.mark.django_db


def listed(client, **query):
    """The references that the inbox shows."""
    response = client.get(reverse("enquiries:inbox"), query)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return [link.text.strip() for link in page.select("#listing-results td.title a")]


@pytest.fixture
def rosa(form):
    return enquire(phone="(305) 555-0142")


@pytest.fixture
def tom(form):
    return enquire(name="Tom Berg", email="tom@example.org", message="Please send me a copy of my last bill.")


def test_the_newest_stand_first_and_nothing_of_what_they_say_is_shown(rita, rosa, tom):
    assert listed(rita) == [tom.reference, rosa.reference]
    page = rita.get(reverse("enquiries:inbox")).content.decode()
    assert "Rosa" not in page
    assert "rosa@example.org" not in page
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("typed", ["ROSA@example.org", "305 555 0142", "+1 (305) 555-0142", "sundays rosa"])
def test_one_box_finds_by_address_by_number_and_by_words(rita, rosa, tom, typed):
    assert listed(rita, q=typed) == [rosa.reference]


def test_a_reference_is_found_however_it_is_typed(rita, rosa, tom):
    assert listed(rita, q=tom.reference.lower().replace("-", "")) == [tom.reference]


@pytest.mark.parametrize("typed", ["sundays", "rosa@example.org", "305 555 0142", "nobody@example.org"])
def test_searching_for_words_or_for_a_person_is_written_down_without_what_was_looked_for(rita, rosa, typed):
    listed(rita, q=typed)
    assert list(AccessLog.objects.values_list("action", "by", "detail")) == [("searched", "rita", "")]


def test_the_list_names_the_language_and_the_form(rita, rosa):
    page = BeautifulSoup(rita.get(reverse("enquiries:inbox")).content, "html.parser")
    assert "English" in page.select_one("#listing-results tbody tr").text


def test_what_is_not_there_is_said_so(rita, rosa):
    response = rita.get(reverse("enquiries:inbox"), {"q": "nobody@example.org"})
    assert "There are no results." in response.content.decode()


def test_filters_narrow_the_list(rita, form, rosa, tom):
    Enquiry.objects.filter(pk=rosa.pk).update(assignee="rita", status="open")
    assert listed(rita, status="open") == [rosa.reference]
    assert listed(rita, assignee="rita") == [rosa.reference]
    assert listed(rita, assignee="-") == [tom.reference]
    assert listed(rita, locale="es") == []
    assert listed(rita, since="2026-01-01", until="2026-01-02") == []


def test_spam_has_a_folder_of_its_own(rita, rosa):
    spam = enquire(website="https://pills.example")
    assert listed(rita) == [rosa.reference]
    assert listed(rita, folder="spam") == [spam.reference]


def test_what_can_not_be_a_filter_is_not_an_error(rita, rosa):
    assert listed(rita, status="asleep", since="yesterday", p="x", folder="attic", q="\0") == [rosa.reference]
