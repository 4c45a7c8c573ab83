"""Deleting what was kept for long enough, and what a person wants deleted; changing keys."""

from datetime import timedelta
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.utils import timezone

from api import encryption
from api.enquiries import handling, inbox
from api.enquiries.inbox import Search
from api.enquiries.models import Contact, Enquiry, Entry, Notification, Purge
from api.enquiries.purge import purge_due
from tests.api.enquiries.sending import publish_form, send
from tests.builders import FORM_ID

pytestmark = pytest.mark.usefixtures("form")
RITA = {"by": "rita"}


def run(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


class TestRetention:
    def test_what_has_been_kept_for_long_enough_is_deleted_and_the_deletion_recorded(self, client):
        send(client)
        publish_form(retention_days=400)
        send(client, form_version=2)
        handling.note(Enquiry.objects.earliest("pk"), "A note", by="rita", at=timezone.now())
        at = timezone.now() + timedelta(days=366)

        assert purge_due(by="worker", at=at) == [(FORM_ID, 1)]

        assert Enquiry.objects.get().form_version == 2
        assert not Entry.objects.exists()
        record = Purge.objects.get()
        assert (record.reason, record.form_id, record.enquiries, record.by, record.at) == (
            "retention",
            FORM_ID,
            1,
            "worker",
            at,
        )

    def test_nothing_is_deleted_before_its_time(self, client):
        send(client)

        assert purge_due(by="worker", at=timezone.now() + timedelta(days=364)) == []
        assert Enquiry.objects.count() == 1
        assert not Purge.objects.exists()

    def test_a_dry_run_only_tells(self, client):
        send(client)
        Enquiry.objects.update(purge_after=timezone.now())

        assert "Would delete 1." in run("purge_enquiries", "--dry-run")
        assert Enquiry.objects.count() == 1
        assert "Deleted 1." in run("purge_enquiries")
        assert not Enquiry.objects.exists()

    def test_little_by_little(self, client):
        for _time in range(3):
            send(client)
        at = timezone.now() + timedelta(days=366)

        assert [purge_due(by="worker", at=at, limit=2) for _time in range(3)] == [[(FORM_ID, 2)], [(FORM_ID, 1)], []]


class TestErasure:
    def test_everything_of_one_person_is_deleted_and_nothing_of_others(self, client):
        send(client, email="rosa@example.org")
        send(client, email="eva@example.org", phone="305 555 0142")
        send(client, email="sam@example.org")

        assert "Deleted 1." in run("erase_person", "Rosa@Example.org")
        assert "Deleted 1." in run("erase_person", "+13055550142")

        assert Enquiry.objects.get().content["fields"]["email"] == "sam@example.org"
        assert Purge.objects.filter(reason="erasure").count() == 2

    def test_a_dry_run_only_tells(self, client):
        send(client)

        told = run("erase_person", "rosa@example.org", "--dry-run")

        assert Enquiry.objects.get().reference in told

    def test_what_is_no_contact_is_refused(self):
        with pytest.raises(CommandError, match="write an e-mail address"):
            run("erase_person", "Rosa")

    def test_who_never_wrote_leaves_no_record(self):
        run("erase_person", "nobody@example.org")

        assert not Purge.objects.exists()


class TestKeys:
    def test_after_a_rotation_the_old_key_is_not_needed_any_more(self, client, settings):
        old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
        settings.ENQUIRY_KEYS = [old]
        send(client, phone="305 555 0142")
        handling.note(Enquiry.objects.get(), "A note", by="rita", at=timezone.now())
        settings.ENQUIRY_KEYS = [new, old]
        assert inbox.search(Search(contact="rosa@example.org"), by="rita", at=timezone.now()).exists()

        run("rotate_enquiry_keys")

        settings.ENQUIRY_KEYS = [new]
        enquiry = inbox.search(Search(contact="305 555 0142"), by="rita", at=timezone.now()).get()
        opened = inbox.read(enquiry.reference, by="rita", at=timezone.now())
        assert opened.fields[0].value == "Rosa Díaz"
        assert opened.entries[0].text == "A note"
        assert Notification.objects.get().recipient == "rosa@example.org"
        assert Contact.objects.count() == 2

    def test_a_key_taken_out_too_early_is_named_as_the_reason(self, client, settings):
        settings.ENQUIRY_KEYS = [Fernet.generate_key().decode()]
        send(client)
        settings.ENQUIRY_KEYS = []

        with pytest.raises(encryption.KeyMissingError, match="put the key back"):
            Enquiry.objects.get()

    def test_rotating_twice_changes_nothing(self, client):
        send(client)
        before = Enquiry.objects.get().content

        run("rotate_enquiry_keys")
        run("rotate_enquiry_keys")

        assert Enquiry.objects.get().content == before
        assert Contact.objects.count() == 1

    def test_what_is_encrypted_cannot_be_searched_by_accident(self):
        from django.core.exceptions import FieldError

        with pytest.raises(FieldError):
            Enquiry.objects.filter(content="x").exists()
