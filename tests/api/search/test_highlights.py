"""Results show where they say what was looked for."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.search.highlighting import Highlighter
from tests.api.search.asking import ask, publish_article


@pytest.mark.django_db
def test_each_part_that_says_it_is_marked():
    publish_article(
        "heel",
        title="Heel & sole",
        also_known_as=["fasciitis", "heels of <joggers>"],
        summary="A painful heel.",
        text="…",
    )

    hit = ask("heels").hits[0]
    assert hit.title.html == "<mark>Heel</mark> &amp; sole"
    assert hit.title.plain == "Heel & sole"
    assert hit.also_known_as.html == "<mark>heels</mark> of &lt;joggers&gt;"
    assert hit.passage.html == "A painful <mark>heel</mark>."


@pytest.mark.django_db
def test_what_does_not_say_it_is_not_shown():
    publish_article("heel", title="Heel", summary="Under the foot.")

    hit = ask("heel").hits[0]
    assert (hit.also_known_as, hit.passage) == (None, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "marked"),
    [("ciatica", "Ciática"), ("siatica", "Ciática"), ("ciát", "Ciática"), ("CIÁTICAS", "Ciática")],
)
def test_words_are_marked_as_they_are_written_not_as_they_were_asked_for(question, marked):
    publish_article("ciatica", title="Ciática", locale="es")

    assert ask(question, locale="es").hits[0].title.html == f"<mark>{marked}</mark>"


@pytest.mark.django_db
def test_the_passage_is_the_part_of_the_text_that_says_most():
    filler = "Something else stands here for a while. " * 20
    text = f"{filler}The knee hurts. {filler}A swollen knee needs rest <b>now</b>. {filler}"
    publish_article("knee", text=text)

    passage = ask("swollen knee").hits[0].passage
    assert "A <mark>swollen</mark> <mark>knee</mark> needs rest &lt;b&gt;now&lt;/b&gt;." in passage.html
    assert passage.plain.startswith("… ")
    assert passage.plain.endswith(" …")
    assert len(passage.plain) < 240


def test_parts_of_words_are_not_marked():
    assert Highlighter({"art"}).whole("Start the art of smart arts").html == "Start the <mark>art</mark> of smart arts"


@given(text=st.text(max_size=400), words=st.sets(st.text(min_size=1, max_size=6), min_size=1, max_size=4))
def test_marks_never_change_the_text_and_never_let_markup_through(text, words):
    lowered = {word.lower() for word in words}
    for highlight in (Highlighter(lowered).whole(text), Highlighter(lowered).passage(text)):
        if highlight:
            bare = re.sub(r"</?mark>", "", highlight.html)
            assert "<" not in bare
            assert ">" not in bare
            assert unescape(bare) == highlight.plain
