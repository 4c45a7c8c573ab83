"""Publishing many pages at once: what is refused says why, and keeps nothing else back."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from api.documents.models import Change
from cms.articles.models import ArticlePage, TopicPage
from tests import factories as make
from tests.cms.publishing.library import assert_sound

pytestmark = pytest.mark.django_db

LISTING = "/admin/articles/"


def publish(client, *pages, **answers):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    answer = client.post(f"{address}?{chosen}&next={LISTING}", answers, follow=True)
    return BeautifulSoup(answer.content, "html.parser")


def draft(title, **changes):
    page = make.article(title=title, **changes)
    page.save_revision()
    return page


def live(*pages):
    return [type(page).objects.get(pk=page.pk).live for page in pages]


def refused(page):
    """{title: [reasons]} as the page that follows tells them."""
    return {
        heading.text: [item.text for item in heading.find_next_sibling("ul").select("li")]
        for heading in page.select(".nice-padding h2")
    }


@pytest.fixture
def publisher(client, paul):
    client.force_login(paul)
    return client


def test_what_passes_is_published_and_the_list_follows(publisher):
    pages = [draft("Sore knees"), draft("Sore backs")]
    answer = publish(publisher, *pages)
    assert live(*pages) == [True, True]
    assert "2 pages have been published" in answer.text
    assert refused(answer) == {}
    assert_sound()


def test_each_refusal_is_told_by_name_and_reason_and_the_others_are_published(publisher):
    good, bad, worse = draft("Good"), draft("Bad", summary=""), draft("Worse", summary="", references=0)
    answer = publish(publisher, bad, good, worse)
    assert live(good, bad, worse) == [True, False, False]
    summary = "Write a summary: lists and search engines show it."
    reference = "Name at least one reference that the text rests on."
    assert refused(answer) == {"Bad": [summary], "Worse": [summary, reference]}
    assert "1 page has been published" in answer.text
    assert answer.select_one("h2 a")["href"] == reverse("wagtailadmin_pages:edit", args=[bad.pk])
    assert answer.select_one(f"a.button[href='{LISTING}']")
    assert_sound()


def test_nothing_of_what_is_refused_has_happened(publisher):
    page = make.publish(make.article(title="Before"))
    page.title, page.summary = "After", ""
    page.save_revision()
    changes = Change.objects.count()
    answer = publish(publisher, page)
    assert list(refused(answer)) == ["After"]
    assert "published" not in " ".join(one.text for one in answer.select(".messages"))
    now = ArticlePage.objects.get(pk=page.pk)
    assert (now.title, now.has_unpublished_changes, Change.objects.count()) == ("Before", True, changes)
    assert_sound()


def test_pages_that_need_each_other_are_published_in_an_order_that_works(publisher):
    topic = make.topic("Knees", live=False)
    topic.save_revision()
    article = draft("Sore knees", under=topic)
    answer = publish(publisher, article, topic)
    assert refused(answer) == {}
    assert live(article, topic) == [True, True]


def test_drafts_below_a_topic_go_with_it_where_that_is_wanted(publisher):
    topic = make.topic("Knees", live=False)
    topic.save_revision()
    good, bad = draft("Good", under=topic), draft("Bad", under=topic, summary="")
    answer = publish(publisher, topic, include_descendants="on")
    assert (live(topic, good, bad), list(refused(answer))) == ([True, True, False], ["Bad"])
    assert TopicPage.objects.get(pk=topic.pk).live


def test_a_writer_publishes_nothing(client, wanda):
    client.force_login(wanda)
    page = draft("Sore knees")
    publish(client, page)
    assert live(page) == [False]
