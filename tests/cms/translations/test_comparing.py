"""A translation stands beside its original, with every change marked in words, until somebody signs it off."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.articles.models import ArticlePage
from cms.translations.comparing import marked
from tests import factories
from tests.cms.publishing.library import assert_sound, document_of, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(original):
    return factories.publish(factories.translation_of(original, source_edition=1))


def change(page, **changes):
    page = ArticlePage.objects.get(pk=page.pk)
    for name, value in {"change_kind": "clinical", "change_note": "New.", **changes}.items():
        setattr(page, name, value)
    factories.publish(page)
    assert_sound()


def compare(client, page):
    found = client.get(reverse("translations:compare", args=[page.pk]))
    assert found.status_code == 200
    return BeautifulSoup(found.content, "html.parser")


def mark(client, page, edition):
    return client.post(reverse("translations:compare", args=[page.pk]), {"edition": edition}, follow=True)


def rows(page):
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in page.select("main tbody tr")
    ]


def test_words_are_marked_for_eyes_and_ears():
    text = marked("the pain lasts two weeks", "the pain lasts one week")
    soup = BeautifulSoup(text, "html.parser")
    assert [tag.get_text() for tag in soup("del")] == ["removed: two weeks"]
    assert [tag.get_text() for tag in soup("ins")] == ["added: one week"]


def test_what_editors_write_is_never_taken_for_markup():
    assert "<script>" not in marked("a", "<script>alert(1)</script>")


def test_parts_that_have_changed_are_named_and_marked(admin, original, translation):
    body = factories.body()
    body[1]["value"] |= {"level": "urgent", "criteria": ["the pain lasts for one week"]}
    change(original, body=[*body, factories.block("text", heading="Sleep", content="<p>Sleep well.</p>")])
    found = rows(compare(admin, translation))
    by_label = {row[0]: row for row in found}
    guidance = by_label["When to see a doctor changed"][1]
    assert guidance.startswith("removed: Not urgent: make an appointment added: Urgent: be seen today")
    assert "Cuándo acudir al médico" in by_label["When to see a doctor changed"][2]
    assert by_label["Text new"][1].startswith("added: Sleep")
    assert by_label["Summary"][1:] == ["What a painful back needs.", "What a painful back needs."]


def test_a_copied_block_is_found_by_its_identity(admin, original):
    body = [{**one, "id": f"00000000-0000-4000-8000-00000000000{n}"} for n, one in enumerate(factories.body())]
    page = factories.article("es", translation_key=original.translation_key, body=list(reversed(body)))
    change(original, body=body)
    found = {row[0]: row for row in rows(compare(admin, page))}
    assert "When to see a doctor" in found["When to see a doctor"][2]


def test_marking_tells_readers_that_it_follows(admin, original, translation):
    change(original, summary="Another one.")
    assert published(translation)["translation"]["behind"] is True
    edition = document_of(original).current.number
    assert "Marked: the translation says everything" in mark(admin, translation, edition).content.decode()
    assert_sound()
    assert published(translation)["translation"] == {"locale": "en", "edition": edition, "behind": False}
    history = admin.get(reverse("wagtailadmin_pages:history", args=[translation.pk])).content.decode()
    assert f"Marked as up to date with edition {edition} of the original" in history


def test_a_mark_on_a_draft_waits_for_its_publication(admin, original, translation):
    change(original, summary="Another one.")
    edition = document_of(original).current.number
    page = ArticlePage.objects.get(pk=translation.pk)
    page.summary = "Otra cosa."
    page.save_revision()
    assert "It counts when the draft is published" in mark(admin, page, edition).content.decode()
    assert published(translation)["translation"]["behind"] is True
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.change_kind, draft.change_note = "clinical", "Igual que el original."
    factories.publish(draft)
    assert published(translation)["translation"]["behind"] is False
    assert published(translation)["summary"] == "Otra cosa."


def test_publishing_later_does_not_forget_the_mark(admin, original, translation):
    change(original, summary="Another one.")
    mark(admin, translation, document_of(original).current.number)
    draft = ArticlePage.objects.get(pk=translation.pk).get_latest_revision_as_object()
    draft.change_kind, draft.change_note = "editorial", "Una coma."
    factories.publish(draft)
    assert published(translation)["translation"]["behind"] is False


def test_what_has_changed_meanwhile_is_not_signed_off_unseen(admin, original, translation):
    change(original, summary="Another one.")
    edition = document_of(original).current.number
    change(original, summary="And another one.")
    assert "has changed again meanwhile" in mark(admin, translation, edition).content.decode()
    assert published(translation)["translation"]["behind"] is True


def test_only_those_who_may_publish_answer_for_what_readers_have(translator, original, translation):
    change(original, summary="Another one.")
    assert not compare(translator, translation).find("button", string="Mark as up to date")
    mark(translator, translation, document_of(original).current.number)
    assert published(translation)["translation"]["behind"] is True


def test_the_receptionist_sees_no_drafts(receptionist, original, translation):
    assert receptionist.get(reverse("translations:compare", args=[translation.pk])).status_code == 302


def test_an_original_has_nothing_beside_it(admin, original):
    assert admin.get(reverse("translations:compare", args=[original.pk])).status_code == 404


def test_there_is_nothing_to_compare_before_the_original_is_published(admin):
    draft = factories.article()
    page = factories.translation_of(draft)
    assert "nothing to compare with" in compare(admin, page).get_text()


def test_a_half_written_translation_can_be_compared(admin, original):
    body = [
        factories.block("escalation", heading="", level="", lead="", criteria=[], actions=[]),
        {"type": "table", "value": {}},
    ]
    page = factories.article("es", translation_key=original.translation_key, body=body)
    assert rows(compare(admin, page))
