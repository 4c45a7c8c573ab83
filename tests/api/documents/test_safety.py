"""What may harm is taken back together with a notice for whoever has a copy."""

import pytest
from django.db import Error, connection, transaction

from api.documents.models import Change, Document, ImmutableError, SafetyNotice
from api.documents.safety import InvalidNoticeError, withdraw_for_safety
from tests.api.documents.publishing import NOON, identity_of, publish, withdraw
from tests.builders import article

pytestmark = pytest.mark.django_db

MESSAGES = {"en": "Do not do these exercises.", "es": "No haga estos ejercicios."}


def warn(*documents, **details):
    wanted = {"reason": "The dose was wrong.", "messages": MESSAGES, "by": "Eva", "at": NOON, **details}
    return withdraw_for_safety([identity_of(document) for document in documents], **wanted)


def test_every_language_is_withdrawn_with_a_notice_that_covers_all_its_editions():
    english = article()
    spanish = article(id=english.id, locale="es")
    for content in (english, spanish):
        publish(content)
        publish(content.model_copy(update={"title": "Changed"}))
    notices = warn(english, spanish)
    assert not Document.objects.filter(current__isnull=False).exists()
    assert [(notice.change.reason, notice.change.serial, notice.last_edition) for notice in notices] == [
        ("safety", 5, 2),
        ("safety", 6, 2),
    ]
    assert notices[0].messages == MESSAGES


def test_the_replacement_of_each_language_is_named():
    dangerous, better = article(slug="one"), article(slug="two")
    publish(dangerous)
    publish(better)
    notice = warn(dangerous, replacement=better.id)[0]
    assert notice.change.replacement.slug == "two"


def test_what_the_editors_have_unpublished_already_can_still_be_warned_of_once():
    content = article()
    publish(content)
    withdraw(content)
    assert len(warn(content)) == 1
    assert warn(content) == []
    assert [change.reason for change in Change.objects.order_by("serial")] == ["", "unpublished", "safety"]


def test_a_later_edition_can_be_withdrawn_for_safety_again():
    content = article()
    for _twice in range(2):
        publish(content)
        warn(content)
    assert [notice.last_edition for notice in SafetyNotice.objects.order_by("pk")] == [1, 2]


@pytest.mark.parametrize(
    "details", [{"reason": " "}, {"messages": {"en": "Stop.", "es": ""}}, {"messages": {"en": "Stop."}}]
)
def test_without_words_for_every_reader_nothing_is_withdrawn(details):
    content = article()
    publish(content)
    with pytest.raises(InvalidNoticeError, match="reason, and a message in every language"):
        warn(content, **details)
    assert Document.objects.get().current


def test_if_one_of_them_fails_none_is_withdrawn(monkeypatch):
    english, spanish = article(), article(locale="es")
    publish(english)
    publish(spanish)
    monkeypatch.setattr(SafetyNotice, "save", fail_at_the_second(SafetyNotice.save))
    with pytest.raises(ConnectionError):
        warn(english, spanish)
    assert Document.objects.filter(current__isnull=False).count() == 2
    assert Change.objects.count() == 2


def fail_at_the_second(save):
    saved = []

    def save_once(notice, **options):
        if saved:
            raise ConnectionError
        saved.append(notice)
        save(notice, **options)

    return save_once


def test_a_notice_is_never_rewritten():
    publish(content := article())
    notice = warn(content)[0]
    with pytest.raises(ImmutableError):
        notice.save()
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_safetynotice SET reason = ''")
