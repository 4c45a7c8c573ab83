"""Serials are gapless and in commit order, however many publish at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from api.documents.changes import changes_after, current_serial
from api.documents.models import Change, Edition
from tests.api.documents.publishing import publish, withdraw
from tests.builders import article

WRITERS, PUBLICATIONS = 4, 12


@pytest.mark.django_db
def test_an_empty_library_is_at_zero():
    assert current_serial() == 0


@pytest.mark.django_db
def test_every_change_takes_the_next_serial():
    content = article()
    publish(content)
    withdraw(content)
    publish(content)
    assert [change.serial for change in changes_after(0, limit=10)] == [1, 2, 3]
    assert current_serial() == 3


@pytest.mark.django_db
def test_a_publication_that_is_rolled_back_leaves_no_gap():
    @transaction.atomic
    def publish_and_fail():
        publish(article())
        raise ConnectionError

    with pytest.raises(ConnectionError):
        publish_and_fail()
    assert publish(article()).serial == 1


@pytest.mark.django_db(transaction=True)
def test_concurrent_publishers_draw_gapless_serials_in_commit_order():
    seen_by_readers: list[list[int]] = []

    def publish_some(writer: int) -> None:
        try:
            for number in range(PUBLICATIONS):
                publish(article(slug=f"by-{writer}-{number}"))
                seen_by_readers.append(sorted(Change.objects.values_list("serial", flat=True)))
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(publish_some, range(WRITERS)))

    assert [change.serial for change in changes_after(0, limit=1000)] == list(range(1, WRITERS * PUBLICATIONS + 1))
    assert all(seen == list(range(1, len(seen) + 1)) for seen in seen_by_readers), (
        "a reader saw a serial before an earlier one"
    )


@pytest.mark.django_db(transaction=True)
def test_concurrent_publications_of_one_document_are_numbered_one_after_the_other():
    content = article()

    def publish_a_title(number: int) -> None:
        try:
            publish(content.model_copy(update={"title": f"Back pain {number}"}))
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(publish_a_title, range(PUBLICATIONS)))

    assert list(Edition.objects.order_by("number").values_list("number", flat=True)) == list(range(1, PUBLICATIONS + 1))
