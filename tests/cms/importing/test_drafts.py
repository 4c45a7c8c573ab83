"""What stands in the tree after an import."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from api.documents.models import Document
from cms.articles import gate
from cms.articles.blocks import BODY
from cms.articles.models import ArticlePage, ArticleReference, TopicPage
from cms.importing.models import ImportOutcome
from cms.importing.recognition import limits
from tests import factories
from tests.cms.importing.conftest import draft
from tests.cms.importing.corpus import CORPUS
from tests.cms.importing.files import FORMATS, as_docx, as_html, as_text, post, wxr
from tests.cms.importing.running import ENGLISH, SPANISH

pytestmark = pytest.mark.django_db
Result = ImportOutcome.Result


@pytest.fixture(autouse=True)
def homes():
    factories.home("en")
    factories.home("es")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_of_each_format_becomes_a_draft_that_nobody_sees(bring_in, suffix):
    [outcome] = bring_in(f"running.{suffix}", FORMATS[suffix](ENGLISH))
    page = draft(outcome)
    assert outcome.result == Result.CREATED
    assert not page.live
    assert page.slug in ("running-with-back-pain-can-i-keep-going", "post-1")
    assert [child.block_type for child in page.body] == [
        "text", "benefits", "text", "alternatives", "escalation", "text", "call_to_action",
    ]  # fmt: skip
    assert not Document.objects.exists()


@pytest.mark.parametrize("suffix", FORMATS)
def test_its_blocks_are_complete_as_the_gate_sees_them(bring_in, suffix):
    [outcome] = bring_in(f"running.{suffix}", FORMATS[suffix](ENGLISH))
    assert gate.incomplete_blocks(draft(outcome)) == []


@pytest.mark.parametrize("odd", CORPUS, ids=lambda odd: odd.name)
def test_every_odd_file_becomes_a_draft(bring_in, odd):
    [outcome] = bring_in(odd.name, odd.data)
    assert outcome.result == Result.CREATED


@pytest.mark.parametrize("name", ["merged.html", "gutenberg.xml", "front.md", "bullets.txt", "lists.docx"])
def test_a_draft_of_an_odd_file_opens_in_the_editor(bring_in, name, admin_client):
    odd = next(odd for odd in CORPUS if odd.name == name)
    [outcome] = bring_in(odd.name, odd.data)
    assert admin_client.get(f"/admin/pages/{outcome.page_id}/edit/").status_code == 200


def test_once_an_editor_has_added_what_is_missing_it_can_be_published(bring_in):
    topic = factories.topic()
    factories.clinic()
    [outcome] = bring_in("running.docx", as_docx(ENGLISH), topic=topic)
    page = draft(outcome)
    page.summary = "What running does to a sore back."
    page.reviewer = factories.clinician()
    page.reviewed_on = timezone.localdate()
    page.next_review_on = timezone.localdate() + timedelta(days=365)
    page.references = [ArticleReference(title="A guideline", year=2024)]
    factories.publish(page)
    document = Document.objects.get(kind="article")
    content = json.loads(document.current.body)
    assert content["escalation"]["timeframe"] == {"count": 2, "unit": "weeks"}
    assert content["call_to_action"]["target"]["phone"] == "+13055550142"
    assert content["alternatives"]["items"][0]["name"] == "Brisk walking"


def test_drafts_of_a_topic_stand_below_it_and_belong_to_it(bring_in):
    topic = factories.topic()
    page = draft(bring_in("a.txt", as_text(ENGLISH), topic=topic)[0])
    assert page.get_parent().pk == topic.pk
    assert list(page.topics.all()) == [topic]


def test_a_draft_in_another_language_stands_below_the_topics_translation(bring_in):
    topic = factories.topic()
    espalda = factories.topic("Espalda", "es", translation_key=topic.translation_key)
    page = draft(bring_in("a.txt", as_text(SPANISH), topic=topic)[0])
    assert page.locale.language_code == "es"
    assert page.get_parent().pk == espalda.pk


def test_without_a_topic_drafts_wait_below_one_that_is_a_draft_itself(bring_in):
    pages = [draft(bring_in(f"{n}.txt", as_text([("title", f"Title {n}"), *SPANISH[1:]]))[0]) for n in range(2)]
    [held] = TopicPage.objects.filter(locale__language_code="es")
    assert {page.get_parent().pk for page in pages} == {held.pk}
    assert not held.live
    assert list(pages[0].topics.all()) == []


def test_the_language_that_was_chosen_is_taken_over_what_the_text_says(bring_in):
    page = draft(bring_in("a.html", as_html(ENGLISH), language="es")[0])
    assert page.locale.language_code == "es"


def test_a_text_too_short_to_tell_is_taken_for_the_language_of_its_topic(bring_in):
    page = draft(bring_in("a.txt", b"Rodillas\n\nHola.", topic=factories.topic("Espalda", "es"))[0])
    assert page.locale.language_code == "es"


def test_a_language_that_the_site_has_not_is_told(bring_in):
    [outcome] = bring_in("a.html", b"<html lang=fr><h1>Genoux</h1><p>Bonjour.</p></html>")
    assert draft(outcome).locale.language_code == "en"
    assert "locale_missing" in [note["code"] for note in outcome.notes]


def test_a_language_without_a_home_page_is_told(bring_in):
    Page.objects.get(slug="es", depth=2).delete()
    [outcome] = bring_in("a.txt", as_text(SPANISH))
    assert outcome.result == Result.FAILED
    assert [note["code"] for note in outcome.notes] == ["no_home_page"]


def test_articles_of_the_same_name_get_slugs_of_their_own(bring_in):
    outcomes = bring_in("a.xml", wxr([post("Knees", "One.", number=n, post_name="knees") for n in (1, 2, 3)]))
    assert [draft(outcome).slug for outcome in outcomes] == ["knees", "knees-2", "knees-3"]


def test_a_title_without_latin_letters_gets_a_slug_all_the_same(bring_in):
    assert draft(bring_in("a.html", "<h1>膝の痛み</h1><p>x</p>".encode())[0]).slug == "article"


def test_what_went_wrong_with_one_article_keeps_no_other_out(bring_in, monkeypatch):
    from cms.importing import drafts

    recognise = drafts.recognise

    def stumble(article, **options):
        if article.title == "Bad":
            raise RuntimeError("a mistake in the importer")
        return recognise(article, **options)

    monkeypatch.setattr(drafts, "recognise", stumble)
    outcomes = bring_in("a.xml", wxr([post(title, "x", number=n) for n, title in enumerate(["Good", "Bad", "Fine"])]))
    assert [outcome.result for outcome in outcomes] == [Result.CREATED, Result.FAILED, Result.CREATED]
    assert ArticlePage.objects.count() == 2


def test_what_recognition_takes_for_the_size_of_a_field_is_its_size():
    fields = dict(BODY)
    points, alternatives = fields["benefits"].child_blocks, fields["alternatives"].child_blocks
    escalation, call = fields["escalation"].child_blocks, fields["call_to_action"].child_blocks
    alternative = alternatives["items"].child_block.child_blocks
    sizes = {
        limits.HEADING: [points["heading"], alternatives["heading"], escalation["heading"], call["heading"]],
        limits.PARAGRAPH: [points["intro"], alternatives["closing"], alternative["description"], call["text"]],
        limits.POINT: [points["items"].child_block.child_blocks["text"]],
        limits.NAME: [alternative["name"], fields["steps"].child_blocks["items"].child_block.child_blocks["title"]],
        limits.LEAD: [escalation["lead"]],
        limits.CRITERION: [escalation["criteria"].child_block],
        limits.LABEL: [call["label"], escalation["actions"].child_block.child_blocks["label"]],
        limits.QUESTION: [fields["questions"].child_blocks["items"].child_block.child_blocks["question"]],
        limits.CAPTION: [fields["image"].child_blocks["caption"]],
    }
    for size, blocks in sizes.items():
        assert {block.field.max_length for block in blocks} == {size}
