"""What is found, and in which order."""

import pytest
from django.db import transaction

from tests.api.documents.publishing import publish, withdraw
from tests.api.search.asking import ask, found, publish_article
from tests.builders import article, clinic, clinician, text_block, topic

pytestmark = pytest.mark.django_db


def test_a_document_is_found_by_everything_that_it_says():
    heading = {**text_block("fifthword"), "heading": "Fourthword"}
    publish_article(
        "knee",
        title="Firstword",
        also_known_as=["Secondword"],
        summary="Thirdword",
        body=[heading, text_block("sixth")],
    )

    for word in ("firstword", "secondword", "thirdword", "fourthword", "fifthword", "sixth"):
        assert found(word) == ["knee"], word


def test_a_heading_within_rich_text_is_found():
    heading = {"type": "heading", "level": 3, "children": [{"type": "text", "text": "Meniscus", "marks": []}]}
    block = {**text_block(""), "content": {"format": "nodes", "nodes": [heading]}}
    publish_article("knee", body=[block])

    assert found("meniscus") == ["knee"]


def test_the_title_counts_most_then_other_names_then_the_summary_then_the_text():
    publish_article("text", text="Sciatica is mentioned here.")
    publish_article("summary", summary="What sciatica is.")
    publish_article("other-name", also_known_as=["sciatica"])
    publish_article("title", title="Sciatica")
    for number in range(8):
        publish_article(f"other-{number}")

    assert found("sciatica") == ["title", "other-name", "summary", "text"]


def test_a_rare_word_counts_more_than_a_frequent_one():
    for number in range(8):
        publish_article(f"pain-{number}", title="Pain", summary="Pain in the body.")
    publish_article("gout", title="Gout attacks")

    assert found("gout pain")[0] == "gout"


@pytest.mark.parametrize(
    ("locale", "title", "question"),
    [
        ("en", "Running injuries", "run injury"),
        ("en", "Herniated disc", "HERNIATED DISCS"),
        ("en", "Crohn\u2019s disease", "crohns disease"),
        ("en", "Crohn's disease", "Crohn\u2019s"),
        ("en", "X-rays of the spine", "xray"),
        ("en", "X-rays of the spine", "x-ray"),
        ("en", "Flat feet", "flat foot"),
        ("en", "Naïve café", "naive cafe"),
        ("es", "Inflamación de la rodilla", "inflamacion"),
        ("es", "Inflamación de la rodilla", "inflamaciones en rodillas"),
        ("es", "Lesiones del corredor", "lesión"),
        ("es", "Cirugía de columna", "cirugias"),
        ("es", "Migraña", "MIGRANAS"),
        ("es", "Dolor de espalda", "me duele la espalda"),
        ("es", "Voces y luces", "voz luz"),
        ("es", "Correr sin dolor", "corriendo"),
    ],
)
def test_accents_case_plurals_and_inflections_do_not_matter(locale, title, question):
    publish_article("wanted", title=title, locale=locale)
    publish_article("other", title="Otra cosa / something else", locale=locale)

    assert found(question, locale=locale) == ["wanted"]


def test_the_last_word_may_be_unfinished():
    publish_article("meniscus", title="Meniscus tear")
    publish_article("neck", title="Neck pain")

    assert found("menis") == ["meniscus"]
    assert ask("menis").did_you_mean is None
    assert found("torn menis") == ["meniscus"]


def test_another_name_leads_to_documents_that_only_say_the_title():
    publish_article("plantar-fasciitis", title="Plantar fasciitis", also_known_as=["jogger's heel"])
    publish_article("shoes", title="Choosing shoes", text="Good for people with plantar fasciitis.")

    assert found("jogger's heel") == ["plantar-fasciitis", "shoes"]
    assert found("shoes for jogger's heel")[0] == "shoes"


def test_what_is_the_title_of_one_document_is_not_taken_for_another_name():
    publish_article("radiculopathy", title="Lumbar radiculopathy", also_known_as=["sciatica"])
    publish_article("sciatica", title="Sciatica")
    publish_article("lumbar", title="Lumbar radiculopathy and work")

    assert found("sciatica") == ["sciatica", "radiculopathy"]


def test_results_with_every_word_stand_alone_where_there_are_enough():
    for number in range(5):
        publish_article(f"both-{number}", title="Knee swelling")
    publish_article("one", title="Knee")

    result = ask("swollen knee")
    assert result.every_word
    assert result.total == 5


def test_where_few_have_every_word_others_follow():
    publish_article("both", title="Knee swelling after a run")
    publish_article("one", title="Knee")
    publish_article("none", title="Neck")

    assert found("knee swelling") == ["both", "one"]
    assert not ask("knee swelling").every_word


def test_every_kind_is_found():
    publish(topic(title="Joints"))
    publish(clinician(title="Ana Ruiz", role="Rheumatologist", bio="Joints are her life."))
    publish(clinic(title="Joints and more"))
    publish_article("joints", title="Joints")

    assert ask("joints").total == 4
    assert found("rheumatologist") == ["ana-ruiz"]
    assert found("joints", kind="clinician") == ["ana-ruiz"]


def test_languages_are_apart():
    publish_article("gout", title="Gout", locale="en")
    publish_article("gota", title="Gota", locale="es")

    assert found("gout", locale="es") == []
    assert found("gota", locale="es") == ["gota"]


def test_what_is_published_is_found_in_the_same_transaction():
    with transaction.atomic():
        publish_article("gout", title="Gout")
        assert found("gout") == ["gout"]


def test_what_is_not_published_after_all_is_not_found():
    with transaction.atomic():
        publish_article("gout", title="Gout")
        transaction.set_rollback(True)

    assert found("gout") == []
    assert ask("gaut").did_you_mean is None


def test_what_is_published_again_is_found_by_what_it_says_now():
    first = article(slug="gout", title="Gout", summary="Uric acid.", also_known_as=["podagra"])
    publish(first)
    publish(article(id=first.id, slug="gout", title="Crystals", summary="In a joint.", also_known_as=[]))

    assert found("crystal") == ["gout"]
    for word in ("gout", "uric", "podagra"):
        assert found(word) == [], word


def test_what_is_withdrawn_is_found_no_more():
    content = article(slug="gout", title="Gout")
    publish(content)
    withdraw(content)

    assert ask("gout").total == 0
    assert ask("gut").did_you_mean is None


def test_pages_follow_each_other():
    for number in range(7):
        publish_article(f"knee-{number}", title=f"Knee {number}")
    whole = found("knee")

    pages = [found("knee", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [slug for page in pages for slug in page] == whole
    assert len(whole) == 7


@pytest.mark.parametrize("question", ["", " ", "the", "¿?", "…", "🦵", "_", "-"])
def test_a_question_without_a_word_finds_nothing(question):
    publish_article("gout", title="Gout the 🦵")

    assert ask(question).total == 0
