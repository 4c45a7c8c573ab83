"""What a form needs before visitors fill it in."""

import pytest

from cms.forms.models import EnquiryForm
from cms.headless import PublicationRefusedError
from tests import factories as make

pytestmark = pytest.mark.django_db


def refusals(**changes):
    """Field and text of each reason."""
    form = EnquiryForm.objects.get(pk=make.enquiry_form(**changes).pk)
    return [(reason.field, reason.text) for reason in form.publication_reasons(published_before=False)]


def texts(**changes):
    return " ".join(text for _field, text in refusals(**changes))


def test_a_whole_form_may_be_published():
    assert refusals() == []


def test_an_empty_draft_is_told_everything_at_once():
    found = refusals(notice="", fields=[], consent="", confirmation="", recipients="")
    assert {field for field, _text in found} == {"notice", "fields", "consent", "confirmation", "recipients"}


def test_somebody_must_be_there_to_read_it():
    assert "Name at least one address" in texts(recipients=" \n ")
    assert "“front desk” is not an e-mail address" in texts(
        recipients="front@clinic.example\nfront desk", slug="another"
    )


def test_the_sender_can_be_answered():
    only_words = [make.block("long_text", label="Message", name="message", max_length=10, required=True, help="")]
    assert "Nobody could be answered" in texts(fields=only_words)


def test_every_field_has_a_name_of_its_own():
    twice = [make.block("email", label=label, name=name, help="") for label, name in [("Mail", "mail"), ("Mail", "")]]
    assert "Two fields have the name “mail”" in texts(fields=twice)


def test_the_name_of_the_hidden_field_is_not_to_be_had():
    fields = [make.block("email", label="Website", name="", help="")]
    assert "kept for a hidden field that finds spam" in texts(fields=fields)


def test_the_fields_together_stay_within_what_can_be_sent():
    long = [make.block("long_text", label=f"Page {n}", name=f"page{n}", max_length=5000, help="") for n in range(4)]
    mail = make.block("email", label="Mail", name="mail", help="")
    assert "more than 20000 characters" in texts(fields=[*long, mail])


def test_what_is_wrong_inside_a_field_is_said_on_routes_without_a_form_too():
    choice = make.block("choice", label="About", name="about", help="", options=[{"label": "A bill", "value": "bill"}])
    mail = make.block("email", label="Mail", name="mail", help="")
    assert "Field 1, “About”, is not complete." in texts(fields=[choice, mail])


def test_a_script_can_not_publish_what_the_gate_refuses():
    draft = make.enquiry_form(consent="")
    with pytest.raises(PublicationRefusedError, match="what people agree to"):
        make.publish(draft)
