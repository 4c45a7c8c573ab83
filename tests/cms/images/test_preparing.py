"""Pictures are prepared by the worker, and what shows them is published again with every source."""

from datetime import timedelta

import orjson
import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from api.documents.models import Document
from backend.worker import prepare_pictures
from cms.images.renditions import LEASE, prepare_due
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def sources_of(page):
    hero = orjson.loads(Document.objects.get(slug=page.slug, locale="en").current.body)["hero"]
    return {(source["type"], source["width"]) for source in hero["sources"]}


def test_an_article_is_published_again_once_its_picture_is_ready():
    page = factories.article(hero_image=factories.image(file=factories.image_file("back.jpg", size=(700, 400))))
    with transaction.atomic():
        factories.publish(page)
    before = sources_of(page)
    call_command("worker", "--once")
    expected = {(kind, width) for kind in ("image/avif", "image/webp", "image/jpeg") for width in (320, 640, 700)}
    assert sources_of(page) == expected
    assert before < expected


def test_a_picture_that_cannot_be_read_keeps_no_other_waiting():
    broken, sound = factories.image(), factories.image()
    broken.file.storage.delete(broken.file.name)
    assert prepare_pictures() == 0
    assert prepare_pictures() == 1
    sound.refresh_from_db()
    assert sound.renditions_ready_at is not None


def test_a_picture_waits_again_when_telling_the_others_fails():
    image, told = factories.image(), []

    def fail(_image):
        raise ConnectionError

    with pytest.raises(ConnectionError):
        prepare_due(limit=1, when_ready=fail)
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1)):
        assert prepare_due(limit=1, when_ready=told.append) == 1
    assert told == [image]
