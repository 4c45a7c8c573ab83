"""What the dashboard says waits for somebody, and to whom it says nothing."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.clinic.models import Clinician
from cms.images.models import Image
from cms.publishing.models import Republication
from cms.publishing.schedule import publish_due
from cms.references.checking import gather
from cms.references.models import ArticleCitations, CitedAddress
from cms.second_factor.models import SecondFactorMail
from cms.today.matters import waiting_for
from cms.worklist.models import ReviewMail
from tests import factories as make
from tests.api.enquiries.sending import publish_form
from tests.cms.desk.conftest import enquire
from tests.cms.publishing.library import settle

pytestmark = pytest.mark.django_db


def today(client, user):
    """The panel as {heading: {text of a line: where it leads}}."""
    client.force_login(user)
    page = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    panel = page.select_one("#today-section")
    return {
        heading.text: {
            item.text: item.a["href"] if item.a else "" for item in heading.find_next_sibling("ul").select("li")
        }
        for heading in panel.select("h3")
    } or panel.p.text


def draft(title, *, by, **changes):
    page = make.article(title=title, **changes)
    page.save_revision(user=by)
    return page


def change(page, **changes):
    page.summary, page.change_kind, page.change_note = "Changed.", "clinical", "Other advice."
    for name, value in changes.items():
        setattr(page, name, value)
    return make.publish(page)


@pytest.mark.parametrize("who", ["wanda", "rosa", "paul", "rita"])
def test_where_nothing_waits_it_says_so(client, request, who):
    assert today(client, request.getfixturevalue(who)) == "Nothing waits for you."


def test_my_drafts_lead_to_the_editor_and_are_nobody_else_s(client, wanda, paul):
    page = draft("Sore knees", by=wanda)
    assert today(client, wanda)["Your drafts"] == {
        "Sore knees (en)": reverse("wagtailadmin_pages:edit", args=[page.pk])
    }
    assert "Your drafts" not in today(client, paul)


def test_a_draft_that_waits_for_a_reviewer_or_for_its_time_does_not_wait_for_me(client, wanda):
    page = draft("Sore knees", by=wanda, reviewer=None, reviewed_on=None, next_review_on=None)
    page.get_workflow().start(page, wanda)
    later = make.article(title="Later", go_live_at=timezone.now() + timedelta(days=1))
    later.save_revision(user=wanda).publish()
    assert today(client, wanda) == "Nothing waits for you."


def test_of_many_drafts_the_newest_are_named_and_the_others_counted(client, wanda):
    for number in range(7):
        draft(f"Draft {number}", by=wanda)
    lines = list(today(client, wanda)["Your drafts"])
    assert lines == [*[f"Draft {number} (en)" for number in (6, 5, 4, 3, 2)], "… and 2 more"]


def test_what_is_sent_to_review_waits_for_reviewers(client, wanda, rosa, rita):
    page = draft("Sore knees", by=wanda, reviewer=None, reviewed_on=None, next_review_on=None)
    page.get_workflow().start(page, wanda)
    [(text, address)] = today(client, rosa)["Sent to you for review"].items()
    assert text == "Waiting: 1"
    assert "Sore knees" in client.get(address).content.decode()
    assert "Sent to you for review" not in today(client, rita)


def test_reviews_that_are_due_lead_to_the_list(client, rosa):
    days = timezone.localdate() - timedelta(days=400), timezone.localdate() - timedelta(days=1)
    mine = Clinician.objects.get(account=rosa)
    make.publish(make.article(title="Late", reviewer=mine, reviewed_on=days[0], next_review_on=days[1]))
    [(text, address)] = today(client, rosa)["Your reviews"].items()
    assert text == "Overdue: 1"
    assert "Late" in client.get(address).content.decode()


def test_enquiries_are_counted_for_the_desk_alone(client, rita, wanda):
    publish_form()
    mine, other = enquire(), enquire()
    type(mine).objects.filter(pk=mine.pk).update(assignee="rita", status="open")
    lines = today(client, rita)["Enquiries"]
    assert list(lines) == ["New: 1", "Taken on by you: 1"]
    assert mine.reference in client.get(lines["Taken on by you: 1"]).content.decode()
    assert other.reference in client.get(lines["New: 1"]).content.decode()
    assert "Enquiries" not in today(client, wanda)


def test_translations_that_are_behind_are_counted_for_who_translates(client, wanda, rosa):
    original = make.publish(make.article())
    make.publish(make.translation_of(original, source_edition=1))
    assert "Translations" not in today(client, wanda)
    change(original)
    assert today(client, wanda)["Translations"] == {"Behind their original: 1": reverse("translations:board")}
    assert "Translations" not in today(client, rosa)


def test_references_that_do_not_answer_lead_to_their_list(client, wanda, rita):
    make.article(title="Sore knees").save_revision()
    gather(at=timezone.now())
    address = "https://example.org/gone"
    gone = CitedAddress.objects.create(
        url=address, host="example.org", due_at=timezone.now(), failures=2, failing_since=timezone.now(), problem="gone"
    )
    ArticleCitations.objects.get().addresses.add(gone)
    [(text, where)] = today(client, wanda)["References"].items()
    assert text == "Articles with references that do not answer: 1"
    assert "Sore knees" in client.get(where).content.decode()
    assert "References" not in today(client, rita)


def test_what_readers_do_not_have_yet_is_told_to_publishers(client, paul, wanda):
    page, other = make.publish(make.article(title="Sore knees")), make.publish(make.article(title="Hips"))
    settle()
    Republication.objects.create(source=page, because="Ana Ruiz", error="Sore knees can't be published: No reason.")
    Republication.objects.create(source=other, because="Ana Ruiz")
    make.image()
    lines = today(client, paul)["Publications"]
    failed = "Readers see an old state of “Sore knees”: Sore knees can't be published: No reason."
    assert lines == {
        failed: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "Being published again: 1": "",
        "Pictures whose sizes are being made: 1": "",
    }
    assert "Publications" not in today(client, wanda)


def test_what_was_refused_when_its_time_came_leads_to_its_history(client, paul):
    page = make.article(title="Sore knees", go_live_at=timezone.now() + timedelta(minutes=1))
    page.save_revision().publish()
    type(page).objects.filter(pk=page.pk).update(summary="")
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(hours=1)
    revision.content = {**revision.content, "summary": "", "go_live_at": revision.approved_go_live_at.isoformat()}
    revision.save()
    settle()
    publish_due(at=timezone.now())
    [(text, address)] = today(client, paul)["Publications"].items()
    assert text.startswith("“Sore knees” was not published")
    assert "Write a summary" in client.get(address).content.decode()


def test_whom_no_e_mail_reaches_is_told_to_who_can_correct_the_address(admin_client, admin_user, client, paul, wanda):
    now = timezone.now()
    ended = {"created_at": now, "due_at": now, "attempts": 9}
    SecondFactorMail.objects.create(user=wanda, event="set_up", done_at=now - timedelta(days=2), **ended)
    failed = ReviewMail.objects.create(user=wanda, period=1, failed_at=now, problem="SMTPRecipientsRefused", **ended)
    ReviewMail.objects.create(user=paul, period=1, failed_at=now - timedelta(days=40), **ended)
    lines = today(admin_client, admin_user)["E-mails to staff"]
    assert lines == {
        "E-mails to wanda do not arrive (SMTPRecipientsRefused). Look at the address.": reverse(
            "wagtailusers_users:edit", args=[wanda.pk]
        )
    }
    assert today(client, paul) == "Nothing waits for you."

    ReviewMail.objects.create(user=wanda, period=2, done_at=failed.failed_at + timedelta(minutes=1), **ended)
    assert today(admin_client, admin_user) == "Nothing waits for you."


def test_it_speaks_spanish(client, wanda):
    UserProfile.objects.create(user=wanda, preferred_language="es")
    assert today(client, wanda) == "No le espera nada."


def test_it_costs_the_same_for_much_as_for_little(rosa, paul, django_assert_max_num_queries):
    paul.groups.add(*rosa.groups.all())
    for number in range(8):
        draft(f"Draft {number}", by=paul)
        Image.objects.create(title="Back", file=make.image_file(), width=1, height=1, alt_text="A back")
    with django_assert_max_num_queries(30):
        assert waiting_for(type(paul).objects.get(pk=paul.pk))


def test_what_nothing_that_is_published_can_use_is_not_counted(admin_client):
    shown = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailimages:index") in shown
    assert reverse("wagtaildocs:index") not in shown
