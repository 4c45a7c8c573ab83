"""How long and how hard a text is."""

import pytest

from cms.articles.reading import (
    english_syllables,
    fernandez_huerta,
    flesch_kincaid_grade,
    reading_of,
    sentences_of,
    spanish_syllables,
)

ENGLISH = "pain:1 running:2 table:2 whole:1 walked:1 wanted:2 boxes:2 exercise:3 knee:1 radio:3 diet:2 area:3 action:2 "
ENGLISH += (
    "patients:2 couldn't:2 don't:1 changes:2 ideal:3 usual:3 special:2 serious:3 safely:2 movement:2 science:2 the:1"
)
SPANISH = "dolor:2 espalda:3 médico:3 día:2 agua:2 cuidado:3 fisioterapia:5 aeróbico:5 leer:2 país:2 quiere:2 guerra:2 "
SPANISH += "pingüino:3 muy:1 y:1 hoy:1 rayos:2 ciudad:2 ahí:2 inflamación:4 teoría:4 viaje:2 construido:3"


@pytest.mark.parametrize("pair", ENGLISH.split())
def test_english_syllables(pair):
    word, count = pair.split(":")
    assert english_syllables(word) == int(count)


@pytest.mark.parametrize("pair", SPANISH.split())
def test_spanish_syllables(pair):
    word, count = pair.split(":")
    assert spanish_syllables(word) == int(count)


def test_the_formulas_give_what_they_are_known_to_give():
    assert flesch_kincaid_grade(12, 1.5) == 6.8  # 0.39 · 12 + 11.8 · 1.5 - 15.59
    assert fernandez_huerta(12, 1.9) == 80.6  # 206.84 - 60 · 1.9 - 1.02 · 12
    assert flesch_kincaid_grade(2, 1) == 0.0
    assert fernandez_huerta(60, 3) == 0.0


def test_plain_words_are_easier_than_learned_ones_in_both_languages():
    plain = reading_of("You can walk. Rest when it hurts. Call us if it does not stop.\n" * 6, "en")
    learned = reading_of(
        "Persistent lumbar discomfort necessitates comprehensive physiotherapeutic evaluation.\n" * 9, "en"
    )
    assert plain.measure == "flesch_kincaid_grade"
    assert plain.grade < 3
    assert learned.grade > 12
    easy = reading_of("Puede andar. Pare si le duele. Llame si no se le pasa.\n" * 6, "es")
    hard = reading_of("La persistencia de la sintomatología lumbar requiere evaluación fisioterapéutica.\n" * 9, "es")
    assert easy.measure == "fernandez_huerta"
    assert easy.grade > 90
    assert hard.grade < 30


def test_headings_labels_and_cells_make_a_text_no_easier():
    prose = "Persistent pain in the lower back deserves the attention of a clinician after two weeks.\n" * 6
    dressed = prose.replace("weeks.\n", "weeks.\nWhat to do\nDay | Run\nCall us: (305) 555-0142\n")
    assert reading_of(dressed, "en").grade == reading_of(prose, "en").grade


def test_a_lead_and_the_items_that_go_on_below_it_are_one_sentence():
    listed = "See a doctor if:\nthe pain lasts for two weeks\nit wakes you at night\nWhat helps\nWalk a little."
    assert list(sentences_of(listed)) == [
        "See a doctor if: the pain lasts for two weeks it wakes you at night",
        "Walk a little.",
    ]


def test_items_that_are_sentences_stay_sentences():
    assert list(sentences_of("It helps in three ways:\nYou sleep. You move.\nYou rest.")) == [
        "You sleep.",
        "You move.",
        "You rest.",
    ]


def test_a_text_of_a_few_words_has_no_grade():
    assert reading_of("Call us today.", "en").model_dump() == {"minutes": 1, "grade": None, "measure": None}


def test_a_thousand_words_take_five_minutes():
    assert reading_of("word " * 1000, "en").minutes == 5


def test_other_languages_have_no_grade():
    assert reading_of("ein Satz mit vielen Worten. " * 30, "de").measure is None
