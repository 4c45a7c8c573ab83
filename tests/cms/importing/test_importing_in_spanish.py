"""Whoever works in Spanish reads the import's own words in Spanish."""

import pytest
from django.utils.translation import override

from cms.importing.messages import MESSAGES, NAMES
from cms.importing.notes import Note


@pytest.mark.parametrize("code", MESSAGES)
def test_every_note_has_its_words_in_spanish(code):
    with override("en"):
        english = str(MESSAGES[code])
    with override("es"):
        assert str(MESSAGES[code]) != english


def test_what_a_note_is_filled_with_is_in_spanish_too():
    note = Note.of("check_escalation", heading="Cuándo consultar al médico", level="non_urgent")
    with override("es"):
        assert str(note) == "Compruebe «Cuándo consultar al médico»: su nivel se interpretó como no urgente."


def test_every_value_has_its_words_in_spanish():
    with override("es"):
        spanish = {str(word) for values in NAMES.values() for word in values.values()}
    assert {"semanas", "urgente", "alternativas", "indicaciones sobre cuándo consultar al médico"} <= spanish


def test_a_note_survives_being_stored():
    note = Note.of("link_lost", text="a study", address="https://x.example/", where="Benefits")
    assert Note.from_json(note.as_json()) == note


def test_a_note_that_nobody_has_words_for_is_a_mistake():
    with pytest.raises(KeyError):
        Note.of("no_such_note")
