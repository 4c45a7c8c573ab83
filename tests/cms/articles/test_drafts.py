"""A draft is shown whatever it lacks, and nothing that has been written disappears from it."""

import pytest

from api.documents.schemas.blocks import TextBlock
from cms.articles.blocks import BODY
from cms.articles.models import ArticlePage
from tests import factories
from tests.factories import action, article, block, body, call_to_action, clinic, escalation

pytestmark = pytest.mark.django_db
EMPTY = [block(name) for name, _definition in BODY]


def draft(**changes):
    """As an editor's screen or a shared pass gets it: from a revision, in memory."""
    return article(**changes).save_revision().as_object().present_draft()


def test_a_complete_draft_says_what_would_be_published():
    page = article(body=body("en", call_to_action()))
    shown = page.save_revision().as_object().present_draft()
    published = ArticlePage.objects.get(pk=page.pk).present("en")
    assert shown.model_dump() == published.model_dump()


def test_an_article_of_which_only_the_title_is_there_can_be_seen():
    shown = draft(
        summary="", topics=[], references=0, reviewer=None, reviewed_on=None, next_review_on=None, audience=[], body=[]
    )
    assert shown.title == "Running with back pain"
    assert (shown.summary, shown.body, shown.references, shown.topics) == ("", [], [], [])
    assert shown.escalation is shown.review is None
    assert shown.call_to_action.label == "Call the clinic"
    assert shown.seo.json_ld == {}


def test_without_the_clinics_own_there_is_no_call_to_action():
    page = article()
    clinic().texts.all().delete()
    assert page.save_revision().as_object().present_draft().call_to_action is None


@pytest.mark.parametrize("empty", EMPTY, ids=lambda raw: raw["type"])
def test_a_block_that_has_just_been_added_does_not_break_the_preview(empty):
    shown = draft(body=[*body(), empty])
    assert [found.type for found in shown.body][:2] == ["text", "escalation"]


def test_what_is_still_to_be_written_is_an_ellipsis_and_empty_points_are_left_out():
    points = block("benefits", heading="", items=[{"text": "It lifts the mood."}, {"text": ""}])
    shown = draft(body=[points])
    assert shown.benefits.heading == "…"
    assert [item.text for item in shown.benefits.items] == ["It lifts the mood."]


def test_when_to_see_a_doctor_is_shown_as_such_from_its_first_criterion_on():
    shown = draft(body=[escalation(level="", lead="", criteria=["a fever"], timeframe={"count": 2}, actions=[])])
    assert shown.escalation.criteria == ["a fever"]
    assert shown.escalation.lead == "…:"
    assert shown.escalation.timeframe is None


def test_an_emergency_still_offers_only_telephone_numbers():
    actions = [action("Read on", url="https://clinic.example/"), action("Call 911", phone="911")]
    shown = draft(body=[escalation(level="emergency", actions=actions)])
    assert [found.label for found in shown.escalation.actions] == ["Call 911"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (call_to_action(target={}), ["Plan your way back", "We help you.", "Book a visit"]),
        (block("video", title="Stretches", transcript="Lie on your back."), ["Stretches", "Lie on your back."]),
        (block("text", heading="x" * 301, content="<p>Walk.</p>"), ["x" * 301, "Walk."]),
    ],
    ids=["leads nowhere yet", "has no address yet", "is longer than it may be"],
)
def test_what_fits_no_shape_yet_is_plain_text(raw, words):
    (shown,) = draft(body=[raw]).body
    assert isinstance(shown, TextBlock)
    for word in words:
        assert word in shown.fallback_text


def test_rows_that_are_not_complete_do_not_break_it():
    page = article(references=1, authors=[], reviewer=factories.clinician(credentials=""))
    revision = page.save_revision().as_object()
    revision.references.all()[0].title = ""
    shown = revision.present_draft()
    assert shown.references[0].title == "…"
    assert shown.review is None
