"""What publishing, moving and withdrawing leave behind."""

from datetime import timedelta

import orjson
import pytest
from pydantic import ValidationError

from api.documents import store
from api.documents.models import Change, Document, Edition, FormerPath
from api.documents.store import AddressTakenError, InvalidDocumentError, Note
from tests.api.documents.publishing import NOON, identity_of, publish, withdraw
from tests.builders import article, clinic, clinician, review, topic

pytestmark = pytest.mark.django_db


def body_of(content: object) -> dict:
    return orjson.loads(Document.objects.get(path=content.path).current.body)


@pytest.mark.parametrize(
    "content", [article(), topic(), clinician(), clinic()], ids=["article", "topic", "clinician", "clinic"]
)
def test_what_was_presented_is_what_the_edition_says(content):
    publish(content)
    presented = orjson.loads(content.model_dump_json())
    assert presented.items() <= body_of(content).items()


def test_the_first_publication_is_edition_one_at_its_moment():
    content = article()
    change = publish(content)
    assert change.edition.number == 1
    body = body_of(content)
    assert (body["edition"], body["changes"]) == (1, [])
    assert {body["published_at"], body["first_published_at"], body["clinically_changed_at"]} == {"2026-11-02T12:00:00Z"}


def test_publishing_the_same_again_changes_nothing():
    content = article()
    first = publish(content)
    assert publish(content, at=NOON + timedelta(days=1)) is None
    assert list(Change.objects.all()) == [first]
    assert Edition.objects.count() == 1


def test_publishing_the_same_with_a_note_is_a_new_edition():
    content = article()
    publish(content)
    change = publish(content, note=Note("editorial", "Checked, nothing to change."), at=NOON + timedelta(days=1))
    assert change.edition.number == 2


def test_editions_are_numbered_on_across_a_withdrawal():
    content = article()
    publish(content)
    withdraw(content)
    change = publish(content)
    assert change.edition.number == 2
    assert Document.objects.get().current == change.edition


def test_publishing_again_keeps_when_it_was_first_published():
    content = article()
    publish(content)
    publish(content.model_copy(update={"title": "Backs"}), at=NOON + timedelta(days=9))
    body = body_of(content)
    assert (body["first_published_at"], body["published_at"]) == ("2026-11-02T12:00:00Z", "2026-11-11T12:00:00Z")


def test_readers_are_told_what_each_edition_changed_newest_first():
    content = article()
    publish(content)
    publish(content, note=Note("clinical", "Two weeks instead of four."), at=NOON + timedelta(days=1))
    publish(content, note=Note("editorial", "A comma."), at=NOON + timedelta(days=2))
    body = body_of(content)
    assert [(change["kind"], change["note"]) for change in body["changes"]] == [
        ("editorial", "A comma."),
        ("clinical", "Two weeks instead of four."),
    ]


@pytest.mark.parametrize(
    ("kind", "day"), [("editorial", "2026-11-02"), ("clinical", "2026-11-03"), ("safety", "2026-11-03")]
)
def test_only_a_clinical_or_safety_note_says_that_the_clinical_content_changed(kind, day):
    content = article()
    publish(content)
    publish(content, note=Note(kind, "Said so."), at=NOON + timedelta(days=1))
    assert body_of(content)["clinically_changed_at"][:10] == day


def test_a_withdrawn_document_is_in_no_list_and_has_no_current_edition():
    content = article()
    publish(content)
    change = withdraw(content, reason=Change.Reason.SAFETY)
    document = Document.objects.get()
    assert document.current is None
    assert not document.facets.exists()
    assert (change.action, change.reason, change.edition, change.path) == ("withdraw", "safety", None, content.path)


def test_withdrawing_what_is_not_published_changes_nothing():
    content = article()
    assert withdraw(content) is None
    publish(content)
    withdraw(content)
    assert withdraw(content) is None
    assert Change.objects.count() == 2


