"""Writing and publishing an article in the admin."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from api.documents.models import Document
from cms.articles.models import ArticlePage
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(admin_client):
    return admin_client


def form(page=None, *, body=None, references=(), **changes):
    """What the browser sends for an article; with `page`, for one that exists."""
    blocks = body if body is not None else [("text", {"heading": "", "content": rich_text("<p>Walk.</p>")})]
    data = {
        "title": page.title if page else "Knee pain",
        "slug": page.slug if page else "knee-pain",
        "summary": "",
        "hero_image": "",
        "hero_caption": "",
        "body": streamfield(blocks),
        "change_kind": "",
        "change_note": "",
        "reviewer": "",
        "reviewed_on": "",
        "next_review_on": "",
        "authors": inline_formset([]),
        "references": inline_formset(references),
        "related": inline_formset([]),
        "comments": inline_formset([]),
        "disclosure": "",
        "also_known_as": "",
        "seo_title": "",
        "search_description": "",
        "social_image": "",
        **changes,
    }
    return nested_form_data(data)


def create(editor, topic, data):
    return editor.post(reverse("wagtailadmin_pages:add", args=["cms_articles", "articlepage", topic.pk]), data)


def edit(editor, page, data):
    return editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def escalation_of_form(**changes):
    return (
        "escalation",
        {
            "heading": "When to see a doctor",
            "level": "urgent",
            "lead": "See a doctor if:",
            "criteria": {"count": 1, "0": {"value": "it hurts", "deleted": "", "order": 0, "type": "item", "id": ""}},
            "timeframe": {"count": "", "unit": ""},
            "actions": {"count": 0},
            **changes,
        },
    )


def test_a_draft_may_lack_everything_but_its_title(editor):
    topic = make.topic()
    response = create(
        editor, topic, form(body=[escalation_of_form(heading="", lead="", level="")], references=[{"title": ""}])
    )
    assert response.status_code == 302
    draft = ArticlePage.objects.get(slug="knee-pain")
    assert not draft.live
    assert len(draft.body) == 1


def test_publishing_says_every_reason_at_its_field_and_once_in_sum(editor):
    make.clinic()
    response = create(editor, make.topic(), {**form(), "action-publish": "1"})
    assert response.status_code == 200
    shown = response.context["form"]
    assert {"summary", "topics", "body", "reviewer", "reviewed_on", "next_review_on"} <= set(shown.errors)
    assert "at least one reference" in str(shown.formsets["references"].non_form_errors())
    assert "It can be saved, but not published yet." in shown.non_field_errors()[0]
    assert "when to see a doctor" in shown["body"].as_widget()
    assert not ArticlePage.objects.exists()


def test_what_a_block_lacks_stands_at_the_block_beside_the_other_reasons(editor):
    make.clinic()
    body = [("benefits", {"heading": "", "intro": "", "items": {"count": 0}})]
    response = create(editor, make.topic(), {**form(body=body), "action-publish": "1"})
    (error,) = response.context["form"].errors["body"].as_data()
    assert "Something is missing in the parts that are marked." in response.context["form"].errors["body"][0]
    assert set(error.block_errors) == {0}
    assert "when to see a doctor" in str(error.non_block_errors)


@pytest.mark.parametrize("number", ["", "1", "7", "one"])
def test_what_a_block_lacks_hides_no_wrong_number_of_a_reference(editor, number):
    make.clinic()
    item = {
        "value": {"text": "It helps.", "detail": "", "reference": number},
        "deleted": "",
        "order": 0,
        "type": "item",
    }
    body = [("benefits", {"heading": "", "intro": "", "items": {"count": 1, "0": {**item, "id": ""}}})]
    response = create(editor, make.topic(), {**form(body=body), "action-publish": "1"})
    (error,) = response.context["form"].errors["body"].as_data()
    assert set(error.block_errors) == {0}
    assert ("A point names reference" in str(error.non_block_errors)) == (number in ("1", "7"))


def test_a_whole_article_is_published_and_can_be_read(editor):
    make.clinic()
    topic, reviewer = make.topic(), make.clinician()
    data = form(
        summary="What helps.",
        body=[escalation_of_form()],
        references=[{"title": "Guideline", "publisher": "", "year": "2024", "url": "", "doi": "", "accessed_on": ""}],
        reviewer=reviewer.pk,
        reviewed_on="2026-05-04",
        next_review_on="2027-05-04",
    )
    response = create(editor, topic, {**data, "topics": [topic.pk], "audience": ["adults"], "action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    assert Document.objects.get(kind="article").path == "/en/back/knee-pain/"


def test_a_new_article_is_filed_under_the_topic_that_it_is_written_in(editor):
    make.topic("Hips")
    topic = make.topic()
    response = editor.get(reverse("wagtailadmin_pages:add", args=["cms_articles", "articlepage", topic.pk]))
    shown = response.context["form"]
    assert shown["topics"].value() == [topic.pk]
    assert {str(choice.choice_label) for choice in shown["topics"].subwidgets} == {"Back", "Hips"}


def test_the_note_of_the_last_change_is_not_offered_again(editor):
    page = make.publish(make.article())
    page.change_note, page.change_kind = "Two weeks, not three.", "clinical"
    page = make.publish(page)
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.context["form"]["change_note"].value() == ""
    assert page.change_note == ""
    assert Document.objects.get(kind="article").editions.count() == 2


def test_a_note_of_a_draft_is_kept_until_it_is_published(editor):
    page = make.publish(make.article())
    page.change_note, page.change_kind = "Two weeks, not three.", "clinical"
    page.save_revision()
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.context["form"]["change_note"].value() == "Two weeks, not three."


def test_a_slug_that_another_article_has_is_refused_with_its_title(editor):
    make.article(title="Knee pain")
    response = create(editor, make.topic("Knees"), form())
    assert "Knee pain" in str(response.context["form"].errors["slug"])


def test_the_address_of_the_clinicians_is_not_for_a_topic(editor):
    home = make.home()
    data = nested_form_data(
        {
            "title": "Clinicians",
            "slug": "clinicians",
            "summary": "",
            "image": "",
            "codes": inline_formset([]),
            "comments": inline_formset([]),
            "seo_title": "",
            "search_description": "",
        }
    )
    response = editor.post(reverse("wagtailadmin_pages:add", args=["cms_articles", "topicpage", home.pk]), data)
    assert "Choose a different slug" in str(response.context["form"].errors["slug"])


def test_a_translator_says_that_the_text_is_up_to_date(editor):
    page = make.publish(make.article())
    translated = make.translation_of(page)
    assert translated.source_edition is None
    data = form(translated, up_to_date="on", summary=translated.summary)
    assert edit(editor, translated, data).status_code == 302
    assert ArticlePage.objects.get(pk=translated.pk).get_latest_revision_as_object().source_edition == 1
    original = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    assert "up_to_date" not in original.fields


def test_a_copy_for_translation_remembers_its_source_and_is_not_reviewed():
    page = make.publish(make.article())
    page.get_parent().copy_for_translation(make.locale("es"))
    copy = page.copy_for_translation(make.locale("es")).specific.get_latest_revision_as_object()
    assert copy.source_edition == 1
    assert copy.reviewer is None
    topics = [(topic.translation_key, topic.locale.language_code) for topic in copy.topics.all()]
    assert topics == [(topic.translation_key, "es") for topic in page.topics.all()]


def test_topics_of_a_translation_are_offered_in_its_language(editor):
    page = make.article()
    spanish = make.topic("Espalda", "es", translation_key=page.get_parent().translation_key)
    translated = make.translation_of(page, under=spanish, topics=list(page.topics.all()))
    shown = editor.get(reverse("wagtailadmin_pages:edit", args=[translated.pk])).context["form"]
    assert shown["topics"].value() == [spanish.pk]
