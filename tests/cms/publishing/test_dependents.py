"""What an article shows of other things is never old."""

import pytest
from django.db import transaction

from api.documents.models import Change
from cms.clinic.models import ClinicSettings
from cms.publishing import republication
from cms.publishing.queue import waiting
from tests import factories
from tests.cms.publishing.library import assert_sound, published, settle

pytestmark = pytest.mark.django_db


def test_an_article_shows_the_new_name_of_its_reviewer() -> None:
    ana = factories.publish(factories.clinician(name="Ana Ruiz"))
    article = factories.publish(factories.article(reviewer=ana))
    ana.name = "Ana Ruiz Vega"
    factories.publish(ana)
    settle()
    assert published(article)["review"]["reviewer"]["name"] == "Ana Ruiz Vega"
    assert published(article)["changes"] == []
    assert_sound()


def test_an_article_shows_the_new_alternative_text_of_a_picture() -> None:
    picture = factories.image()
    article = factories.publish(factories.article(hero_image=picture))
    picture.alt_text = "A woman running on a beach at dawn"
    picture.save()
    settle()
    assert published(article)["hero"]["alt"] == "A woman running on a beach at dawn"
    assert_sound()


def test_a_link_follows_the_article_that_it_leads_to() -> None:
    goal = factories.publish(factories.article(title="Strong hips"))
    link = f'<p>Read <a linktype="page" id="{goal.pk}">this</a>.</p>'
    article = factories.publish(
        factories.article(title="Running", body=[*factories.body(), factories.block("text", content=link)])
    )
    goal.slug, goal.title = "hips", "Hips"
    goal.change_kind, goal.change_note = "editorial", "A shorter title."
    factories.publish(goal)
    settle()
    target = _links(published(article))[0]
    assert (target["href"], target["document"]["title"]) == ("/en/back/hips/", "Hips")
    goal.refresh_from_db()
    goal.unpublish()
    settle()
    assert _links(published(article)) == []
    assert_sound()


def test_a_call_to_action_follows_the_form_that_it_leads_to() -> None:
    form = factories.publish(factories.enquiry_form())
    call = factories.call_to_action(kind="enquire", target={"form": form.pk})
    article = factories.publish(factories.article(body=factories.body("en", call)))
    form.slug, form.title = "write", "Write to us"
    factories.publish(form)
    settle()
    target = published(article)["call_to_action"]["target"]
    assert (target["href"], target["document"]["title"]) == ("/en/forms/write/", "Write to us")
    other = factories.enquiry_form(
        title="Contacto", locale=factories.locale("es"), translation_key=form.translation_key
    )
    spanish = factories.publish(factories.article("es", body=factories.body("es", call)))
    factories.publish(other)
    settle()
    assert published(spanish)["call_to_action"]["target"]["href"] == "/es/forms/contacto/"
    form.unpublish()
    settle()
    assert published(article)["call_to_action"]["label"] == "Call the clinic"
    assert_sound()


def test_every_article_shows_the_clinics_new_default_call_to_action() -> None:
    article = factories.publish(factories.article())
    clinic = ClinicSettings.load()
    clinic.phone = "+13055550199"
    clinic.save()
    settle()
    assert published(article)["call_to_action"]["target"]["phone"] == "+13055550199"
    assert published(clinic, "en")["phone"] == "+13055550199"
    assert_sound()


def test_an_article_lists_its_translation_as_long_as_it_is_public() -> None:
    english = factories.publish(factories.article())
    spanish = factories.publish(factories.translation_of(english))
    settle()
    assert [one["locale"] for one in published(english)["translations"]] == ["es"]
    assert [one["locale"] for one in published(spanish)["translations"]] == ["en"]
    spanish.unpublish()
    settle()
    assert published(english)["translations"] == []
    assert_sound()


@pytest.mark.django_db(transaction=True)
def test_a_few_dependents_follow_at_once_and_many_wait_for_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(republication, "AT_ONCE", 2)
    ana = factories.publish(factories.clinician(name="Ana Ruiz"))
    articles = [factories.publish(factories.article(title=f"Article {n}", reviewer=ana)) for n in range(5)]
    settle()
    before = Change.objects.count()
    ana.name = "Ana Vega"
    with transaction.atomic():
        factories.publish(ana)
    assert Change.objects.count() == before + 1 + 2
    assert waiting().count() == 3
    assert republication.republish_due(limit=2) == 2
    assert waiting().count() == 1
    settle()
    assert {published(article)["review"]["reviewer"]["name"] for article in articles} == {"Ana Vega"}


def test_one_dependent_that_fails_keeps_its_reason_and_holds_nothing_up() -> None:
    ana = factories.publish(factories.clinician(name="Ana Ruiz"))
    bad, good = (factories.publish(factories.article(title=title, reviewer=ana)) for title in ("Bad", "Good"))
    type(bad).objects.filter(pk=bad.pk).update(summary="")
    ana.name = "Ana Vega"
    factories.publish(ana)
    waiting().update(due_at="2000-01-01T00:00Z")
    republication.republish_due(limit=100)
    row = waiting().get()
    assert row.attempts == 1
    assert "summary" in row.error
    assert published(good)["review"]["reviewer"]["name"] == "Ana Vega"


def _links(document: dict) -> list[dict]:
    """Targets of the links in the text blocks."""
    nodes = [node for block in document["body"] if block["type"] == "text" for node in block["content"]["nodes"]]
    return [child["target"] for node in nodes for child in node["children"] if child["type"] == "link"]
