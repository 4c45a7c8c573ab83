"""An article on its way from a writer, past a clinician, to a publisher."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Task, TaskState, Workflow, WorkflowState

from api.documents.models import Document
from cms.articles.models import ArticlePage
from cms.clinic.models import Clinician
from cms.review.approving import SignOffRefusedError
from cms.review.models import ClinicalReviewTaskState, SignOff
from cms.users.models import User
from tests import factories as make

pytestmark = pytest.mark.django_db

UNREVIEWED = {"reviewer": None, "reviewed_on": None, "next_review_on": None}


def in_a_year():
    return timezone.localdate() + timedelta(days=365)


def draft(code="en", **changes):
    page = make.article(code, **{**UNREVIEWED, **changes})
    page.save_revision()
    return page


def send(page, *, by):
    page.get_workflow().start(page, by)
    return fresh(page)


def fresh(page):
    return ArticlePage.objects.get(pk=page.pk)


def act(page, user, action="approve", **answers):
    page = fresh(page)
    page.current_workflow_task.on_action(page.current_workflow_task_state, user, action, **answers)


def sign_off(page, user, **answers):
    act(page, user, **{"next_review_on": in_a_year().isoformat(), **answers})


def edit(page, **changes):
    newest = fresh(page).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(newest, name, value)
    newest.save_revision()


def status(page):
    document = Document.objects.get(public_id=page.translation_key, locale=page.locale.language_code)
    return "changed_since_review" if document.changed_since_review else "current"


def modal(page, action="approve"):
    """The address of the form for a step that an article is at."""
    state = fresh(page).current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


def test_a_fresh_installation_has_one_way_for_every_article():
    assert [workflow.name for workflow in Workflow.objects.all()] == ["Clinical review, then publication"]
    [workflow] = Workflow.objects.all()
    assert [type(task.specific).__name__ for task in workflow.tasks] == ["ClinicalReviewTask", "GroupApprovalTask"]
    assert Task.objects.count() == 2
    assert make.article().get_workflow() == workflow


def test_a_writer_sends_a_clinician_signs_off_and_a_publisher_publishes(wanda, rosa, paul):
    page = send(draft(), by=wanda)
    sign_off(page, rosa)
    [record] = SignOff.objects.all()
    rosas = Clinician.objects.get(account=rosa)
    assert (record.by, record.reviewer, record.reviewed_on) == ("rosa", rosas.translation_key, timezone.localdate())
    assert record.digest == page.clinical_digest()
    assert not fresh(page).live
    act(page, paul)
    page = fresh(page)
    assert page.live
    assert (page.reviewer, page.next_review_on) == (rosas, in_a_year())
    assert status(page) == "current"
    assert page.current_workflow_state is None


def test_a_text_that_changed_since_the_step_began_is_not_signed_off(wanda, rosa):
    page = send(draft(), by=wanda)
    edit(page, summary="Something else.")
    with pytest.raises(SignOffRefusedError, match="changed since you saw it"):
        sign_off(page, rosa)
    assert not SignOff.objects.exists()
    assert fresh(page).current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS


def test_a_reviewer_who_has_seen_the_changed_text_signs_that_off(wanda, rosa):
    page = send(draft(), by=wanda)
    edit(page, summary="Something else.")
    seen = fresh(page).get_latest_revision_as_object().clinical_digest()
    sign_off(page, rosa, digest=seen)
    assert SignOff.objects.get().digest == seen


def test_what_is_changed_between_sign_off_and_publication_is_told_to_readers(wanda, rosa, paul):
    page = send(draft(), by=wanda)
    sign_off(page, rosa)
    edit(page, summary="Not what Rosa read.")
    act(page, paul)
    assert fresh(page).live
    assert status(page) == "changed_since_review"


def test_a_draft_that_is_approved_leaves_what_readers_see_as_it_is(wanda, rosa, paul):
    page = send(draft(), by=wanda)
    sign_off(page, rosa)
    act(page, paul)
    edit(page, summary="Better.", change_kind="clinical", change_note="Said more clearly.")
    page = send(fresh(page), by=wanda)
    sign_off(page, rosa)
    make.publish(make.topic())  # whatever makes the article be presented again
    assert status(page) == "current"
    assert fresh(page).summary == "What a painful back needs."
    act(page, paul)
    assert fresh(page).summary == "Better."
    assert status(page) == "current"
    assert SignOff.objects.count() == 2


@pytest.mark.parametrize("who", ["wanda", "paul", "olga"])
def test_nobody_else_signs_off(who, wanda, paul, rosa, django_user_model):
    """Not even somebody who may do everything: no clinician, no name for readers."""
    olga = django_user_model.objects.create_superuser("olga", password="olga")
    user = {"wanda": wanda, "paul": paul, "olga": olga}[who]
    page = send(draft(), by=wanda)
    assert "approve" not in [name for name, *_rest in page.current_workflow_task.get_actions(page, user)]
    with pytest.raises(PermissionDenied):
        sign_off(page, user)
    assert not SignOff.objects.exists()


def test_the_permission_alone_signs_nothing_off_without_credentials(wanda):
    make.clinician(name="Wanda", account=wanda, credentials=" ")
    wanda.user_permissions.add(Permission.objects.get(codename="sign_off"))
    page = send(draft(), by=wanda)
    with pytest.raises(PermissionDenied):
        sign_off(page, User.objects.get(pk=wanda.pk))


@pytest.mark.parametrize("days", [0, -1, 3 * 366 + 1])
def test_the_next_review_comes_within_three_years_from_now(days, wanda, rosa):
    page = send(draft(), by=wanda)
    with pytest.raises(SignOffRefusedError, match="next review"):
        sign_off(page, rosa, next_review_on=(timezone.localdate() + timedelta(days=days)).isoformat())
    assert not SignOff.objects.exists()


def test_a_reviewer_asks_for_changes(wanda, rosa):
    page = send(draft(), by=wanda)
    act(page, rosa, "reject", comment="Say how long.")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    assert not SignOff.objects.exists()


def test_while_it_is_reviewed_only_reviewers_edit(wanda, rosa, paul):
    page = send(draft(), by=wanda)
    task = page.current_workflow_task
    assert [task.locked_for_user(page, user) for user in (wanda, paul, rosa)] == [True, True, False]


def test_a_topic_passes_the_clinician_by(wanda):
    topic = make.topic("Knees", live=False)
    topic.save_revision()
    topic.get_workflow().start(topic, wanda)
    assert ClinicalReviewTaskState.objects.get().status == TaskState.STATUS_SKIPPED
    assert topic.current_workflow_task.name == "Publication"


def test_the_form_shows_what_has_changed_since_the_last_sign_off(client, wanda, rosa):
    page = make.publish(make.article())
    edit(page, summary="Swim twice a week.")
    page = send(page, by=wanda)
    client.force_login(rosa)
    form = client.get(modal(page)).json()["html"]
    assert "What has changed since it was signed off" in form
    assert '<span class="deletion">What' in form
    assert "Swim twice a week." in form
    assert fresh(page).get_latest_revision_as_object().clinical_digest() in form


def test_the_form_says_so_when_nobody_has_signed_it_off_before(client, wanda, rosa):
    page = send(draft(), by=wanda)
    client.force_login(rosa)
    assert "Nobody has signed this text off before." in client.get(modal(page)).json()["html"]


def test_signing_off_in_the_admin(client, wanda, rosa):
    page = send(draft(), by=wanda)
    client.force_login(rosa)
    answers = {"next_review_on": in_a_year().isoformat(), "digest": page.clinical_digest(), "comment": "Good."}
    client.post(modal(page), answers)
    assert SignOff.objects.get().by == "rosa"
    assert fresh(page).current_workflow_task.name == "Publication"


def test_a_form_that_is_out_of_date_signs_nothing_off_and_says_why(client, wanda, rosa):
    page = send(draft(), by=wanda)
    client.force_login(rosa)
    address = modal(page)
    answers = {"next_review_on": in_a_year().isoformat(), "digest": page.clinical_digest()}
    edit(page, summary="Meanwhile.")
    response = client.post(address, answers, follow=True)
    assert "The text has changed since you saw it." in response.content.decode()
    assert not SignOff.objects.exists()


def test_a_writer_does_not_reach_the_form(client, wanda, rosa):
    page = send(draft(), by=wanda)
    client.force_login(wanda)
    assert client.get(modal(page)).status_code in (302, 403)


def test_a_reviewer_finds_what_waits_on_the_dashboard(client, wanda, rosa):
    send(draft(title="Sore knees"), by=wanda)
    client.force_login(rosa)
    assert "Sore knees" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_clinician_is_named_as_in_the_language_of_the_article(wanda, rosa):
    english = Clinician.objects.get(account=rosa)
    spanish = make.clinician(
        name="Rosa Vidal", locale=make.locale("es"), account=rosa, translation_key=english.translation_key
    )
    page = send(draft(code="es"), by=wanda)
    sign_off(page, rosa)
    assert fresh(page).get_latest_revision_as_object().reviewer == spanish


def test_an_account_belongs_to_one_clinician(client, rosa, admin_client):
    other = make.clinician(name="Bruno Sanz")
    address = reverse("wagtailsnippets_cms_clinic_clinician:edit", args=[other.pk])
    fields = {"name": other.name, "credentials": "MD", "slug": other.slug, "account": rosa.pk, "languages": "[]"}
    assert "This account belongs to another clinician." in admin_client.post(address, fields).content.decode()
