"""Each route by which content changes ends in the library."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import PageViewRestriction

from api.documents.models import Change, Document
from cms.articles.models import ArticlePage
from cms.headless import PublicationRefusedError
from tests import factories
from tests.cms.publishing.library import assert_sound, document_of, last_change, published, settle

pytestmark = pytest.mark.django_db


def changed(article: ArticlePage, **changes: object) -> ArticlePage:
    """The article with other words, and the note that says so."""
    for name, value in {"change_kind": "editorial", "change_note": "Better words.", **changes}.items():
        setattr(article, name, value)
    return factories.publish(article)


def test_what_an_editor_publishes_is_what_readers_get() -> None:
    article = factories.publish(factories.article(title="Running with back pain"))
    document = published(article)
    assert document["title"] == "Running with back pain"
    assert document["path"] == "/en/back/running-with-back-pain/"
    assert document["edition"] == 1
    assert document["escalation"]["timeframe"] == {"count": 2, "unit": "weeks"}
    assert_sound()


def test_a_draft_is_not_published() -> None:
    article = factories.publish(factories.article(title="Running"))
    article.title = "A draft of another title"
    article.save_revision()
    settle()
    assert published(article)["title"] == "Running"
    assert_sound()


def test_publishing_the_same_again_makes_no_edition() -> None:
    article = factories.publish(factories.article())
    settle()
    serial = Change.objects.latest("serial").serial
    article.save()
    settle()
    assert Change.objects.latest("serial").serial == serial


def test_a_second_publication_tells_readers_what_has_changed() -> None:
    article = factories.publish(factories.article())
    article = changed(article, title="Walking", change_kind="clinical", change_note="Walking first.")
    document = published(article)
    assert [(one["kind"], one["note"]) for one in document["changes"]] == [("clinical", "Walking first.")]
    assert document["clinically_changed_at"] == document["published_at"]
    assert document["edition"] == 2
    assert article.change_note == ""


def test_a_second_publication_without_a_note_is_refused_and_changes_nothing() -> None:
    article = factories.publish(factories.article(title="Running"))
    article.title = "Walking"
    with pytest.raises(PublicationRefusedError) as refused:
        article.save_revision().publish()
    assert {reason.field for reason in refused.value.reasons} == {"change_note", "change_kind"}
    assert published(article)["title"] == "Running"


def test_an_incomplete_article_is_refused_with_every_reason_at_once() -> None:
    article = factories.article(summary="", reviewer=None, references=0, body=[])
    with pytest.raises(PublicationRefusedError) as refused:
        article.save_revision().publish()
    fields = {reason.field for reason in refused.value.reasons}
    assert {"summary", "reviewer", "references", "body"} <= fields
    assert not Document.objects.filter(kind="article").exists()


def test_unpublishing_withdraws() -> None:
    article = factories.publish(factories.article())
    article.unpublish()
    assert published(article) is None
    assert last_change(article).reason == "unpublished"
    assert_sound()


def test_publishing_again_after_a_withdrawal_goes_on_counting() -> None:
    article = factories.publish(factories.article())
    article.unpublish()
    article.refresh_from_db()
    article = changed(article)
    assert published(article)["edition"] == 2
    assert_sound()


def test_deleting_withdraws_and_says_so() -> None:
    article = factories.publish(factories.article())
    document = document_of(article)
    article.delete()
    change = document.changes.latest("serial")
    assert (change.action, change.reason) == ("withdraw", "deleted")
    assert_sound()


def test_deleting_a_topic_withdraws_the_articles_below() -> None:
    topic = factories.topic("Knees")
    article = factories.publish(factories.article(under=topic))
    topic.delete()
    settle()
    assert published(article) is None
    assert_sound()


def test_moving_an_article_moves_its_document() -> None:
    article = factories.publish(factories.article(under=factories.topic("Back")))
    article.move(factories.topic("Running"), pos="last-child")
    settle()
    assert published(article)["path"] == "/en/running/running-with-back-pain/"
    assert last_change(article).action == "move"
    assert document_of(article).former_paths.get().path == "/en/back/running-with-back-pain/"
    assert_sound()


def test_renaming_a_topic_moves_the_articles_below() -> None:
    topic = factories.topic("Back")
    article = factories.publish(factories.article(under=topic))
    topic.slug = "spine"
    factories.publish(topic)
    settle()
    assert published(article)["path"] == "/en/spine/running-with-back-pain/"
    assert published(article)["topics"][0]["path"] == "/en/spine/"
    assert_sound()


def test_a_page_made_private_is_withdrawn_and_comes_back_when_it_is_public_again() -> None:
    topic = factories.topic("Back")
    article = factories.publish(factories.article(under=topic))
    restriction = PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    settle()
    assert published(article) is None
    restriction.delete()
    settle()
    assert published(article) is not None
    assert_sound()


def test_an_alias_of_a_live_topic_is_published_with_it() -> None:
    topic = factories.topic("Back")
    alias = CreatePageAliasAction(topic, parent=factories.home(), update_slug="spine").execute(
        skip_permission_checks=True
    )
    settle()
    assert published(alias)["path"] == "/en/spine/"
    topic.title = "Backs"
    factories.publish(topic)
    settle()
    assert published(alias)["title"] == "Backs"
    topic.unpublish()
    settle()
    assert published(alias) is None
    assert_sound()


def test_a_live_copy_must_pass_the_gate_like_any_article() -> None:
    article = factories.publish(factories.article())
    copy = CopyPageAction(
        article, to=article.get_parent(), update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True
    ).execute(skip_permission_checks=True)
    settle()
    assert published(copy)["slug"] == "copy"
    assert_sound()


def test_reverting_to_an_old_revision_publishes_its_words() -> None:
    article = factories.publish(factories.article(title="Running"))
    first = article.live_revision
    article = changed(article, title="Walking")
    old = first.as_object()
    old.change_kind, old.change_note = "editorial", "Back to the older title."
    old.save_revision(previous_revision=first).publish(previous_revision=first)
    assert published(article)["title"] == "Running"
    assert published(article)["edition"] == 3


def test_one_address_belongs_to_one_article() -> None:
    factories.publish(factories.article(title="Running", under=factories.topic("Back")))
    other = factories.article(title="Running", under=factories.topic("Knees"))
    with pytest.raises(ValidationError, match="slug already"):
        other.save_revision().publish()
    assert_sound()


def test_a_refused_publication_in_the_admin_is_rolled_back_and_explained(client: Client) -> None:
    from cms.users.models import User

    client.force_login(User.objects.create_superuser("ada", "ada@clinic.example", "correct horse battery"))
    article = factories.article(summary="")
    answer = client.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={article.pk}",
        {"id": article.pk, "include_descendants": ""},
        follow=True,
    )
    article.refresh_from_db()
    assert not article.live
    assert "summary" in answer.content.decode().lower()
    assert not Document.objects.filter(kind="article").exists()
