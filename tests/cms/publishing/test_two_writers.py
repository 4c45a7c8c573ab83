"""Whatever two writers do, in whatever order or at the same time, the library is what is live.

A hypothesis state machine over real transactions, on whichever database the suite runs.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from threading import Barrier, Thread

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from wagtail.models import Page, PageViewRestriction

from api.documents.models import Edition
from cms.articles.models import ArticlePage, TopicPage
from cms.clinic.models import Clinician
from cms.headless import PublicationRefusedError, editorial_transaction
from cms.images.models import Image
from cms.publishing.schedule import publish_due
from tests import factories
from tests.cms.publishing.library import assert_sound

pytestmark = pytest.mark.django_db(transaction=True)

REFUSALS = (PublicationRefusedError, ValidationError, Page.DoesNotExist, ArticlePage.DoesNotExist)
WORDS = st.sampled_from(["Hips", "Knees", "Running", "Sleep", "Stretching"])
PLACES = st.integers(0, 3)
Deed = tuple[str, int, str]
NUMBERS = count(1)


def do(deed: Deed) -> None:
    """One deed of a writer, as a whole or not at all, as in the admin."""
    name, place, word = deed
    try:
        with editorial_transaction():
            DOABLE[name](place, f"{word} {next(NUMBERS)}")
    except REFUSALS:
        pass


def pick(model: type, place: int) -> object | None:
    found = list(model.objects.order_by("pk"))
    return found[place % len(found)] if found else None


def publish(place: int, text: str) -> None:
    if article := pick(ArticlePage, place):
        article = article.get_latest_revision_as_object() if article.latest_revision else article
        article.title, article.change_kind, article.change_note = text, "clinical", f"Now about {text}."
        article.go_live_at = None
        article.save_revision().publish()


def draft(place: int, text: str) -> None:
    if article := pick(ArticlePage, place):
        article.title = text
        article.save_revision()


def unpublish(place: int, text: str) -> None:
    if article := pick(ArticlePage, place):
        article.unpublish()


def move(place: int, text: str) -> None:
    article, topic = pick(ArticlePage, place), pick(TopicPage, place + 1)
    if article and topic:
        article.move(topic, pos="last-child")


def rename(place: int, text: str) -> None:
    if article := pick(ArticlePage, place):
        article.slug, article.change_kind, article.change_note = text.lower().replace(" ", "-"), "editorial", text
        article.save_revision().publish()


def delete(place: int, text: str) -> None:
    if ArticlePage.objects.count() > 1 and (article := pick(ArticlePage, place)):
        article.delete()


def schedule(place: int, text: str) -> None:
    if article := pick(ArticlePage, place):
        article.title, article.change_kind, article.change_note = text, "editorial", text
        article.go_live_at = timezone.now() + timedelta(minutes=5)
        article.save_revision().publish()


def rename_topic(place: int, text: str) -> None:
    if topic := pick(TopicPage, place):
        topic.title, topic.slug = text, text.lower().replace(" ", "-")
        topic.save_revision().publish()


def unpublish_topic(place: int, text: str) -> None:
    topic = pick(TopicPage, place)
    if topic and place % 2:
        topic.unpublish()
    elif topic:
        topic.save_revision().publish()


def hide(place: int, text: str) -> None:
    if article := pick(ArticlePage, place):
        PageViewRestriction.objects.get_or_create(page=article, restriction_type=PageViewRestriction.LOGIN)


def show(place: int, text: str) -> None:
    for restriction in PageViewRestriction.objects.all():
        restriction.delete()


def edit_reviewer(place: int, text: str) -> None:
    if clinician := pick(Clinician, place):
        clinician.name = text
        clinician.save_revision().publish()


def edit_picture(place: int, text: str) -> None:
    if picture := pick(Image, place):
        picture.alt_text = text
        picture.save()


def create(place: int, text: str) -> None:
    topic = pick(TopicPage, place)
    article = factories.article(title=text, under=topic, topics=[topic], hero_image=pick(Image, place))
    article.save_revision().publish()


DOABLE: dict[str, Callable[[int, str], None]] = {
    deed.__name__: deed
    for deed in (
        publish, draft, unpublish, move, rename, delete, schedule, rename_topic, unpublish_topic, hide, show,
        edit_reviewer, edit_picture, create,
    )
}  # fmt: skip


DEEDS = st.tuples(st.sampled_from(sorted(DOABLE)), PLACES, WORDS)


class TwoWriters(RuleBasedStateMachine):
    """Each step is a deed of one writer, or of both at the same moment."""

    @initialize()
    def begin(self) -> None:
        self.seen: dict[int, str] = {}
        if not ArticlePage.objects.exists():
            picture = factories.image()
            factories.publish(factories.clinician(name="Ana Ruiz"))
            topics = [factories.topic(title) for title in ("Back", "Joints")]
            for number, topic in enumerate(topics):
                factories.publish(
                    factories.article(title=f"Article {number}", under=topic, topics=[topic], hero_image=picture)
                )

    @rule(deed=DEEDS)
    def one(self, deed: Deed) -> None:
        do(deed)

    @rule(first=DEEDS, second=DEEDS)
    def both(self, first: Deed, second: Deed) -> None:
        ready = Barrier(2)
        failures: list[BaseException] = []

        def write(deed: Deed) -> None:
            ready.wait()
            try:
                do(deed)
            except BaseException as failure:
                failures.append(failure)
            finally:
                connection.close()

        writers = [Thread(target=write, args=(deed,)) for deed in (first, second)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert failures == []

    @rule()
    def time_passes(self) -> None:
        with time_machine.travel(timezone.now() + timedelta(minutes=10)):
            publish_due(at=timezone.now())

    def teardown(self) -> None:
        assert_sound()
        for key, digest in self.seen.items():
            assert Edition.objects.get(pk=key).digest == digest
        self.seen.update(Edition.objects.values_list("pk", "digest"))


def test_live_pages_are_current_documents_whatever_two_writers_do() -> None:
    run_state_machine_as_test(
        TwoWriters,
        settings=settings(
            max_examples=12,
            stateful_step_count=16,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
