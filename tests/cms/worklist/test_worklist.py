"""The list of what needs a clinician, and doing it from there."""

import csv
import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from api.documents.models import Document
from cms.articles.models import ArticlePage
from cms.clinic.models import Clinician
from cms.review.models import SignOff
from tests import factories as make

pytestmark = pytest.mark.django_db


def published(title, *, due, **changes):
    """Published, and due in so many days."""
    today = timezone.localdate()
    days = {"reviewed_on": today - timedelta(days=400), "next_review_on": today + timedelta(days=due)}
    return make.publish(make.article(title=title, **{**days, **changes}))


def change(page, **changes):
    page.summary, page.change_kind, page.change_note = "Changed.", "clinical", "Other advice."
    return make.publish(page)


def titles(client, user, **query):
    client.force_login(user)
    page = BeautifulSoup(client.get(reverse("worklist:index"), query).content, "html.parser")
    return [link.text.strip() for link in page.select("td.title a")]


def confirm(client, user, page, **changes):
    client.force_login(user)
    answers = {"revision": fresh(page).live_revision_id, "years": "1", **changes}
    return client.post(reverse("worklist:confirm", args=[page.pk]), answers, follow=True).content.decode()


def fresh(page):
    return ArticlePage.objects.get(pk=page.pk)


def document(page):
    return Document.objects.get(public_id=page.translation_key, locale=page.locale.language_code)


@pytest.fixture
def library(rosa):
    """Four articles of Rosa's, one of each need, and one that needs nothing; and a draft of nobody's."""
    published("Late", due=-1)
    published("Soon", due=20)
    published("Later", due=80)
    published("Well", due=200)
    change(published("Changed", due=200))
    make.article(title="New", reviewer=None, reviewed_on=None, next_review_on=None)


@pytest.mark.parametrize(
    ("need", "found"),
    [
        ("", {"Late", "Soon", "Later", "Changed", "New"}),
        ("overdue", {"Late"}),
        ("due_30", {"Soon"}),
        ("due_60", {"Soon"}),
        ("due_90", {"Soon", "Later"}),
        ("changed", {"Changed"}),
        ("never", {"New"}),
    ],
)
def test_what_needs_a_clinician(client, library, rosa, need, found):
    assert set(titles(client, rosa, need=need)) == found


def test_it_is_narrowed_by_reviewer_language_and_topic(client, rosa):
    rosas, other = Clinician.objects.get(account=rosa), make.clinician(name="Bruno Sanz")
    published("Mine", due=-1, reviewer=rosas)
    knees = make.topic("Knees")
    published("Knees", due=-1, reviewer=other, under=knees)
    spanish = published("Rodillas", due=-1, code="es", reviewer=rosas)
    assert set(titles(client, rosa, reviewer=other.pk)) == {"Knees"}
    assert set(titles(client, rosa, locale=spanish.locale_id)) == {"Rodillas"}
    assert set(titles(client, rosa, topics=knees.pk)) == {"Knees"}


def test_it_is_exported_for_spreadsheets_without_formulas(client, rosa):
    published("=1+1", due=-1, slug="sum")
    client.force_login(rosa)
    response = client.get(reverse("worklist:index"), {"export": "csv"})
    [head, row] = csv.reader(io.StringIO(b"".join(response.streaming_content).decode()))
    assert head == ["Title", "Language", "Reviewer", "Reviewed on", "Next review on", "Needs"]
    assert (row[0], row[5]) == ("'=1+1", "Overdue")


def test_still_correct_signs_off_and_publishes_with_the_new_days(client, rosa):
    page = published("Late", due=-1)
    before = document(page).current.number
    assert "is signed off again" in confirm(client, rosa, page)
    page = fresh(page)
    assert page.reviewer == Clinician.objects.get(account=rosa)
    assert page.reviewed_on == timezone.localdate()
    assert page.next_review_on > timezone.localdate() + timedelta(days=300)
    assert document(page).current.number == before + 1
    assert document(page).next_review_on == page.next_review_on
    assert SignOff.objects.latest("at").by == "rosa"
    assert titles(client, rosa) == []


def test_still_correct_settles_a_text_that_had_changed(client, rosa):
    page = change(published("Changed", due=200))
    assert document(page).changed_since_review
    confirm(client, rosa, page)
    assert not document(page).changed_since_review


def test_a_draft_that_is_being_written_stays_a_draft(client, rosa):
    page = published("Late", due=-1)
    page.summary = "Not for readers yet."
    page.save_revision()
    confirm(client, rosa, page)
    page = fresh(page)
    assert page.summary == "What a painful back needs."
    assert page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    assert (draft.summary, draft.next_review_on) == ("Not for readers yet.", page.next_review_on)


def test_what_was_published_anew_since_the_list_was_shown_is_looked_at_again(client, rosa):
    page = published("Late", due=-1)
    seen = page.live_revision_id
    change(page)
    count = SignOff.objects.count()
    assert "published anew since you saw the list" in confirm(client, rosa, page, revision=seen)
    assert SignOff.objects.count() == count


def test_what_is_on_its_way_to_publication_is_signed_off_there(client, rosa, wanda):
    page = published("Late", due=-1)
    page.get_workflow().start(page, wanda)
    assert "on its way to publication" in confirm(client, rosa, page)
    assert fresh(page).workflow_in_progress


def test_only_a_clinician_who_may_sign_off_confirms(client, paul, wanda, rosa):
    page = published("Late", due=-1)
    for user in (paul, wanda):
        confirm(client, user, page)
        assert titles(client, user) == ["Late"]
        assert "Still correct" not in client.get(reverse("worklist:index")).content.decode()
    assert fresh(page).reviewed_on < timezone.localdate()


def test_a_receptionist_sees_nothing_of_it(client, db):
    from tests.cms.review.conftest import member

    rita = member("rita", "Receptionist")
    client.force_login(rita)
    assert client.get(reverse("worklist:index")).status_code == 302
    assert reverse("worklist:index") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_dashboard_says_what_a_reviewer_s_name_stands_on(client, rosa, paul):
    published("Mine", due=-1, reviewer=Clinician.objects.get(account=rosa))
    published("Other", due=-1, reviewer=make.clinician(name="Bruno Sanz"))
    client.force_login(rosa)
    mine = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Your reviews" in mine
    assert "Overdue: 1" in mine
    client.force_login(paul)
    assert "Overdue: 2" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_list_costs_the_same_for_one_as_for_many(client, rosa, django_assert_max_num_queries):
    for number in range(8):
        published(f"Late {number}", due=-1)
    client.force_login(rosa)
    client.get(reverse("worklist:index"))
    with django_assert_max_num_queries(40):
        client.get(reverse("worklist:index"))


def test_the_button_of_a_row_is_believed_to_come_from_the_list(library, rosa):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(rosa)
    page = BeautifulSoup(browser.get(reverse("worklist:index")).content, "html.parser")
    form = page.find("form", class_="worklist-confirm")
    answers = {field["name"]: field["value"] for field in form.find_all("input")}
    response = browser.post(form["action"], {**answers, "years": "1"}, follow=True)
    assert "is signed off again" in response.text
