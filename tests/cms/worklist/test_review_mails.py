"""What reviewers are written about what is due."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from cms.articles.models import ArticlePage
from cms.clinic.models import Clinician
from cms.worklist.mails import write_to_reviewers
from cms.worklist.models import ReviewMail
from tests import factories as make

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def late(rosa):
    """An article that Rosa had to review the day before."""
    rosas = Clinician.objects.get(account=rosa)
    day = (MONDAY - timedelta(days=1)).date()
    return make.publish(
        make.article(title="Late", reviewer=rosas, reviewed_on=day - timedelta(days=300), next_review_on=day)
    )


def test_a_reviewer_is_told_what_is_due_once_in_a_period(late):
    for hours in (0, 1, 5):
        write_to_reviewers(at=MONDAY + timedelta(hours=hours))
    [sent] = mail.outbox
    assert sent.to == ["rosa@clinic.example"]
    assert sent.subject == "1 article needs your review"
    assert "Late (en): Overdue" in sent.body
    assert "/admin/reviews/" in sent.body
    write_to_reviewers(at=MONDAY + timedelta(days=7))
    assert len(mail.outbox) == 2
    assert mail.outbox[0].extra_headers["Message-ID"] != mail.outbox[1].extra_headers["Message-ID"]


def test_nobody_is_written_to_without_a_reason(rosa, paul):
    make.publish(make.article(reviewer=Clinician.objects.get(account=rosa)))
    write_to_reviewers(at=MONDAY)
    assert mail.outbox == []


def test_who_may_not_sign_off_any_more_is_not_written_to(late, rosa):
    rosa.groups.remove(Group.objects.get(name="Reviewer"))
    write_to_reviewers(at=MONDAY)
    assert mail.outbox == []


def test_the_setting_turns_it_off(late, settings):
    settings.REVIEW_MAIL_DAYS = 0
    assert write_to_reviewers(at=MONDAY) == 0
    assert mail.outbox == []


def test_an_e_mail_that_could_not_be_sent_is_sent_later_and_once(late, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", lambda *_args: (_ for _ in ()).throw(ConnectionError("no mail")))
        write_to_reviewers(at=MONDAY)
    assert (ReviewMail.objects.get().problem, ReviewMail.objects.get().done_at) == ("ConnectionError", None)
    write_to_reviewers(at=MONDAY + timedelta(minutes=1))
    assert mail.outbox == []
    write_to_reviewers(at=MONDAY + timedelta(minutes=10))
    write_to_reviewers(at=MONDAY + timedelta(minutes=20))
    assert len(mail.outbox) == 1


def test_it_is_in_the_language_that_the_reviewer_works_in(late, rosa):
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=rosa, preferred_language="es")
    write_to_reviewers(at=MONDAY)
    assert mail.outbox[0].subject == "1 artículo necesita su revisión"


def test_what_was_settled_before_it_was_sent_is_not_written_about(late):
    write_to_reviewers(at=MONDAY, limit=0)
    ArticlePage.objects.update(next_review_on=MONDAY.date() + timedelta(days=300))
    write_to_reviewers(at=MONDAY)
    assert mail.outbox == []
    assert ReviewMail.objects.get().done_at == MONDAY
