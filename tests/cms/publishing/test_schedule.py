"""What was scheduled happens when it is due, each with its document, and what is refused says why."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from wagtail.log_actions import registry

from cms.publishing.schedule import REFUSED, publish_due
from tests import factories
from tests.cms.publishing.library import assert_sound, document_of, last_change, published, settle

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_an_article_goes_live_when_its_time_has_come() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        article = factories.article(go_live_at=NOON + timedelta(hours=1))
        article.save_revision().publish()
        assert publish_due(at=NOON) == 0
        clock.shift(timedelta(hours=2))
        assert publish_due(at=NOON + timedelta(hours=2)) == 1
        article.refresh_from_db()
        assert article.live
        assert published(article)["published_at"] == "2026-06-01T14:00:00Z"
        assert_sound()


def test_an_article_is_withdrawn_when_its_time_is_over() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        article = factories.publish(factories.article(expire_at=NOON + timedelta(hours=1)))
        clock.shift(timedelta(hours=2))
        call_command("publish_scheduled")
        assert published(article) is None
        assert last_change(article).reason == "expired"
        assert_sound()


def test_a_scheduled_article_that_is_refused_stays_scheduled_tells_why_and_holds_nothing_up() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        bad, good = (factories.article(title=title, go_live_at=NOON + timedelta(hours=1)) for title in ("Bad", "Good"))
        bad.summary = ""
        bad.save_revision().publish()
        good.save_revision().publish()
        clock.shift(timedelta(hours=2))
        assert publish_due(at=NOON + timedelta(hours=2)) == 1
        assert publish_due(at=NOON + timedelta(hours=2)) == 0
        assert published(good) is not None
        bad.refresh_from_db()
        assert not bad.live
        assert bad.revisions.filter(approved_go_live_at__isnull=False).exists()
        entry = registry.get_logs_for_instance(bad).get(action=REFUSED)
        assert any("summary" in reason.lower() for reason in entry.data["reasons"])


def test_a_scheduled_edit_of_a_live_article_leaves_the_old_words_until_then() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        article = factories.publish(factories.article(title="Running"))
        article.title, article.go_live_at = "Walking", NOON + timedelta(hours=1)
        article.change_kind, article.change_note = "editorial", "A better title."
        article.save_revision().publish()
        settle()
        assert published(article)["title"] == "Running"
        clock.shift(timedelta(hours=2))
        publish_due(at=NOON + timedelta(hours=2))
        assert published(article)["title"] == "Walking"
        assert document_of(article).current.number == 2