def test_a_withdrawal_names_its_replacement():
    old, new = article(), article(slug="backs-that-hurt")
    publish(old)
    publish(new)
    change = withdraw(old, replacement=identity_of(new))
    assert change.replacement.path == new.path


@pytest.mark.parametrize(
    "rival",
    [{"path": "/en/back/back-pain/", "slug": "another"}, {"path": "/en/other/back-pain/", "slug": "back-pain"}],
    ids=["the same path", "the same slug"],
)
def test_an_address_that_another_document_has_is_refused_and_names_it(rival):
    publish(article())
    with pytest.raises(AddressTakenError, match=r"/en/back/back-pain/ \(Back pain\)") as refusal:
        publish(article(**rival))
    assert refusal.value.holder == Document.objects.get()
    assert Change.objects.count() == 1


def test_an_address_is_free_again_once_its_document_is_withdrawn():
    first = article()
    publish(first)
    withdraw(first)
    assert publish(article()).document.current is not None


def test_the_same_slug_serves_another_language_and_another_kind():
    for content in (article(), article(locale="es"), topic(slug="back-pain", path="/en/back-pain/")):
        assert publish(content) is not None


def test_a_former_path_leads_to_where_the_document_is_now():
    content = article()
    publish(content)
    moved = content.model_copy(update={"slug": "backache", "path": "/en/back/backache/"})
    change = store.move(moved, source="cms_articles.articlepage:1", by="Eva", at=NOON)
    assert (change.action, change.path) == ("move", "/en/back/backache/")
    former = FormerPath.objects.get()
    assert (former.path, former.slug, former.document.path) == (
        "/en/back/back-pain/",
        "back-pain",
        "/en/back/backache/",
    )


def test_moving_back_leaves_no_path_that_leads_in_a_circle():
    content = article()
    publish(content)
    moved = content.model_copy(update={"slug": "backache", "path": "/en/back/backache/"})
    for step in (moved, content):
        store.move(step, source="cms_articles.articlepage:1", by="Eva", at=NOON)
    assert list(FormerPath.objects.values_list("path", flat=True)) == ["/en/back/backache/"]


def test_a_new_document_takes_over_the_former_path_of_another():
    content = article()
    publish(content)
    store.move(
        content.model_copy(update={"slug": "backache", "path": "/en/back/backache/"}),
        source="cms_articles.articlepage:1",
        by="Eva",
        at=NOON,
    )
    publish(article())
    assert not FormerPath.objects.exists()


def test_a_list_finds_a_document_by_its_audience_and_topic():
    content = article(audience=["adults", "carers"])
    publish(content)
    facets = set(Document.objects.get().facets.values_list("name", "value"))
    topic_id = str(content.topics[0].id)
    assert facets == {("audience", "adults"), ("audience", "carers"), ("topic", "back"), ("topic", topic_id)}


def test_the_facets_of_an_earlier_edition_are_forgotten():
    content = article()
    publish(content)
    publish(content.model_copy(update={"audience": ["children"]}))
    assert set(Document.objects.get().facets.filter(name="audience").values_list("value", flat=True)) == {"children"}


def test_an_invalid_document_is_refused_with_a_pointer_to_every_fault():
    content = article()
    review_too_late = content.review.model_copy(update={"next_review_on": content.review.reviewed_on})
    broken = content.model_copy(update={"summary": "", "review": review_too_late, "path": "back"})
    with pytest.raises(InvalidDocumentError) as refusal:
        publish(broken)
    assert {pointer for pointer, _message in refusal.value.errors} == {"/summary", "/review", "/path"}
    assert not Document.objects.exists()
    assert not Change.objects.exists()


def test_a_field_that_the_schema_does_not_know_is_refused():
    with pytest.raises(ValidationError, match="price"):
        article(price=12)


def test_an_article_whose_reviewer_is_missing_is_refused():
    with pytest.raises(ValidationError, match="reviewer"):
        article(review={key: value for key, value in review().items() if key != "reviewer"})
