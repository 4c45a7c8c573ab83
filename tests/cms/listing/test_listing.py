"""The list of every article: what it shows, and how it is narrowed."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.search.index import insert_or_update_object

from cms.clinic.models import Clinician
from tests import factories as make

pytestmark = pytest.mark.django_db


def rows(client, **query):
    """{title: texts of the other columns}"""
    answer = client.get(reverse("articles:index"), query)
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    found = [row.select("td") for row in page.select("table.listing tbody tr")]
    return {
        cells[1].select_one("[id$=_title]").get_text(strip=True): [one.get_text(" ", strip=True) for one in cells[2:]]
        for cells in found
    }


def soon(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def signed_in(client, paul):
    client.force_login(paul)
    return client


def test_it_shows_what_one_asks_about_an_article(signed_in, wanda):
    page = make.article(title="Sore knees", under=make.topic("Knees"), next_review_on=soon(20))
    page.save_revision(user=wanda)
    make.publish(page).save_revision(user=wanda)
    topic, language, state, review, due, editor, *_rest = rows(signed_in)["Sore knees"]
    assert (topic, language, review, editor) == ("Knees", "English", "Due in 30 days", "wanda")
    assert state == "Published, with a newer draft"
    assert str(soon(20).year) in due


def test_it_is_narrowed_by_language_topic_and_editor(signed_in, wanda, paul):
    knees = make.topic("Knees")
    make.article(title="Sore knees", under=knees).save_revision(user=wanda)
    make.article(title="Sore backs").save_revision(user=paul)
    spanish = make.article("es", title="Rodillas")
    assert set(rows(signed_in)) == {"Sore knees", "Sore backs", "Rodillas"}
    assert set(rows(signed_in, language=spanish.locale_id)) == {"Rodillas"}
    assert set(rows(signed_in, topic=knees.pk)) == {"Sore knees"}
    assert set(rows(signed_in, editor=wanda.pk)) == {"Sore knees"}


def test_it_is_narrowed_by_state(signed_in, wanda):
    make.publish(make.article(title="Live"))
    changed = make.publish(make.article(title="Changed"))
    changed.title = "Changed more"
    changed.save_revision()
    make.article(title="Draft")
    sent = make.article(title="Sent", reviewer=None, reviewed_on=None, next_review_on=None)
    sent.save_revision()
    sent.get_workflow().start(sent, wanda)
    later = make.article(title="Later", go_live_at=timezone.now() + timedelta(days=1))
    later.save_revision().publish()
    states = {title: cells[2] for title, cells in rows(signed_in).items()}
    assert states == {
        "Live": "Published",
        "Changed more": "Published, with a newer draft",
        "Draft": "Not published",
        "Sent": "Not published · Sent to review",
        "Later": "Not published · Scheduled",
    }
    assert set(rows(signed_in, state="live")) == {"Live", "Changed more"}
    assert set(rows(signed_in, state="changed")) == {"Changed more"}
    assert set(rows(signed_in, state="draft")) == {"Draft", "Sent", "Later"}
    assert set(rows(signed_in, state="review")) == {"Sent"}
    assert set(rows(signed_in, state="scheduled")) == {"Later"}


def test_it_is_narrowed_by_review_and_clinician(signed_in, rosa):
    rosas, other = Clinician.objects.get(account=rosa), make.clinician(name="Bruno Sanz")
    make.publish(make.article(title="Late", reviewer=rosas, reviewed_on=soon(-400), next_review_on=soon(-1)))
    make.publish(make.article(title="Well", reviewer=other))
    assert set(rows(signed_in, need="overdue")) == {"Late"}
    assert rows(signed_in)["Well"][3] == "Up to date"
    assert set(rows(signed_in, clinician=rosas.pk)) == {"Late"}


@pytest.mark.parametrize("words", ["sore kn", "arthritis", 'sore "kn'])
def test_it_is_searched_by_title_and_by_text(signed_in, words):
    insert_or_update_object(make.article(title="Sore knees", summary="About arthritis."))
    make.article(title="Hips")
    assert set(rows(signed_in, q=words)) == {"Sore knees"}


def test_search_and_filters_hold_together(signed_in):
    make.publish(make.article(title="Sore knees"))
    make.article(title="Sore backs")
    assert set(rows(signed_in, q="sore", state="live")) == {"Sore knees"}


def test_a_receptionist_sees_nothing_of_it(client, rita):
    client.force_login(rita)
    assert client.get(reverse("articles:index")).status_code == 302
    assert reverse("articles:index") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_menu_leads_there(signed_in):
    assert reverse("articles:index") in signed_in.get(reverse("wagtailadmin_home")).content.decode()


def test_one_cannot_choose_all_pages_of_the_installation_by_mistake(signed_in):
    for number in range(51):
        make.article(title=f"Article {number}")
    page = signed_in.get(reverse("articles:index")).content.decode()
    assert "data-bulk-action-footer" in page
    assert "data-bulk-action-num-objects-in-listing" not in page


def test_it_costs_the_same_for_one_as_for_many(signed_in, django_assert_num_queries):
    make.publish(make.article(title="First"))
    rows(signed_in)
    with CaptureQueriesContext(connection) as one:
        rows(signed_in)
    for number in range(6):
        make.publish(make.article(title=f"Article {number}"))
    with django_assert_num_queries(len(one)):
        assert len(rows(signed_in)) == 7
