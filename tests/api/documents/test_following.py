"""Followers get every change once, in order, and again when they could not deal with it."""

import pytest
from django.db import connection

from api.documents.changes import follow, follow_outside
from api.documents.models import Change, Follower
from tests.api.documents.publishing import publish
from tests.builders import article

pytestmark = pytest.mark.django_db


def publish_three() -> None:
    for number in range(3):
        publish(article(slug=f"article-{number}"))


def test_a_new_follower_starts_at_the_first_change():
    publish_three()
    seen: list[int] = []
    assert follow("export", handle=lambda change: seen.append(change.serial)) == 3
    assert seen == [1, 2, 3]


def test_a_follower_gets_each_change_once():
    publish_three()
    seen: list[int] = []
    for _turn in range(3):
        follow("export", handle=lambda change: seen.append(change.serial), limit=2)
    assert seen == [1, 2, 3]
    assert follow("export", handle=lambda change: seen.append(change.serial)) == 0


def test_followers_do_not_disturb_each_other():
    publish_three()
    follow("export", handle=lambda change: None)
    assert follow("webhooks", handle=lambda change: None, limit=1) == 1
    assert dict(Follower.objects.values_list("name", "serial")) == {"export": 3, "webhooks": 1}


def test_a_change_that_could_not_be_handled_comes_again():
    publish_three()
    seen: list[int] = []

    def fail_at_the_second(change: Change) -> None:
        if change.serial == 2 and len(seen) == 1:
            seen.append(0)
            raise ConnectionError
        seen.append(change.serial)

    with pytest.raises(ConnectionError):
        follow("export", handle=fail_at_the_second)
    follow("export", handle=fail_at_the_second)
    assert seen == [1, 0, 2, 3]


def test_what_talks_to_other_services_gets_the_changes_together_and_outside_a_transaction(transactional_db):
    publish_three()
    seen: list[tuple[list[int], bool]] = []

    def handle(changes: list[Change]) -> None:
        seen.append(([change.serial for change in changes], connection.in_atomic_block))

    assert [follow_outside("purge", handle=handle, limit=2) for _turn in range(3)] == [2, 1, 0]
    assert seen == [([1, 2], False), ([3], False)]


def test_changes_that_another_service_did_not_take_come_again():
    publish_three()

    def fail(changes: list[Change]) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        follow_outside("purge", handle=fail)
    assert follow_outside("purge", handle=lambda changes: None) == 3


def test_a_slow_follower_never_sets_a_faster_one_back():
    publish_three()

    def overtaken(changes: list[Change]) -> None:
        follow_outside("purge", handle=lambda changes: None)

    follow_outside("purge", handle=overtaken, limit=1)
    assert Follower.objects.get().serial == 3
