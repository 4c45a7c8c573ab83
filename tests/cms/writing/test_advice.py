"""What would make an article better, said of its presented blocks alone."""

from uuid import uuid4

import pytest

from api.documents.schemas import blocks as shapes
from api.documents.schemas.rich_text import HeadingNode, LinkNode, ParagraphNode, RichTextNodes, TextNode
from api.documents.schemas.targets import UrlTarget
from cms.articles.reading import reading_of
from cms.writing.advice import balance, fold, hard_reading, heading_order, link_texts


def identity(text=""):
    return {"id": uuid4(), "anchor": "part", "fallback_text": text}


def words(text):
    return TextNode(text=text, marks=[])


def text(*nodes, heading=None):
    return shapes.TextBlock(**identity(), heading=heading, content=RichTextNodes(nodes=list(nodes)))


def under(level, heading):
    return HeadingNode(level=level, children=[words(heading)])


def link(label):
    target = UrlTarget(href="https://example.org/backs")
    return text(ParagraphNode(children=[words("See "), LinkNode(target=target, children=[words(label)])]))


def points(kind, heading):
    point = shapes.Point(text="Water carries your weight.", detail=None, reference=None)
    return kind(**identity(), heading=heading, intro=None, items=[point])


def caution():
    content = RichTextNodes(nodes=[ParagraphNode(children=[words("Not with an open wound.")])])
    return shapes.CalloutBlock(**identity(), tone="caution", heading=None, content=content)


def callout_of_action(label):
    action = shapes.Action(label=label, target=UrlTarget(href="https://example.org/"))
    return shapes.EscalationBlock(
        **identity(),
        heading="When to see a doctor",
        level="urgent",
        lead="See a doctor if:",
        criteria=["it hurts"],
        timeframe=None,
        actions=[action],
    )


def said(advice):
    return " ".join(one.text for one in advice)


def test_headings_that_go_down_one_by_one_and_up_at_will_are_fine():
    body = [text(under(3, "Warm up"), under(4, "Calves"), under(3, "Run"), heading="Begin"), text(heading="End")]
    assert list(heading_order(body)) == []


def test_a_heading_that_skips_a_level_is_named_with_its_block():
    body = [text(heading="Begin"), text(under(4, "Calves"), heading="Warm up")]
    (advice,) = heading_order(body)
    assert "“Calves”" in advice.text
    assert advice.block == body[1].id


def test_a_small_heading_right_below_the_title_skips_a_level():
    assert "“Warm up”" in said(heading_order([text(under(3, "Warm up"))]))


@pytest.mark.parametrize("label", ["here", "Click here!", "Read more…", "aquí", "Haga clic aquí", "Más información"])
def test_a_link_that_does_not_say_where_it_leads_is_named(label):
    (advice,) = link_texts([link(label)])
    assert f"“{label}”" in advice.text


@pytest.mark.parametrize("label", ["https://example.org/backs", "www.example.org"])
def test_a_bare_address_is_no_text_for_a_link(label):
    assert "bare address" in said(link_texts([link(label)]))


@pytest.mark.parametrize(
    "label", ["the guideline on back pain", "here is how to stretch", "Más información sobre la ciática"]
)
def test_a_link_that_says_where_it_leads_is_left_alone(label):
    assert list(link_texts([link(label)])) == []


def test_the_words_on_a_button_are_looked_at_too():
    assert "“Click here”" in said(link_texts([callout_of_action("Click here")]))


def test_benefits_alone_ask_for_risks_and_alternatives():
    benefits = points(shapes.BenefitsBlock, "What a lower risk of falling gives you")
    advice = list(balance([benefits]))
    assert "no risks" in said(advice)
    assert "no alternatives" in said(advice)
    assert {one.block for one in advice} == {benefits.id}


@pytest.mark.parametrize(
    "balancing",
    [
        points(shapes.RisksBlock, "Mind this"),
        caution(),
        text(heading="Side effects"),
        text(under(3, "¿Qué riesgos tiene?"), heading="Antes de empezar"),
    ],
)
def test_risks_may_be_told_in_any_part(balancing):
    assert "no risks" not in said(balance([points(shapes.BenefitsBlock, "Good"), balancing]))


def test_alternatives_may_be_told_in_a_text():
    assert "no alternatives" not in said(
        balance([points(shapes.BenefitsBlock, "Good"), text(heading="Other ways to move")])
    )


def test_an_article_without_benefits_needs_no_balance():
    assert list(balance([text(heading="Rest")])) == []


EASY = "Walk a bit each day. Rest when it hurts. Drink some water. " * 6
HARD = (
    "Individuals experiencing persistent musculoskeletal discomfort following unaccustomed physical exertion should "
    "immediately discontinue participation, subsequently obtaining comprehensive evaluation from appropriately "
    "qualified rehabilitation professionals before considering reintroduction of strenuous activities. "
)


def reading(written, locale="en"):
    return reading_of(written, locale)


def block_of(written):
    return text().model_copy(update={"fallback_text": written})


def test_an_easy_text_is_not_complained_of():
    assert list(hard_reading([block_of(EASY)], reading(EASY))) == []


def test_a_hard_text_is_told_with_its_longest_sentences_and_where_they_are():
    easy, hard = block_of(EASY), block_of(HARD)
    first, sentence = hard_reading([easy, hard], reading(HARD * 2))
    assert "hard to read" in first.text
    assert "“Individuals experiencing persistent musculoskeletal discomfort following…”" in sentence.text
    assert sentence.block == hard.id


def test_spanish_is_measured_on_its_own_scale():
    hard = (
        "Las personas que experimenten molestias musculoesqueléticas persistentes tras la realización de actividades "
        "físicas extraordinarias deberían interrumpir inmediatamente su participación y solicitar posteriormente una "
        "evaluación multidisciplinaria exhaustiva por profesionales adecuadamente cualificados. "
    )
    easy = "Camine un poco cada día. Pare si le duele. Beba agua. Coma bien y duerma. " * 5
    assert "hard to read" in said(hard_reading([], reading(hard * 2, "es")))
    assert list(hard_reading([], reading(easy, "es"))) == []


def test_what_reads_the_same_folds_to_the_same():
    assert fold("¿Qué es la  Ciática?") == fold("que es la ciatica") != fold("Qué es el lumbago")
