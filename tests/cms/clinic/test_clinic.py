"""The clinic, its places and its people."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from api.documents.models import Document
from cms.clinic.models import Clinician, ClinicSettings, Location
from cms.clinic.phones import for_readers, to_e164
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("written", ["+1 (305) 555-0142", "+13055550142", " +1 305.555.0142 "])
def test_a_telephone_number_is_kept_as_e164_however_it_is_written(written):
    assert to_e164(written) == "+13055550142"


@pytest.mark.parametrize("written", ["305 555 0142", "+1 305 555", "call us", "", "+" + "9" * 300])
def test_what_is_no_telephone_number_is_told_how_to_write_one(written):
    with pytest.raises(ValidationError, match=r"for example \+1 305 555 0142"):
        to_e164(written)


def test_readers_see_a_number_with_spaces_and_a_short_one_as_it_is():
    assert for_readers("+13055550142") == "+1 305-555-0142"
    assert for_readers("911") == "911"


def hours(*spans):
    return [
        ("hours", {"days": days, "opens": time.fromisoformat(opens), "closes": time.fromisoformat(closes)})
        for days, opens, closes in spans
    ]


def test_the_clinic_has_a_document_in_each_language_in_which_it_has_a_text():
    clinic = make.clinic("en")
    assert [identity.locale for identity in clinic.public_identities()] == ["en"]
    make.clinic("es")
    clinic = ClinicSettings.load()
    assert [identity.locale for identity in clinic.public_identities()] == ["en", "es"]
    assert [one.path for one in clinic.present("en").translations] == ["/es/"]


def test_without_a_name_or_a_number_it_is_not_public():
    clinic = ClinicSettings.load()
    assert not clinic.is_public()
    assert make.clinic().is_public()


def test_opening_hours_are_told_day_by_day():
    clinic = make.clinic()
    clinic.hours = hours((["tuesday", "monday"], "13:00", "17:00"), (["monday"], "08:00", "12:00"))
    clinic.save()
    assert [(one.day, one.opens, one.closes) for one in ClinicSettings.load().present("en").hours] == [
        ("monday", "08:00", "12:00"),
        ("monday", "13:00", "17:00"),
        ("tuesday", "13:00", "17:00"),
    ]


def test_a_location_tells_where_it_is():
    clinic = make.clinic()
    clinic.locations = [
        Location(name="Harbour", street="1 Pier", city="Miami", latitude="25.761681", longitude="-80.191788",
                 time_zone="America/New_York")
    ]  # fmt: skip
    clinic.save()
    (location,) = ClinicSettings.load().present("en").locations
    assert location.geo.latitude == 25.761681
    assert location.phone is None
    assert location.address.country == "US"


def test_a_location_has_a_time_zone_that_exists():
    with pytest.raises(ValidationError, match="Not a time zone"):
        Location(name="Harbour", street="1 Pier", city="Miami", time_zone="Miami").clean()


@pytest.mark.parametrize(
    ("kind", "url", "refused"),
    [
        ("call", "", False),
        ("call", "https://a.example/", True),
        ("book", "", True),
        ("book", "https://a.example/", False),
    ],
)
def test_the_default_call_to_action_rings_the_clinic_or_leads_somewhere(kind, url, refused):
    clinic = make.clinic()
    clinic.call_to_action_kind, clinic.call_to_action_url = kind, url
    if refused:
        with pytest.raises(ValidationError):
            clinic.full_clean()
    else:
        clinic.full_clean()


def test_it_rings_the_clinic_while_its_page_is_not_published():
    page = make.article()
    clinic = make.clinic()
    clinic.call_to_action_kind, clinic.call_to_action_page = "read", page
    clinic.save()
    assert clinic.present("en").call_to_action.kind == "call"
    make.publish(page)
    shown = ClinicSettings.load().present("en").call_to_action
    assert (shown.kind, shown.target.document.path) == ("read", "/en/back/running-with-back-pain/")


def test_settings_are_written_in_the_admin(admin_client):
    url = reverse("wagtailsettings:edit", args=["cms_clinic", "clinicsettings", ClinicSettings.load().pk])
    data = {
        "name": "Harbour Clinic", "phone": "+1 305 555 0142", "hours-count": "0",
        "call_to_action_kind": "call", "call_to_action_url": "", "call_to_action_page": "",
        "texts-TOTAL_FORMS": "1", "texts-INITIAL_FORMS": "0", "texts-MIN_NUM_FORMS": "0", "texts-MAX_NUM_FORMS": "1000",
        "texts-0-locale": make.locale("en").pk, "texts-0-emergency_text": "Call 911.",
        "texts-0-call_to_action_heading": "Talk to us", "texts-0-call_to_action_text": "",
        "texts-0-call_to_action_label": "Call", "texts-0-disclosure": "", "texts-0-disclaimer": "",
        "locations-TOTAL_FORMS": "0", "locations-INITIAL_FORMS": "0", "locations-MIN_NUM_FORMS": "0",
        "locations-MAX_NUM_FORMS": "1000",
    }  # fmt: skip
    response = admin_client.post(url, data)
    assert response.status_code == 302, response.context["form"].errors
    clinic = ClinicSettings.load()
    assert clinic.phone == "+13055550142"
    assert clinic.present("en").emergency_text == "Call 911."


def test_a_clinician_gets_an_address_from_the_name(admin_client):
    url = reverse("wagtailsnippets_cms_clinic_clinician:add")
    data = {"name": "Dr. Ana Reyes", "credentials": "MD", "role": "", "photo": "", "bio": "", "languages": ["en", "es"],
            "licence": "", "npi": "", "slug": ""}  # fmt: skip
    assert admin_client.post(url, {**data, "action-publish": "1"}).status_code == 302
    assert Document.objects.get(kind="clinician").path == "/en/clinicians/dr-ana-reyes/"
    again = admin_client.post(url, data)
    assert "Another clinician has this slug" in str(again.context["form"].errors)
    bad = admin_client.post(url, {**data, "slug": "other", "npi": "12"})
    assert "Ten digits" in str(bad.context["form"].errors["npi"])
    assert bad.context["form"]["languages"].value() == ["en", "es"]


def test_a_clinician_is_presented_with_the_other_languages():
    ana = make.clinician(languages=["en", "es"], photo=make.image())
    make.clinician(locale=make.locale("es"), translation_key=ana.translation_key, slug="ana")
    shown = ana.present("en")
    assert (shown.title, shown.languages) == ("Ana Ruiz", ["en", "es"])
    assert [one.path for one in shown.translations] == ["/es/clinicians/ana/"]
    assert shown.photo.alt == "A runner on a beach"


def test_a_clinician_without_credentials_is_not_published():
    bob = make.clinician(name="Bob", credentials="")
    assert [reason.field for reason in bob.publication_reasons(published_before=False)] == ["credentials"]


def test_only_languages_from_the_list_are_spoken():
    with pytest.raises(ValidationError, match="klingon is not one of the choices"):
        Clinician(name="Bob", credentials="MD", locale=make.locale(), languages=["klingon"]).full_clean()
