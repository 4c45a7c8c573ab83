"""`manage.py load_demo` turns an empty installation into a clinic's library that is served as it stands."""

from io import StringIO
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db.models import F
from django.test import TestCase, override_settings
from wagtail.models import Revision

from api.documents.models import Change, Document, Edition
from cms.articles.models import ArticlePage, TopicPage
from cms.clinic.models import Clinician
from cms.demo import source
from cms.images.models import Image


def load_demo() -> str:
    told = StringIO()
    call_command("load_demo", stdout=told)
    return told.getvalue()


def article(slug: str) -> dict[str, Any]:
    """As it is published."""
    edition = Edition.objects.get(document__slug=slug, document__current=F("pk"))
    published: dict[str, Any] = orjson.loads(edition.body)
    return published


def current(kind: str, locale: str) -> int:
    return Document.objects.filter(kind=kind, locale=locale, current__isnull=False).count()


class TestLoadedLibrary(TestCase):
    """Loaded once for all of them, for it takes seconds; what a test changes is undone."""

    told: str

    @classmethod
    def setUpTestData(cls) -> None:
        media = cls.enterClassContext(TemporaryDirectory())
        with override_settings(MEDIA_ROOT=media), cls.captureOnCommitCallbacks(execute=True):
            cls.told = load_demo()

    def test_everything_is_published_in_its_languages(self) -> None:
        assert "14 articles in “en”, 6 articles in “es”" in self.told
        for locale in source.LOCALES:
            assert current("article", locale) == len(source.articles(locale))
            assert current("topic", locale) == len(source.topics())
            assert current("clinician", locale) == len(source.clinicians())
            assert current("clinic", locale) == 1
            assert current("form", locale) == len(source.forms())
        assert set(Edition.objects.filter(number=1, document__kind="article").values_list("by", flat=True)) == {
            "demo-editor"
        }

    def test_nothing_waits_and_nothing_differs_from_what_is_live(self) -> None:
        said = StringIO()
        call_command("reconcile", stdout=said)
        assert said.getvalue() == "0 differences, 0 repaired; 0 wait to be republished.\n"

    def test_articles_link_to_each_other_whichever_was_published_first(self) -> None:
        body = str(article("back-pain-scans")["body"])
        assert "/en/back-pain/low-back-pain-first-weeks/" in body
        assert "/en/back-pain/sciatica/" in body
        assert [related["slug"] for related in article("sciatica")["related"]] == [
            "back-pain-scans",
            "low-back-pain-first-weeks",
        ]

    def test_the_running_article_says_what_a_runner_with_back_pain_asks(self) -> None:
        running = article("running-with-back-pain")
        assert running["benefits"]["items"]
        assert running["alternatives"]["items"]
        assert running["escalation"]["timeframe"] == {"count": 2, "unit": "weeks"}
        assert running["call_to_action"]["kind"] == "book"
        assert running["call_to_action"]["target"]["phone"] == "+13055550142"
        assert {"locale": "es", "path": "/es/correr/correr-con-dolor-de-espalda/"} in running["translations"]

    def test_a_translation_is_up_to_date_and_describes_pictures_in_its_language(self) -> None:
        spanish = article("correr-con-calor")
        assert spanish["translation"] == {"locale": "en", "edition": 1, "behind": False}
        assert spanish["hero"]["alt"] == source.pictures()["runner_in_the_heat"]["es"]

    def test_an_article_without_a_call_to_action_gets_the_clinics(self) -> None:
        assert article("sleep-and-recovery")["call_to_action"]["heading"] == "Talk to us"

    def test_nobody_can_sign_in_as_the_demo_editor(self) -> None:
        editor = get_user_model().objects.get(username="demo-editor")
        assert not editor.is_active
        assert not editor.has_usable_password()

    def test_a_second_run_changes_nothing_and_says_so(self) -> None:
        before = [model.objects.count() for model in (Change, Edition, Revision, Image)]
        assert "nothing has been changed" in load_demo()
        assert [model.objects.count() for model in (Change, Edition, Revision, Image)] == before

    def test_what_an_editor_has_deleted_does_not_come_back(self) -> None:
        for topic in TopicPage.objects.all():
            topic.delete()
        Clinician.objects.all().delete()
        assert "nothing has been changed" in load_demo()
        assert not ArticlePage.objects.exists()

    def test_what_an_editor_has_changed_stays(self) -> None:
        page = ArticlePage.objects.get(slug="sciatica")
        page.title = "Sciatica, in our own words"
        page.save_revision()
        load_demo()
        assert (
            ArticlePage.objects.get(slug="sciatica").get_latest_revision_as_object().title
            == "Sciatica, in our own words"
        )
