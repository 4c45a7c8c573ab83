import re
import string
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.importing.notes import UnreadableSourceError
from tests.cms.importing.corpus import CORPUS
from tests.cms.importing.files import FORMATS
from tests.cms.importing.reading import articles_in, draft_of, everything_in, lost
from tests.cms.importing.running import sentences_of


def test_the_corpus_has_forty_files_of_five_formats():
    assert len(CORPUS) >= 40
    assert {odd.name.rpartition(".")[2] for odd in CORPUS} == set(FORMATS)


@pytest.mark.parametrize("odd", CORPUS, ids=lambda odd: odd.name)
def test_every_sentence_of_an_odd_file_stands_in_the_draft(odd):
    [article] = articles_in(odd.name, odd.data)
    draft = draft_of(odd.name, odd.data)
    assert lost(odd.sentences, draft, summary=article.summary) == []


LETTERS = string.ascii_letters + "áéíóúñüÁÉÑ"
WORDS = st.text(LETTERS, min_size=1, max_size=9)
TELLING = st.sampled_from(
    [
        "the benefits of running",
        "low-impact alternatives",
        "see a doctor if it hurts",
        "for more than two weeks",
        "call 911",
        "call us at (305) 555-0142",
        "los beneficios de correr",
        "consulte al médico si le duele",
        "más de dos semanas",
        "llámenos al (305) 555-0142",
        "risks",
        "step 1",
        "for non-medical questions only",
        "do not send medical information",
        "frequently asked questions",
        "a name: what is said about it",
    ]
)
HEADINGS = st.sampled_from(
    [
        "The benefits of running",
        "Alternatives",
        "When to see a doctor",
        "Call 911 if",
        "Talk to us",
        "FAQ",
        "How to stretch",
        "Contact form",
        "Risks of running",
        "Warning signs",
        "Beneficios de caminar",
        "Alternativas de bajo impacto",
        "Cuándo consultar al médico",
        "Pida su cita",
        "Preguntas frecuentes",
        "Cómo estirar",
        "Step 1",
        "Something else",
    ]
)
PHRASES = st.lists(WORDS | TELLING, min_size=1, max_size=12).map(" ".join)
SENTENCES = st.builds(lambda words, end: words[0].upper() + words[1:] + end, PHRASES, st.sampled_from(".?:!"))
TEXTS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
PARTS = st.one_of(
    st.tuples(st.sampled_from(["h2", "h3"]), HEADINGS | SENTENCES),
    st.tuples(st.just("p"), TEXTS),
    st.tuples(st.sampled_from(["ul", "ol"]), st.lists(TEXTS, min_size=1, max_size=5)),
    st.tuples(st.just("table"), st.lists(st.tuples(SENTENCES, SENTENCES), min_size=2, max_size=4)),
)
ARTICLES = st.lists(PARTS, min_size=1, max_size=14).map(lambda parts: [("title", "An old article"), *parts])


@pytest.mark.parametrize("suffix", FORMATS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(article=ARTICLES)
def test_whatever_an_article_says_and_however_it_is_built_its_draft_says_it_too(suffix, article):
    draft = draft_of(f"any.{suffix}", FORMATS[suffix](article))
    assert lost(sentences_of(article), draft) == []


@settings(max_examples=150)
@given(data=st.binary(max_size=400) | st.text(max_size=400).map(str.encode), suffix=st.sampled_from(sorted(FORMATS)))
def test_no_bytes_whatever_are_read_as_anything_but_articles_or_a_clear_error(data, suffix):
    with suppress(UnreadableSourceError):
        articles_in(f"any.{suffix}", data)


@settings(max_examples=100)
@given(
    markup=st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<ul>",
                "<li>",
                "</ul>",
                "<table>",
                "<tr>",
                "<td>",
                "</table>",
                "<b>",
                "</b>",
                "<a href=x>",
                "<h2>",
                "</h2>",
                "<dl>",
                "<dt>",
                "<dd>",
                "<br>",
                "<pre>",
                "<details><summary>",
                "<label>",
                "<figure><img src=a><figcaption>",
                "<div>",
                "</div>",
            ]
        )
        | WORDS.map(" {} ".format),
        max_size=30,
    ).map("".join)
)
def test_however_tags_are_strewn_every_word_outside_them_stays(markup):
    words = re.sub(r"<[^>]*>", " ", markup).split()
    draft = draft_of("strewn.html", f"<h1>Title</h1>{markup}".encode())
    said = set(re.findall(r"[^\W_]+", everything_in(draft).lower()))
    labels = " ".join(dict(note.params).get("text", "") for note in draft.notes).lower()
    assert [word for word in words if word.lower() not in said and word.lower() not in labels] == []
