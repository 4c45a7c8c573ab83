"""An article that may harm is taken back in the admin, with words for its readers."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import PageLogEntry, Revision

from api.documents.models import Change, Document, SafetyNotice
from cms.articles.models import ArticlePage
from cms.publishing.safety import WITHDRAWN
from cms.users import roles
from cms.users.models import User
from tests import factories as make
from tests.cms.publishing.library import assert_sound, document_of, settle

pytestmark = pytest.mark.django_db
WORDS = {"message_en": "Do not do these exercises.", "message_es": "No haga estos ejercicios."}


@pytest.fixture
def petra(client):
    """A publisher, signed in."""
    return signed_in(client, roles.PUBLISHER)


@pytest.fixture
def article(db):
    return make.publish(make.article())


@pytest.fixture
def spanish(article):
    return make.publish(make.translation_of(article))


def signed_in(client, role):
    user = User.objects.create_user(role.lower(), password=role)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


def address(article):
    return reverse("published:withdraw", args=[article.pk])


def given(*languages, **changes):
    return {"languages": languages or ("en",), "reason": "The dose was wrong.", **WORDS, **changes}


def withdraw(client, article, *languages, **changes):
    response = client.post(address(article), given(*languages, step="withdraw", **changes))
    assert response.status_code == 302, response.content.decode()
    assert response.url == reverse("published:history", args=[article.pk])
    return response


def test_the_confirmation_shows_what_readers_will_get_and_nothing_has_happened(petra, article, spanish):
    instead = make.publish(make.article(title="Strong hips"))
    page = petra.post(address(article), given("en", replacement=instead.pk)).content.decode()
    assert "Nothing has been withdrawn yet" in page
    assert "Do not do these exercises." in page
    assert "Strong hips" in page
    assert "Still public afterwards: Spanish." in page
    assert ArticlePage.objects.get(pk=article.pk).live
    assert not SafetyNotice.objects.exists()


def test_readers_are_told_and_led_elsewhere_and_copies_are_called_back(petra, client, article):
    instead = make.publish(make.article(title="Strong hips"))
    after = client.get("/api/v1/changes/").json()["after"]
    withdraw(petra, article, replacement=instead.pk)

    gone = client.get(f"/api/v1/articles/{article.slug}/")
    assert gone.status_code == 410
    assert gone.json()["reason"] == {"code": "safety", "detail": "Do not do these exercises."}
    assert gone.json()["replacement"]["path"] == "/en/back/strong-hips/"
    (notice,) = client.get("/api/v1/safety-notices/").json()["results"]
    assert notice["reason"] == "The dose was wrong."
    assert notice["messages"] == {"en": WORDS["message_en"], "es": WORDS["message_es"]}
    tombstones = [
        entry for entry in client.get("/api/v1/changes/", {"after": after}).json()["results"] if entry["reason"]
    ]
    assert [(entry["action"], entry["reason"], entry["path"]) for entry in tombstones] == [
        ("withdraw", "safety", "/en/back/running-with-back-pain/")
    ]
    assert not ArticlePage.objects.get(pk=article.pk).live
    assert_sound()


def test_the_languages_that_were_chosen_go_and_the_others_stay(petra, article, spanish):
    withdraw(petra, article, "es")
    assert ArticlePage.objects.get(pk=article.pk).live
    assert not ArticlePage.objects.get(pk=spanish.pk).live
    assert document_of(spanish).changes.latest("serial").reason == Change.Reason.SAFETY
    assert [entry.page_id for entry in PageLogEntry.objects.filter(action=WITHDRAWN)] == [spanish.pk]
    assert_sound()


def test_one_change_in_the_log_for_each_language_and_the_name_of_who_did_it(petra, article, spanish):
    before = Change.objects.count()
    withdraw(petra, article, "en", "es")
    settle()
    taken = Change.objects.filter(serial__gt=before, action="withdraw")
    assert {(change.document.locale, change.reason, change.by) for change in taken} == {
        ("en", "safety", "publisher"),
        ("es", "safety", "publisher"),
    }
    assert taken.count() == 2


def test_an_alias_says_the_same_so_it_goes_with_a_notice_of_its_own(petra, article):
    other = make.topic("Hips")
    alias = CreatePageAliasAction(article, parent=other, update_slug="same-again").execute(skip_permission_checks=True)
    settle()
    withdraw(petra, article)
    assert not ArticlePage.objects.get(pk=alias.pk).live
    assert document_of(alias).changes.latest("serial").reason == Change.Reason.SAFETY
    assert SafetyNotice.objects.count() == 2
    assert_sound()


def test_what_shows_the_article_follows(petra, article):
    call = make.call_to_action(kind="read", target={"page": article.pk})
    other = make.publish(make.article(title="Running", body=make.body("en", call)))
    withdraw(petra, article)
    settle()
    assert "running-with-back-pain" not in bytes(document_of(other).current.body).decode()


def test_what_was_scheduled_is_called_off(petra, article):
    article.go_live_at = timezone.now() + timedelta(days=1)
    article.change_kind, article.change_note = "editorial", "Better words."
    article.save_revision().publish()
    assert Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    withdraw(petra, article)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_what_has_been_unpublished_can_still_be_warned_of_but_only_once(petra, article):
    article.unpublish()
    assert "Withdraw for safety" in petra.get(address(article)).content.decode()
    withdraw(petra, article)
    assert SafetyNotice.objects.get().last_edition == 1
    again = petra.get(address(article), follow=True).content.decode()
    assert "it has been withdrawn for safety already" in again


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"message_es": " "}, "This field is required."),
        ({"reason": ""}, "This field is required."),
        ({"languages": ["fr"]}, "Select a valid choice."),
    ],
)
def test_without_words_for_every_reader_nothing_happens(petra, article, changes, said):
    page = petra.post(address(article), given(step="withdraw") | changes).content.decode()
    assert "Nothing has been withdrawn yet" in page
    assert said in page
    assert Document.objects.get(kind="article").current


def test_it_can_not_be_replaced_by_itself(petra, article, spanish):
    page = petra.post(address(article), given(step="withdraw", replacement=spanish.pk)).content.decode()
    assert "That is the article that you withdraw." in page
    assert not SafetyNotice.objects.exists()


def test_the_usual_words_are_there_to_begin_with_in_every_language(petra, article):
    page = petra.get(address(article)).content.decode()
    assert "We have withdrawn this article for your safety." in page
    assert "Hemos retirado este artículo por su seguridad." in page


@pytest.mark.parametrize("role", [roles.WRITER, roles.REVIEWER, roles.RECEPTIONIST])
def test_only_who_may_publish_may_withdraw(client, article, role):
    nobody = signed_in(client, role)
    assert nobody.get(address(article)).status_code == 302
    assert nobody.post(address(article), given(step="withdraw")).status_code == 302
    assert ArticlePage.objects.get(pk=article.pk).live
    assert address(article) not in nobody.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()


def test_the_button_stands_where_the_article_is_edited_and_listed(petra, article):
    edit = petra.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    listing = petra.get(reverse("wagtailadmin_explore", args=[article.get_parent().pk])).content.decode()
    assert address(article) in edit
    assert address(article) in listing
    draft = make.article(title="A draft")
    assert address(draft) not in petra.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()


def test_the_history_of_the_page_says_so(petra, article):
    withdraw(petra, article)
    page = petra.get(reverse("wagtailadmin_pages:history", args=[article.pk])).content.decode()
    assert "Withdrawn for safety: The dose was wrong." in page
