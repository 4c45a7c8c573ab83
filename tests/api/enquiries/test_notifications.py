"""E-mails about enquiries, through a real SMTP server."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.message import EmailMessage

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from api.enquiries import handling
from api.enquiries.models import Enquiry, Notification
from api.enquiries.notify import MOST_ATTEMPTS, send_due
from tests.api.enquiries.sending import CRISIS, publish_form, send
from tests.builders import FORM_ID
from tests.mailbox import Mailbox


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    box = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", box.port, 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = ""
    settings.DEFAULT_FROM_EMAIL = "Harbour Clinic <desk@clinic.example>"
    box.start()
    yield box
    box.stop()


@pytest.fixture
def _staff(form):
    handling.set_recipients(FORM_ID, ["desk@clinic.example", "rita@clinic.example"])


def words(message: EmailMessage) -> str:
    return str(message.get_content())


@pytest.mark.usefixtures("_staff")
class TestSending:
    def test_staff_get_a_reference_and_a_link_and_the_sender_a_reference(self, client, mailbox):
        reference = send(client).json()["reference"]

        assert send_due(limit=10) == 3

        assert [message["To"] for message in mailbox.messages] == [
            "desk@clinic.example",
            "rita@clinic.example",
            "rosa@example.org",
        ]
        to_staff, _also, to_sender = mailbox.messages
        assert to_staff["Subject"] == f"Enquiry {reference}"
        assert f"/admin/enquiries/{reference}/" in words(to_staff)
        assert reference in words(to_sender)
        assert "988" in words(to_sender)
        for message in mailbox.messages:
            assert message["From"] == "Harbour Clinic <desk@clinic.example>"
            assert message["Auto-Submitted"] == "auto-generated"
            assert "Rosa" not in message.as_string()
            assert "Sundays" not in message.as_string()

    def test_each_is_sent_once(self, client, mailbox):
        send(client)
        send_due(limit=10)
        assert send_due(limit=10) == 0

        assert len({message["Message-ID"] for message in mailbox.messages}) == len(mailbox.messages) == 3

    def test_the_sender_is_written_to_in_their_language(self, client, mailbox):
        publish_form(locale="es", slug="contacto")
        send(client, form="contacto", locale="es")
        send_due(limit=10)

        assert mailbox.messages[2]["Subject"].startswith("Hemos recibido su mensaje, ")
        assert mailbox.messages[0]["Subject"].startswith("Enquiry ")

    def test_staff_are_written_to_in_the_installation_s_language_whatever_the_sender_s(self, client, mailbox, settings):
        settings.LANGUAGE_CODE = "es"
        reference = send(client).json()["reference"]
        handling.answer(Enquiry.objects.get(), "Sundays we are closed.", by="rita", at=timezone.now())
        send_due(limit=10)

        subjects = {message["To"]: [] for message in mailbox.messages}
        for message in mailbox.messages:
            subjects[message["To"]].append(message["Subject"])
        assert subjects["desk@clinic.example"] == subjects["rita@clinic.example"] == [f"Consulta {reference}"]
        assert subjects["rosa@example.org"] == [
            f"We have your message, {reference}",
            f"Our answer to your message {reference}",
        ]

    def test_an_urgent_one_says_so(self, client, mailbox):
        send(client, message=CRISIS)
        send_due(limit=10)

        assert mailbox.messages[0]["Subject"].startswith("Urgent: ")

    def test_an_answer_goes_to_the_sender_with_the_words_of_staff(self, client, mailbox):
        send(client)
        enquiry = Enquiry.objects.get()
        handling.answer(enquiry, "Yes, from ten to two.\n.\nRita", by="rita", at=timezone.now())
        send_due(limit=10)

        answer = mailbox.messages[-1]
        assert answer["To"] == "rosa@example.org"
        assert words(answer).splitlines()[:3] == ["Yes, from ten to two.", ".", "Rita"]
        assert answer["Auto-Submitted"] is None

    def test_a_form_that_names_nobody_tells_whom_the_settings_name(self, client, mailbox, settings):
        handling.set_recipients(FORM_ID, [])
        settings.ENQUIRY_RECIPIENTS = ["office@clinic.example"]
        send(client)
        send_due(limit=10)

        assert mailbox.messages[0]["To"] == "office@clinic.example"

    def test_nobody_can_have_an_address_flooded_with_acknowledgements(self, client, mailbox):
        for _time in range(5):
            send(client, email="victim@example.org")

        assert Notification.objects.filter(kind="acknowledgement").count() == 3


@pytest.mark.usefixtures("_staff")
class TestFailing:
    def test_while_the_server_is_down_nothing_is_lost_and_all_arrives_later_once(self, client, mailbox):
        mailbox.stop()
        for _time in range(3):
            send(client)
        with time_machine.travel(timezone.now(), tick=False) as clock:
            for _attempt in range(3):
                send_due(limit=100)
                clock.shift(timedelta(minutes=10))
            assert not Notification.objects.filter(done_at__isnull=False).exists()
            assert set(Notification.objects.values_list("problem", flat=True)) == {"ConnectionRefusedError"}
            mailbox.start()
            send_due(limit=100)

        assert len(mailbox.messages) == 9
        assert len({message["Message-ID"] for message in mailbox.messages}) == 9
        assert not Notification.objects.filter(done_at__isnull=True).exists()

    def test_it_waits_longer_after_each_failure(self, client, mailbox):
        mailbox.stop()
        send(client)
        waits = []
        with time_machine.travel(timezone.now(), tick=False) as clock:
            for _attempt in range(4):
                send_due(limit=1)
                mail = Notification.objects.order_by("-attempts").first()
                waits.append(mail.due_at - timezone.now())
                Notification.objects.exclude(pk=mail.pk).delete()
                clock.shift(waits[-1])

        assert waits == sorted(waits)
        assert timedelta(seconds=20) < waits[0] < timedelta(minutes=1)
        assert waits[3] > timedelta(minutes=2)

    def test_what_a_server_never_takes_is_marked_as_failed_without_its_words(self, client, mailbox):
        mailbox.refusal = "550 no such user rosa@example.org here"
        send(client)
        send_due(limit=10)

        assert Notification.objects.filter(failed_at__isnull=False).count() == 3
        assert set(Notification.objects.values_list("problem", flat=True)) == {"SMTPRecipientsRefused 550"}

    def test_what_a_server_takes_later_is_tried_again(self, client, mailbox):
        mailbox.refusal = "451 try later"
        send(client)
        send_due(limit=10)
        mailbox.refusal = ""
        with time_machine.travel(timezone.now() + timedelta(minutes=5)):
            send_due(limit=10)

        assert len(mailbox.messages) == 3

    def test_in_the_end_it_is_given_up(self, client, mailbox):
        mailbox.stop()
        send(client)
        Notification.objects.update(attempts=MOST_ATTEMPTS - 1)
        send_due(limit=10)

        assert Notification.objects.filter(failed_at__isnull=False).count() == 3

    def test_a_sender_that_was_killed_is_replaced_after_its_lease(self, client, mailbox):
        send(client)
        Notification.objects.update(attempts=1, due_at=timezone.now() + timedelta(minutes=2))
        assert send_due(limit=10) == 0

        with time_machine.travel(timezone.now() + timedelta(minutes=3)):
            assert send_due(limit=10) == 3


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_sends_each_e_mail(client, mailbox):
    publish_form()
    handling.set_recipients(FORM_ID, ["desk@clinic.example"])
    for _time in range(10):
        send(client, email=f"rosa{_time}@example.org")

    def work(_worker: int) -> int:
        try:
            return send_due(limit=100)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(work, range(4)))

    assert sum(sent) == len(mailbox.messages) == 20
    assert len({message["Message-ID"] for message in mailbox.messages}) == 20
