"""The access log, the screening words, the templates, and who is told of an enquiry."""

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.urls import reverse
from django.utils import timezone

from api.enquiries import medical
from api.enquiries.models import AccessLog, Enquiry, Recipient, ScreeningTerm
from cms.desk.models import AnswerTemplate
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_log_shows_who_looked(rita, olga, enquiry):
    rita.get(reverse("enquiries:enquiry", args=[enquiry.reference]))
    page = olga.get(reverse("enquiries:access_log"), {"reference": enquiry.reference}).content.decode()
    assert "rita" in page
    assert "Read it" in page
    assert "There are no results." in olga.get(reverse("enquiries:access_log"), {"by": "wanda"}).content.decode()


def test_nobody_changes_the_log(olga, enquiry):
    AccessLog.objects.create(reference=enquiry.reference, action="viewed", by="rita", at=timezone.now())
    assert olga.post(reverse("enquiries:access_log"), {}).status_code == 405
    with pytest.raises(DatabaseError), transaction.atomic():
        AccessLog.objects.all()._raw_delete("default")


def test_a_word_that_the_clinic_adds_counts_at_once(olga):
    text = "Is zorblaxin right for me?"
    assert medical.read(text) == Enquiry.Flag.NONE
    olga.post(reverse("screening_terms:add"), {"kind": "medicine", "phrase": "zorblaxin", "active": "on"})
    assert ScreeningTerm.objects.get().phrase == "zorblaxin"
    assert medical.read(text) == Enquiry.Flag.MEDICAL


def test_a_receptionist_writes_templates(rita):
    rita.post(reverse("answer_templates:add"), {"title": "Hours", "locale": "en", "text": "We open at eight."})
    assert AnswerTemplate.objects.get().title == "Hours"


def recipients():
    return sorted(Recipient.objects.values_list("email", flat=True))


def test_those_whom_a_form_names_in_any_language_are_told():
    english = make.publish(make.enquiry_form(recipients="front@clinic.example\nana@clinic.example"))
    assert recipients() == ["ana@clinic.example", "front@clinic.example"]
    spanish = make.publish(
        make.enquiry_form(
            locale=make.locale("es"), translation_key=english.translation_key, recipients="es@clinic.example"
        )
    )
    assert recipients() == ["ana@clinic.example", "es@clinic.example", "front@clinic.example"]
    spanish.unpublish()
    assert recipients() == ["ana@clinic.example", "front@clinic.example"]
    english.delete()
    assert recipients() == []


def test_a_draft_tells_nobody():
    form = make.publish(make.enquiry_form())
    form.recipients = "draft@clinic.example"
    form.save_revision()
    assert recipients() == ["front@clinic.example"]
