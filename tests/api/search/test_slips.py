"""Slips of the pen are mended."""

import pytest

from api.search.models import Trigram, Word
from api.search.vocabulary import distance
from tests.api.documents.publishing import publish, withdraw
from tests.api.search.asking import ask, found, publish_article
from tests.builders import article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "question", "mended"),
    [
        ("Sciatica", "siatica", "sciatica"),
        ("Plantar fasciitis", "plantar fasitis", "plantar fasciitis"),
        ("Knee pain", "pain in the nkee", "pain in the knee"),
        ("Tendinitis", "tendonitus?", "tendinitis?"),
        ("Rheumatism", "What\u2019s rumatism\u2019s cause", "What\u2019s rheumatism\u2019s cause"),
    ],
)
def test_a_slip_is_mended_and_the_results_are_for_what_was_meant(title, question, mended):
    publish_article("wanted", title=title)

    result = ask(question)
    assert result.did_you_mean == mended
    assert result.total == 1


def test_the_mended_word_has_its_accents():
    publish_article("ciatica", title="Ciática", locale="es")

    assert ask("siatica", locale="es").did_you_mean == "ciática"


def test_what_is_known_is_not_mended():
    publish_article("disc", title="Disc")
    publish_article("disco", title="Disco")

    assert ask("disco").did_you_mean is None
    assert found("disco") == ["disco"]


def test_of_two_words_that_are_as_near_the_more_frequent_one_is_meant():
    publish_article("one", title="Hand")
    for number in range(3):
        publish_article(f"more-{number}", title="Band")

    assert ask("nand").did_you_mean == "band"


@pytest.mark.parametrize("question", ["zzzzzz", "12345", "xy", "paracetamol"])
def test_nothing_is_made_of_what_is_not_near(question):
    publish_article("knee", title="Knee pain 123")

    result = ask(question)
    assert result.did_you_mean is None
    assert result.total == 0


def test_a_slip_does_not_keep_the_other_words_from_being_found():
    publish_article("knee", title="Knee")

    assert found("knee qwertyuiop") == ["knee"]


def test_words_that_nobody_uses_any_more_are_not_suggested():
    content = article(slug="sciatica", title="Sciatica")
    publish(content)
    publish_article("knee", title="Knee")
    withdraw(content)

    assert ask("siatica").did_you_mean is None
    assert not Word.objects.filter(word="sciatica").exists()
    assert not Trigram.objects.exclude(word__in=Word.objects.all()).exists()


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("knee", "knee", 0), ("kne", "knee", 1), ("nkee", "knee", 1), ("", "abc", 3), ("sitting", "kitten", 3)],
)
def test_slips_are_counted(one, other, slips):
    assert distance(one, other) == distance(other, one) == slips
