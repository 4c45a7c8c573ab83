"""Where the clinic wants it, a translation is kept back while its original warns of something else."""

import pytest

from api.documents.models import Change
from cms.articles.models import ArticlePage
from cms.headless import PublicationRefusedError
from tests import factories
from tests.cms.publishing.library import assert_sound, document_of, last_change, published, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def original():
    return factories.publish(factories.article())


@pytest.fixture
def translation(original):
    page = factories.publish(factories.translation_of(original, source_edition=1))
    settle()
    return page


@pytest.fixture
def hiding(original):
    clinic = factories.clinic()
    clinic.hide_outdated_translations = True
    clinic.save()
    return clinic


def change(page, **changes):
    page = ArticlePage.objects.get(pk=page.pk)
    for name, value in {"change_kind": "clinical", "change_note": "New advice.", **changes}.items():
        setattr(page, name, value)
    factories.publish(page)
    settle()


def with_escalation(**changes):
    body = factories.body()
    body[1]["value"] |= changes
    return body


def mark(page, edition):
    page = ArticlePage.objects.get(pk=page.pk)
    page.source_edition = edition
    page.save()
    settle()


@pytest.mark.parametrize(
    "changed",
    [
        {"criteria": ["the pain lasts for one week"]},
        {"level": "urgent"},
        {"timeframe": {"count": 1, "unit": "weeks"}},
        {"lead": "See a doctor today if:"},
        {"actions": [factories.action(phone="911")]},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_translation_is_withdrawn_when_its_original_changes_when_to_see_a_doctor(
    original, translation, hiding, changed
):
    change(original, body=with_escalation(**changed))
    assert published(translation) is None
    assert last_change(translation).reason == Change.Reason.SOURCE_CHANGED
    assert_sound()


def test_readers_are_told_why_it_is_gone(original, translation, hiding, client):
    change(original, body=with_escalation(level="urgent"))
    answer = client.get(f"/api/v1/articles/{translation.slug}/", {"locale": "es"})
    assert answer.status_code == 410
    assert answer.json()["reason"]["code"] == "source_changed"
    assert "El original" in answer.json()["reason"]["detail"]


def test_it_comes_back_by_itself_when_somebody_says_that_it_follows(original, translation, hiding):
    change(original, body=with_escalation(level="urgent"))
    mark(translation, document_of(original).current.number)
    assert published(translation)["translation"]["behind"] is False
    assert [one["locale"] for one in published(original)["translations"]] == ["es"]
    assert_sound()


def test_nothing_leads_to_it_meanwhile(original, translation, hiding):
    other = factories.publish(factories.article("es", title="Nadar", body=factories.body("es", link_to(translation))))
    settle()
    assert published(other)["call_to_action"]["target"]["document"]["locale"] == "es"
    change(original, body=with_escalation(level="urgent"))
    assert published(original)["translations"] == []
    assert "document" not in published(other)["call_to_action"]["target"]
    assert_sound()


def link_to(page):
    return factories.call_to_action(kind="read", target={"page": page.pk})


def test_any_other_change_of_the_original_only_makes_it_behind(original, translation, hiding):
    change(original, summary="What a sore back needs.")
    assert published(translation)["translation"] == {"locale": "en", "edition": 1, "behind": True}
    assert_sound()


def test_it_stays_where_the_clinic_does_not_hide(original, translation):
    change(original, body=with_escalation(level="urgent"))
    assert published(translation)["translation"]["behind"] is True
    assert_sound()


def test_the_choice_works_for_what_is_published_already(original, translation):
    change(original, body=with_escalation(level="urgent"))
    clinic = factories.clinic()
    clinic.hide_outdated_translations = True
    clinic.save()
    settle()
    assert published(translation) is None
    clinic.hide_outdated_translations = False
    clinic.save()
    settle()
    assert published(translation)
    assert_sound()


def test_it_cannot_be_published_before_it_follows(original, translation, hiding):
    change(original, body=with_escalation(level="urgent"))
    with pytest.raises(PublicationRefusedError, match="when to see a doctor"):
        change(translation, summary="Otra cosa.")
    assert published(translation) is None


def test_taking_the_original_down_does_not_bring_it_back(original, translation, hiding):
    change(original, body=with_escalation(level="urgent"))
    ArticlePage.objects.get(pk=original.pk).unpublish()
    settle()
    assert published(translation) is None
    assert_sound()


def test_one_that_nobody_has_compared_counts_from_the_first_edition(original, hiding):
    page = factories.publish(factories.translation_of(original))
    assert published(page)
    change(original, body=with_escalation(level="urgent"))
    assert published(page) is None
