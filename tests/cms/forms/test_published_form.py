"""What the API says of a form that an editor has published."""

import json

import pytest

from api.documents.models import Change, Document
from cms.forms.models import EnquiryForm
from tests import factories as make

pytestmark = pytest.mark.django_db


def published(form: EnquiryForm) -> dict:
    """The form's document as it is now."""
    document = Document.objects.get(kind="form", public_id=form.translation_key, locale=form.locale.language_code)
    return json.loads(bytes(document.current.body))


def test_every_type_of_field_reaches_the_public():
    form = make.publish(
        make.enquiry_form(
            fields=[
                make.block("text", label="Your name", name="", required=True, max_length=80, autocomplete="name"),
                make.block("long_text", label="Your message", name="message", max_length=500),
                make.block("email", label="E-mail", name="email", required=True),
                make.block("phone", label="Telephone", name="phone", region="US"),
                make.block("choice", label="About", name="about", options=[{"label": "A bill"}, {"label": "A visit"}]),
                make.block("date", label="Day", name="day", earliest="2026-01-01", latest=None),
                make.block("checkbox", label="Call me", name="call_me"),
            ]
        )
    )
    document = published(form)
    assert [(field["name"], field["type"]) for field in document["ui"]] == [
        ("your_name", "text"),
        ("message", "long_text"),
        ("email", "email"),
        ("phone", "phone"),
        ("about", "choice"),
        ("day", "date"),
        ("call_me", "checkbox"),
    ]
    assert document["schema"]["required"] == ["your_name", "email", "website"]
    assert document["schema"]["properties"]["about"]["anyOf"][1] == {"type": "string", "enum": ["a-bill", "a-visit"]}
    assert document["path"] == "/en/forms/get-in-touch/"


def test_recipients_are_nobody_else_s_business():
    form = make.publish(make.enquiry_form(recipients="front@clinic.example"))
    assert "front@clinic.example" not in json.dumps(published(form))


def test_the_version_of_the_consent_changes_with_its_text_and_with_nothing_else():
    form = make.publish(make.enquiry_form())
    first = published(form)["consent"]["version"]

    form.notice = "For bills only."
    form = make.publish(form)
    assert published(form)["edition"] == 2
    assert published(form)["consent"]["version"] == first

    form.consent = "I agree that the clinic keeps what I send for two years."
    form = make.publish(form)
    assert published(form)["consent"]["version"] != first


def test_each_language_links_to_the_other_and_speaks_its_own():
    english = make.publish(make.enquiry_form())
    spanish = make.publish(
        make.enquiry_form(locale=make.locale("es"), slug="contacto", translation_key=english.translation_key)
    )
    assert published(spanish)["translations"] == [{"locale": "en", "path": "/en/forms/get-in-touch/"}]
    assert published(spanish)["honeypot"]["label"] == "Deje este campo vacío"
    assert published(spanish)["submit_label"] == "Enviar"


@pytest.mark.django_db(transaction=True)
def test_a_language_that_comes_later_is_linked_from_the_first():
    english = make.publish(make.enquiry_form())
    make.publish(make.enquiry_form(locale=make.locale("es"), slug="contacto", translation_key=english.translation_key))
    assert published(english)["translations"] == [{"locale": "es", "path": "/es/forms/contacto/"}]


def test_an_unpublished_form_is_withdrawn():
    form = make.publish(make.enquiry_form())
    form.unpublish()
    assert Document.objects.get(public_id=form.translation_key).current is None
    assert Change.objects.latest("serial").action == "withdraw"
