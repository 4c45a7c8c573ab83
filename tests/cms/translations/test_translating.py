"""A page is taken into another language as a draft, with whatever is missing above it."""

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms.articles.models import ArticlePage, TopicPage
from tests import factories
from tests.cms.publishing.library import assert_sound, published

pytestmark = pytest.mark.django_db


def translate(client, page, language="es"):
    return client.post(reverse("simple_translation:submit_page_translation", args=[page.pk]), {"locale": language})


def test_the_button_makes_a_draft_and_opens_its_editor(translator, original):
    answer = translate(translator, original)
    copy = ArticlePage.objects.get(locale__language_code="es")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert (copy.translation_key, copy.live, copy.source_edition) == (original.translation_key, False, 1)
    assert copy.reviewer is None
    assert_sound()


def test_missing_topics_above_it_become_drafts_too(translator, original):
    translate(translator, original)
    topic = TopicPage.objects.get(locale__language_code="es")
    copy = ArticlePage.objects.get(locale__language_code="es")
    assert not topic.live
    assert copy.get_parent().pk == topic.pk
    assert list(copy.topics.all()) == [topic]
    assert topic.get_latest_revision_as_object().title == "Back"


def test_a_whole_language_that_is_missing_gets_its_home_page(admin, original):
    factories.home("es").delete()
    translate(admin, original)
    copy = ArticlePage.objects.get(locale__language_code="es")
    assert copy.url_path == "/es/back/running-with-back-pain/"
    assert not any(page.live for page in copy.get_ancestors(inclusive=True).filter(depth__gt=1))


def test_nothing_is_made_twice(translator, original):
    translate(translator, original)
    answer = translate(translator, original)
    assert answer.url == reverse(
        "wagtailadmin_pages:edit", args=[ArticlePage.objects.get(locale__language_code="es").pk]
    )


def test_it_says_what_will_be_made(translator, original):
    text = translator.get(reverse("simple_translation:submit_page_translation", args=[original.pk])).content.decode()
    assert "Translate into Spanish" in text
    assert "because they are missing: Back." in text


def test_who_may_not_write_in_the_other_language_makes_no_draft(translator, original):
    GroupPagePermission.objects.filter(page=factories.home("es")).delete()
    translate(translator, original)
    assert not ArticlePage.objects.filter(locale__language_code="es").exists()


def test_the_receptionist_translates_nothing(receptionist, original):
    translate(receptionist, original)
    assert not ArticlePage.objects.filter(locale__language_code="es").exists()


def test_readers_are_told_when_the_original_goes_on(original):
    page = factories.publish(factories.translation_of(original, source_edition=1))
    assert published(page)["translation"] == {"locale": "en", "edition": 1, "behind": False}
    article = ArticlePage.objects.get(pk=original.pk)
    article.summary, article.change_kind, article.change_note = "More.", "editorial", "Longer."
    factories.publish(article)
    assert_sound()
    assert published(page)["translation"] == {"locale": "en", "edition": 1, "behind": True}
