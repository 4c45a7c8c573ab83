"""The board shows each article in each language, the most urgent first."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms.articles.models import ArticlePage
from tests import factories
from tests.cms.publishing.library import settle

pytestmark = pytest.mark.django_db

BOARD = "/admin/translations/"


def rows(client, **query):
    """By title, the state of the Spanish cell."""
    page = BeautifulSoup(client.get(BOARD, query).content, "html.parser")
    return {row.th.get_text(strip=True): row("td")[1].get_text(" ", strip=True) for row in page.select("main tbody tr")}


def english(title):
    return factories.publish(factories.article(title=title))


def in_spanish(page, *, live=True, **changes):
    changes = {"title": f"{page.title} en español", "source_edition": 1, **changes}
    copy = factories.translation_of(page, **changes)
    return factories.publish(copy) if live else copy


def publish_again(page, **changes):
    page = ArticlePage.objects.get(pk=page.pk)
    for name, value in {"change_kind": "clinical", "change_note": "New.", **changes}.items():
        setattr(page, name, value)
    factories.publish(page)


@pytest.fixture
def library():
    factories.home("es")
    pages = {title: english(title) for title in ("Current", "Draft", "Behind", "Missing", "Dangerous", "Withdrawn")}
    in_spanish(pages["Current"])
    in_spanish(pages["Draft"], live=False)
    in_spanish(pages["Behind"])
    in_spanish(pages["Dangerous"])
    in_spanish(pages["Withdrawn"]).unpublish()
    publish_again(pages["Behind"], summary="Another one.")
    body = factories.body()
    body[1]["value"]["level"] = "urgent"
    publish_again(pages["Dangerous"], body=body)
    factories.article(title="Unpublished")
    return pages


def test_the_most_urgent_comes_first(translator, library):
    assert list(rows(translator)) == [
        "Dangerous",
        "Behind",
        "Missing",
        "Draft",
        "Withdrawn",
        "Unpublished",
        "Current",
    ]


def test_each_state_is_told_in_words(translator, library):
    found = rows(translator)
    assert found["Dangerous"].startswith("Behind When to see a doctor has changed")
    for title in ("Behind", "Missing", "Draft", "Withdrawn", "Current"):
        assert found[title].startswith(title)
    assert found["Unpublished"].startswith("Missing")


def test_one_state_is_shown_alone_with_how_many_there_are(translator, library):
    assert list(rows(translator, state="behind")) == ["Dangerous", "Behind"]
    page = BeautifulSoup(translator.get(BOARD).content, "html.parser")
    counts = [item.get_text(strip=True) for item in page.select(".translations-counts li")]
    assert counts == ["Behind: 2", "Missing: 2", "Draft: 1", "Withdrawn: 1", "Current: 1"]


def test_one_topic_is_shown_alone(translator, library):
    knee = factories.topic("Knee")
    factories.publish(factories.article(title="Knees", under=knee))
    assert list(rows(translator, topic=str(knee.translation_key))) == ["Knees"]


def test_what_is_asked_wrongly_counts_as_not_asked(translator, library):
    assert len(rows(translator, topic="nonsense", state="none", p="999")) == 7


def test_what_is_hidden_says_so(translator, library):
    clinic = factories.clinic()
    clinic.hide_outdated_translations = True
    clinic.save()
    settle()
    assert "Withdrawn When to see a doctor has changed Hidden until it follows" in rows(translator)["Dangerous"]


def test_more_articles_take_no_more_queries(translator, library):
    translator.get(BOARD)
    with CaptureQueriesContext(
        connection,
    ) as few:
        translator.get(BOARD)
    for number in range(3):
        in_spanish(english(f"One more {number}"))
    with CaptureQueriesContext(connection) as many:
        translator.get(BOARD)
    assert len(many) == len(few)


def test_who_has_nothing_to_do_with_articles_sees_no_board(receptionist, library):
    assert receptionist.get(BOARD).status_code == 302
    assert "Translations" not in receptionist.get(reverse("wagtailadmin_home")).content.decode()


def test_only_articles_that_one_may_see_are_listed(translator, library):
    knee = factories.topic("Knee")
    factories.publish(factories.article(title="Knees", under=knee))
    GroupPagePermission.objects.filter(page=factories.home("es")).delete()
    GroupPagePermission.objects.filter(group__name="Translators").update(page=knee)
    assert list(rows(translator)) == ["Knees"]
