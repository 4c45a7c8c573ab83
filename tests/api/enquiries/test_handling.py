"""What staff do with an enquiry, and what is written down of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from api.documents.models import ImmutableError
from api.enquiries import handling, inbox, purge
from api.enquiries.inbox import Search
from api.enquiries.models import AccessLog, Contact, Enquiry, Entry, Notification, Purge
from tests.api.enquiries.sending import MEDICAL, URL, publish_form, send

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RITA = {"by": "rita", "at": NOON}


@pytest.fixture
def enquiry(form, client) -> Enquiry:
    send(client, phone="305 555 0142", topic="billing")
    return Enquiry.objects.get()


def logged() -> list[tuple[str, str]]:
    return list(AccessLog.objects.order_by("pk").values_list("by", "action"))


class TestVerbs:
    def test_who_claims_an_enquiry_has_it(self, enquiry, client):
        handling.claim(enquiry, **RITA)

        assert (enquiry.assignee, enquiry.status) == ("rita", "open")
        assert logged() == [("rita", "claimed")]
        with pytest.raises(handling.TakenError, match="rita has taken it on already"):
            handling.claim(enquiry, by="sam", at=NOON)

    def test_it_is_given_to_somebody_else(self, enquiry):
        handling.claim(enquiry, **RITA)
        handling.assign(enquiry, to="sam", **RITA)

        enquiry.refresh_from_db()
        assert enquiry.assignee == "sam"
        assert AccessLog.objects.get(action="assigned").detail == "sam"

    def test_an_answer_is_kept_and_queued_as_an_e_mail(self, enquiry):
        handling.answer(enquiry, "Yes, from ten to two.", **RITA)

        mail = Notification.objects.get(kind="answer")
        assert (mail.recipient, mail.text) == ("rosa@example.org", "Yes, from ten to two.")
        assert Entry.objects.get().text == "Yes, from ten to two."
        enquiry.refresh_from_db()
        assert enquiry.status == "answered"

    def test_who_left_no_address_is_not_answered_by_e_mail(self, client, db):
        publish_form(
            ui=[{"name": "message", "type": "text", "label": "M", "help": "", "required": True, "max_length": 99,
                 "autocomplete": ""}]
        )  # fmt: skip
        send(client, name=None, email=None)

        with pytest.raises(handling.NoAddressError):
            handling.answer(Enquiry.objects.get(), "Hello", **RITA)

    def test_closing_and_opening_again(self, enquiry, client):
        handling.close(enquiry, **RITA)
        enquiry.refresh_from_db()
        assert (enquiry.status, enquiry.closed_at) == ("closed", NOON)

        handling.reopen(enquiry, **RITA)
        enquiry.refresh_from_db()
        assert (enquiry.status, enquiry.closed_at) == ("open", None)

    def test_the_sender_sees_how_far_it_has_come(self, form, client):
        receipt = send(client).json()["receipt"]
        enquiry = Enquiry.objects.get()
        seen = []
        for verb in (handling.claim, lambda e, **who: handling.answer(e, "Yes.", **who), handling.close):
            verb(enquiry, **RITA)
            seen.append(client.get(f"{URL}{receipt}/").json()["status"])

        assert seen == ["in_progress", "answered", "closed"]

    def test_spam_leaves_the_inbox_and_comes_back(self, enquiry):
        handling.mark_spam(enquiry, **RITA)
        assert not inbox.search(Search(), **RITA).exists()
        assert inbox.search(Search(spam=True), **RITA).get() == enquiry
        assert enquiry.purge_after == NOON + timedelta(days=30)

        handling.mark_not_spam(enquiry, **RITA)
        assert inbox.search(Search(), **RITA).get() == enquiry
        assert enquiry.purge_after == enquiry.received_at + timedelta(days=365)

    def test_what_was_taken_for_spam_is_then_found_by_its_sender_and_answered(self, form, client):
        send(client, website="oops")
        enquiry = Enquiry.objects.get()

        handling.mark_not_spam(enquiry, **RITA)
        handling.answer(enquiry, "Sorry for the delay.", **RITA)

        assert Contact.objects.get().enquiry == enquiry

    def test_an_e_mail_that_failed_is_sent_again(self, enquiry):
        mail = Notification.objects.get()
        Notification.objects.update(failed_at=NOON, attempts=24, problem="SMTPDataError 550")

        handling.retry(mail, **RITA)

        mail.refresh_from_db()
        assert (mail.failed_at, mail.attempts, mail.due_at) == (None, 0, NOON)

    @pytest.mark.parametrize(
        "verb",
        [
            lambda e, **who: handling.note(e, "Call back", **who),
            lambda e, **who: handling.answer(e, "Yes", **who),
            handling.claim,
            handling.close,
            handling.mark_spam,
            purge.erase,
        ],
    )
    def test_a_verb_that_cannot_be_logged_changes_nothing(self, enquiry, verb):
        before = Enquiry.objects.values().get()

        with pytest.raises(DatabaseError), transaction.atomic():
            verb(enquiry, by="r" * 151 if connection.vendor == "postgresql" else None, at=NOON)

        assert Enquiry.objects.values().get() == before
        assert (Entry.objects.count(), AccessLog.objects.count()) == (0, 0)

    def test_erasing_leaves_only_that_it_happened(self, enquiry):
        handling.note(enquiry, "Call back", **RITA)
        reference = enquiry.reference

        purge.erase(enquiry, **RITA)

        assert not Enquiry.objects.exists()
        assert not Entry.objects.exists()
        assert not Notification.objects.exists()
        assert not Contact.objects.exists()
        assert AccessLog.objects.filter(reference=reference, action="erased", by="rita").exists()
        assert Purge.objects.get().enquiries == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_claim_at_the_same_moment_one_gets_it(client):
    publish_form()
    send(client)
    enquiry = Enquiry.objects.get()

    def claim(who: str) -> bool:
        try:
            handling.claim(Enquiry.objects.get(pk=enquiry.pk), by=who, at=NOON)
        except handling.TakenError:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(claim, [f"staff-{n}" for n in range(8)]))

    assert sum(got) == 1
    assert AccessLog.objects.filter(action="claimed").count() == 1


class TestInbox:
    def test_reading_shows_questions_and_answers_and_is_written_down(self, enquiry):
        handling.note(enquiry, "Regular visitor", **RITA)

        opened = inbox.read(enquiry.reference, by="sam", at=NOON)

        assert [(field.label, field.value) for field in opened.fields][:2] == [
            ("Name", "Rosa Díaz"),
            ("Email", "rosa@example.org"),
        ]
        assert opened.consent == "I agree that the clinic keeps what I send."
        assert [entry.text for entry in opened.entries] == ["Regular visitor"]
        assert logged() == [("rita", "noted"), ("sam", "viewed")]

    def test_the_list_itself_opens_nothing(self, enquiry, django_assert_num_queries):
        with django_assert_num_queries(1):
            [found] = inbox.search(Search(), **RITA)

        assert found.get_deferred_fields() == {"content", "answer"}
        assert logged() == []

    def test_a_sender_is_found_by_address_and_number_however_they_are_written(self, enquiry):
        for contact in ("rosa@example.org", "ROSA@example.org", "+1 305 555 0142", "(305) 555-0142"):
            assert inbox.search(Search(contact=contact), **RITA).get() == enquiry
        for contact in ("eva@example.org", "305 555 0143", "Rosa", "'; drop table"):
            assert not inbox.search(Search(contact=contact), **RITA).exists()

    def test_words_are_searched_in_the_messages_and_that_is_written_down(self, enquiry):
        assert inbox.search(Search(words="sundays OPEN"), **RITA).get() == enquiry
        assert inbox.search(Search(words=enquiry.reference.lower()), **RITA).get() == enquiry
        assert not inbox.search(Search(words="mondays"), **RITA).exists()

        assert logged() == [("rita", "searched")] * 3
        assert "sundays" not in str(list(AccessLog.objects.values()))

    def test_filters_hold_together(self, enquiry, client):
        insisting = send(client, message=MEDICAL).json()["send_anyway"]
        send(client, message=MEDICAL, send_anyway=insisting)
        handling.claim(enquiry, **RITA)

        def found(**wanted) -> int:
            return inbox.search(Search(**wanted), **RITA).count()

        assert (found(), found(assignee="rita"), found(assignee=""), found(flag="medical")) == (2, 1, 1, 1)
        assert found(status=("new",)) == found(status=("open",)) == 1
        assert found(status=("open",), flag="medical") == 0
        assert found(form_id=enquiry.form_id, since=NOON - timedelta(days=9999)) == 2
        assert found(until=NOON - timedelta(days=9999)) == 0

    def test_counts_for_the_menu(self, enquiry, client):
        send(client, website="spam")
        handling.claim(enquiry, **RITA)
        Notification.objects.update(failed_at=NOON)

        assert inbox.counts(assignee="rita") == {"new": 0, "mine": 1, "spam": 1, "failed": 1}

    def test_an_export_is_redacted_unless_asked_otherwise_and_both_are_written_down(self, enquiry):
        [redacted] = inbox.export([enquiry], **RITA)
        [whole] = inbox.export([enquiry], whole=True, **RITA)

        assert redacted["Message"] == redacted["Email"] == "***"
        assert redacted["Topic"] == "billing"
        assert whole["Email"] == "rosa@example.org"
        assert logged() == [("rita", "exported"), ("rita", "exported_whole")]


class TestAccessLog:
    def test_nobody_rewrites_it(self, enquiry):
        inbox.read(enquiry.reference, **RITA)
        row = AccessLog.objects.get()

        with pytest.raises(ImmutableError):
            row.save()
        with pytest.raises(ImmutableError):
            AccessLog.objects.all().delete()

    @pytest.mark.parametrize("table", ["enquiries_accesslog", "enquiries_purge"])
    @pytest.mark.parametrize("statement", ["UPDATE {} SET by = 'nobody'", "DELETE FROM {}"])
    def test_not_even_in_the_database(self, enquiry, table, statement):
        inbox.read(enquiry.reference, **RITA)
        purge.erase(enquiry, **RITA)

        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            connection.cursor().execute(statement.format(table))

    def test_it_outlives_the_enquiry(self, enquiry):
        reference = enquiry.reference
        inbox.read(reference, **RITA)
        purge.erase(enquiry, **RITA)

        assert AccessLog.objects.filter(reference=reference).count() == 2
