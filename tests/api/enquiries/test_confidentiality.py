"""What somebody wrote is found nowhere but where it belongs."""

import logging
from io import StringIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import RequestFactory
from django.views.debug import ExceptionReporter, get_exception_reporter_class

from api.enquiries import handling, notify
from api.enquiries.models import Enquiry
from api.enquiries.redaction import WithholdContent
from tests.api.enquiries.sending import MEDICAL, publish_form, send

CANARIES = {
    "name": "Xanthippe Quillfeather",
    "email": "quillfeather@canary.example",
    "phone": "+13055550199",
    "message": "The umbrella with the marmalade handle is mine.",
}
MARKS = ["Quillfeather", "quillfeather", "3055550199", "305.555.0199", "marmalade", "127.0.0.1", "sesame"]


def dump() -> str:
    """Every value in the tables of enquiries, as the database holds it."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name.startswith("enquiries_")]
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            rows += cursor.fetchall()
    return str(rows)


@pytest.fixture
def sent(form, client) -> Enquiry:
    response = send(client, **{**CANARIES, "phone": "305.555.0199"})
    enquiry = Enquiry.objects.get(reference=response.json()["reference"])
    handling.note(enquiry, "open sesame", by="rita", at=enquiry.received_at)
    handling.answer(enquiry, "open sesame", by="rita", at=enquiry.received_at)
    return enquiry


def test_nothing_that_was_written_stands_in_the_database(sent):
    held = dump()

    assert sent.reference in held
    for mark in MARKS:
        assert mark not in held


@pytest.mark.django_db(transaction=True)
def test_nor_in_the_file_of_the_database(client):
    if connection.vendor != "sqlite":
        pytest.skip("the files of this database belong to its server")
    publish_form()
    send(client, **CANARIES)
    handling.note(Enquiry.objects.get(), "open sesame", by="rita", at=Enquiry.objects.get().received_at)
    file = Path(connection.settings_dict["NAME"])

    bytes_on_disk = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))

    assert Enquiry.objects.get().reference.encode() in bytes_on_disk
    for mark in MARKS:
        assert mark.encode() not in bytes_on_disk


def test_of_spam_and_of_what_was_sent_in_spite_of_a_warning_no_more_is_seen(form, client):
    send(client, **CANARIES, website="filled")
    insisting = send(client, **{**CANARIES, "message": MEDICAL}).json()["send_anyway"]
    send(client, **{**CANARIES, "message": MEDICAL}, send_anyway=insisting)

    for mark in [*MARKS, "swollen"]:
        assert mark not in dump()


def test_nothing_of_it_is_logged(form, client, caplog, settings):
    caplog.set_level(logging.DEBUG)
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    settings.DEBUG = True
    send(client, **CANARIES)
    send(client, **{**CANARIES, "email": "quillfeather", "topic": "marmalade"})
    send(client, **{**CANARIES, "message": MEDICAL})
    notify.send_due(limit=10)

    assert "ConnectionRefusedError" in caplog.text
    for mark in MARKS:
        if mark != "127.0.0.1":
            assert mark not in caplog.text


def fail_on(text: str) -> None:
    """Fails as a library of the future might: with what it was given in its message."""
    raise ValueError(f"can't digest {text}")


@pytest.fixture
def _defect(monkeypatch):
    """A defect in the midst of receiving, whose exception repeats what was sent."""

    def read(text: str) -> None:
        try:
            fail_on(text)
        except ValueError as error:
            raise RuntimeError(f"while reading {text}") from error

    monkeypatch.setattr("api.enquiries.medical.read", read)


@pytest.mark.usefixtures("_defect")
class TestDefects:
    @pytest.mark.parametrize("debug", [True, False])
    def test_the_answer_says_nothing(self, form, client, settings, debug):
        settings.DEBUG, client.raise_request_exception = debug, False

        response = send(client, **CANARIES)

        assert response.status_code == 500
        assert response["Content-Type"] == "application/problem+json"
        for mark in MARKS:
            assert mark not in response.content.decode()

    def test_the_log_names_the_lines_and_withholds_the_words(self, form, client):
        client.raise_request_exception = False
        stream = StringIO()
        handler = logging.StreamHandler(stream)
        handler.addFilter(WithholdContent())
        logging.getLogger("django.request").addHandler(handler)
        try:
            send(client, **CANARIES)
        finally:
            logging.getLogger("django.request").removeHandler(handler)

        assert "RuntimeError" in stream.getvalue()
        assert "receive.py" in stream.getvalue()
        for mark in MARKS:
            assert mark not in stream.getvalue()

    def test_the_console_of_this_installation_has_that_filter(self, settings):
        assert "withhold_content" in settings.LOGGING["handlers"]["console"]["filters"]

    @pytest.mark.parametrize("debug", [True, False])
    def test_error_reports_show_the_lines_and_withhold_words_and_variables(self, form, client, settings, debug):
        settings.DEBUG = debug
        with pytest.raises(RuntimeError) as caught:
            send(client, **CANARIES)
        request = RequestFactory().post("/api/v1/enquiries/", b"{}", content_type="application/json")
        reporter: ExceptionReporter = get_exception_reporter_class(request)(
            request, caught.type, caught.value, caught.tb
        )

        for report in (reporter.get_traceback_html(), reporter.get_traceback_text()):
            assert "RuntimeError" in report
            assert "receive.py" in report
            for mark in MARKS:
                if mark != "127.0.0.1":  # the address that this request comes from, and the host's name
                    assert mark not in report
