"""What is suggested while somebody types."""

import pytest

from api.search.suggesting import suggest
from tests.api.documents.publishing import publish, withdraw
from tests.api.search.asking import publish_article
from tests.builders import article

pytestmark = pytest.mark.django_db


def names(text: str, *, locale: str = "en", limit: int = 8) -> list[str]:
    return [one.text.plain for one in suggest(text, locale=locale, limit=limit)]


def marked(text: str, *, locale: str = "en") -> list[str]:
    return [one.text.html for one in suggest(text, locale=locale, limit=8)]


def test_names_that_begin_so_come_before_those_in_which_a_word_does():
    publish_article("low-back-pain", title="Low back pain")
    publish_article("back-pain", title="Back pain in pregnancy")
    publish_article("neck", title="Neck")

    assert names("ba") == ["Back pain in pregnancy", "Low back pain"]


def test_other_names_are_suggested_and_each_document_once():
    publish_article("disc", title="Herniated disc", also_known_as=["slipped disc", "disc prolapse"])

    assert names("sli") == ["slipped disc"]
    assert names("disc") == ["disc prolapse"]
    assert suggest("sli", locale="en", limit=8)[0].document.slug == "disc"


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("c", "<mark>C</mark>iática &amp; lumbago"),
        ("CIAT", "<mark>Ciát</mark>ica &amp; lumbago"),
        ("ciática", "<mark>Ciática</mark> &amp; lumbago"),
        ("ciatica lu", "<mark>Ciática &amp; lu</mark>mbago"),
        ("lumb", "Ciática &amp; <mark>lumb</mark>ago"),
        (" ¡lumbago! ", "Ciática &amp; <mark>lumbago</mark>"),
    ],
)
def test_what_was_typed_is_marked(typed, html):
    publish_article("ciatica", title="Ciática & lumbago", locale="es")

    assert marked(typed, locale="es") == [html]


@pytest.mark.parametrize("typed", ["", " ", "🦵", "%", "_", "x", "lumbago ciatica", "a" * 200])
def test_nothing_is_suggested_where_nothing_begins_so(typed):
    publish_article("ciatica", title="Ciática y lumbago")

    assert names(typed) == []


def test_small_words_are_no_beginning():
    publish_article("pain", title="Pain of the knee")

    assert names("of") == []
    assert names("pain of the") == ["Pain of the knee"]


def test_languages_are_apart_and_what_is_withdrawn_is_not_suggested():
    content = article(slug="gout", title="Gout", also_known_as=[])
    publish(content)
    assert names("go", locale="es") == []

    withdraw(content)
    assert names("go") == []


def test_no_more_are_suggested_than_asked_for():
    for number in range(12):
        publish_article(f"knee-{number}", title=f"Knee {number}")

    assert names("knee", limit=3) == ["Knee 0", "Knee 1", "Knee 2"]
