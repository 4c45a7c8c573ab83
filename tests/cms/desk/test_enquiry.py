"""Reading one enquiry, and everything that is done with it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from api.enquiries import handling, notify
from api.enquiries.models import AccessLog, Enquiry, Notification, Purge
from cms.desk.models import AnswerTemplate
from cms.users.models import User
from tests.api.enquiries.sending import publish_form
from tests.builders import form
from tests.cms.desk.conftest import enquire

pytestmark = pytest.mark.django_db


def read(client, enquiry):
    return client.get(reverse("enquiries:enquiry", args=[enquiry.reference])).content.decode()


def do(client, enquiry, verb, **given):
    """What the page says after pressing the button."""
    address = reverse("enquiries:enquiry", args=[enquiry.reference])
    return client.post(address, {"do": verb, **given}, follow=True).content.decode()


def log():
    return list(AccessLog.objects.order_by("pk").values_list("by", "action"))


def now(enquiry):
    return Enquiry.objects.get(pk=enquiry.pk)


def test_reading_it_is_written_down_before_anything_is_shown(rita, olga, enquiry):
    page = read(rita, enquiry)
    assert "Rosa Díaz" in page
    assert "open on Sundays" in page
    assert log() == [("rita", "viewed")]
    read(olga, enquiry)
    assert log() == [("rita", "viewed"), ("olga", "viewed")]


def test_what_was_chosen_is_said_in_words(rita):
    plain = form()
    options = [{"value": "billing", "label": "A bill"}, {"value": "other", "label": "Something else"}]
    ui = [{**field.model_dump(), **({"options": options} if field.type == "choice" else {})} for field in plain.ui]
    publish_form(ui=ui)
    page = read(rita, enquire(topic="billing", newsletter=True))
    answers = [row.dd.text for row in BeautifulSoup(page, "html.parser").select(".desk-answers > div")]
    assert "A bill" in answers
    assert "Yes" in answers


def test_markup_in_a_message_stays_text(rita, form):
    page = read(rita, enquire(message="<script>alert(1)</script> open?"))
    assert "<script>alert(1)" not in page


def test_the_first_to_take_it_on_has_it(rita, olga, enquiry):
    assert "It is yours now." in do(rita, enquiry, "claim")
    assert "rita has taken it on already." in do(olga, enquiry, "claim")
    assert (now(enquiry).assignee, now(enquiry).status) == ("rita", "open")


def test_it_can_be_given_to_somebody_who_works_at_the_desk_and_to_nobody_else(rita, olga, wanda, enquiry):
    do(rita, enquiry, "assign", to="olga")
    assert now(enquiry).assignee == "olga"
    do(rita, enquiry, "assign", to="wanda")
    assert now(enquiry).assignee == "olga"
    do(rita, enquiry, "assign", to="")
    assert now(enquiry).assignee == ""


def test_an_answer_goes_to_the_sender_by_mail(rita, enquiry, mailoutbox):
    assert "The answer is on its way." in do(rita, enquiry, "answer", answer="Sundays we are closed.")
    notify.send_due(limit=10)
    (mail,) = [mail for mail in mailoutbox if "Sundays we are closed." in mail.body]
    assert mail.to == ["rosa@example.org"]
    assert now(enquiry).status == "answered"
    assert "Sundays we are closed." in read(rita, enquiry)


def test_an_empty_answer_is_not_sent(rita, enquiry):
    page = do(rita, enquiry, "answer", answer="  ")
    assert "Nothing has been sent or saved yet" in page
    assert "This field is required." in page
    assert not Notification.objects.filter(kind="answer").exists()


def test_templates_are_offered_in_the_language_of_the_sender(rita, enquiry):
    AnswerTemplate.objects.create(title="Opening hours", locale="en", text="We open at eight.")
    AnswerTemplate.objects.create(title="Horario", locale="es", text="Abrimos a las ocho.")
    page = read(rita, enquiry)
    assert "Opening hours" in page
    assert "We open at eight." in page
    assert "Horario" not in page


def test_a_note_stays_among_staff(rita, enquiry, mailoutbox):
    do(rita, enquiry, "note", note="She called on Monday.")
    notify.send_due(limit=10)
    assert "She called on Monday." in read(rita, enquiry)
    assert not any("Monday" in mail.body for mail in mailoutbox)


def test_closed_and_opened_again(rita, enquiry):
    do(rita, enquiry, "close")
    assert now(enquiry).status == "closed"
    do(rita, enquiry, "reopen")
    assert now(enquiry).status == "open"


def test_spam_leaves_the_inbox_and_comes_back(rita, enquiry):
    do(rita, enquiry, "spam")
    assert now(enquiry).spam == "staff"
    do(rita, enquiry, "not_spam")
    assert now(enquiry).spam == ""


def test_every_deed_has_a_name_to_it(rita, enquiry):
    for verb, given in [("claim", {}), ("note", {"note": "x"}), ("close", {})]:
        do(rita, enquiry, verb, **given)
    deeds = [deed for deed in log() if deed[1] != "viewed"]
    assert deeds == [("rita", "claimed"), ("rita", "noted"), ("rita", "closed")]


def test_what_nobody_offers_is_not_done(rita, enquiry):
    address = reverse("enquiries:enquiry", args=[enquiry.reference])
    assert rita.post(address, {"do": "delete"}).status_code == 404
    assert rita.get(reverse("enquiries:enquiry", args=["0000-0000"])).status_code == 404


def test_a_mail_that_was_given_up_is_shown_and_sent_again(rita, enquiry, mailoutbox):
    handling.answer(enquiry, "Closed on Sundays.", by="rita", at=timezone.now())
    Notification.objects.filter(kind="answer").update(failed_at=timezone.now(), problem="SMTPServerDisconnected")
    assert "1 e-mail could not be sent" in rita.get(reverse("enquiries:inbox")).content.decode()
    page = rita.get(reverse("enquiries:failed_mails")).content.decode()
    assert "SMTPServerDisconnected" in page
    assert "rosa@example.org" not in page

    rita.post(reverse("enquiries:failed_mails"), {"mail": Notification.objects.get(kind="answer").pk})
    notify.send_due(limit=10)
    assert any("Closed on Sundays." in mail.body for mail in mailoutbox)
    assert "Every e-mail has been sent" in rita.get(reverse("enquiries:failed_mails")).content.decode()


def test_the_print_view_is_logged_too(rita, enquiry):
    response = rita.get(reverse("enquiries:print", args=[enquiry.reference]))
    assert "Rosa Díaz" in response.content.decode()
    assert log() == [("rita", "viewed")]


def test_erasing_needs_the_reference_typed(olga, enquiry):
    address = reverse("enquiries:erase", args=[enquiry.reference])
    response = olga.post(address, {"reference": "AAAA-AAAA"})
    assert "Nothing has been erased" in response.content.decode()
    assert Enquiry.objects.exists()

    assert olga.post(address, {"reference": enquiry.reference.lower()}).status_code == 302
    assert not Enquiry.objects.exists()
    assert Purge.objects.get().enquiries == 1
    assert ("olga", "erased") in log()


def test_a_person_is_erased_with_everything_that_they_sent(olga, form):
    first, _second = enquire(), enquire(email="ROSA@example.org")
    other = enquire(email="tom@example.org")
    address = reverse("enquiries:erase", args=[first.reference])
    olga.post(address, {"reference": first.reference, "everything": "on"})
    assert list(Enquiry.objects.values_list("reference", flat=True)) == [other.reference]


def test_somebody_who_left_is_not_offered(rita, enquiry):
    User.objects.create_superuser("ian", is_active=False)
    assert '<option value="ian"' not in read(rita, enquiry)
