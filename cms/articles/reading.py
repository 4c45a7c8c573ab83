"""How long a text takes to read, and how hard it is."""

import re
from collections.abc import Iterator

from api.documents.schemas.documents import Reading

WORDS_PER_MINUTE = 200
"""Brysbaert (2019) finds 238 for adults at ease; patients who look for help read more slowly."""
ENOUGH_WORDS = 50
"""In fewer, one long name decides."""

WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+")
ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")


def reading_of(text: str, locale: str) -> Reading:
    """`text` holds one paragraph, heading or list item on each line."""
    minutes = max(1, round(len(WORD.findall(text)) / WORDS_PER_MINUTE))
    language = locale.split("-", maxsplit=1)[0]
    sentences = [found for sentence in sentences_of(text) if (found := WORD.findall(sentence))]
    words = [word for found in sentences for word in found]
    if len(words) < ENOUGH_WORDS or language not in ("en", "es"):
        return Reading(minutes=minutes, grade=None, measure=None)
    per_sentence = len(words) / len(sentences)
    if language == "en":
        grade = flesch_kincaid_grade(per_sentence, sum(map(english_syllables, words)) / len(words))
        return Reading(minutes=minutes, grade=grade, measure="flesch_kincaid_grade")
    ease = fernandez_huerta(per_sentence, sum(map(spanish_syllables, words)) / len(words))
    return Reading(minutes=minutes, grade=ease, measure="fernandez_huerta")


def sentences_of(text: str) -> Iterator[str]:
    """What is prose: the formulas were made for it, and a heading taken for a sentence makes any text look easy.

    A line that ends without a full stop is a heading, a label or a cell of a table, and left out; but for a lead that
    ends in a colon, and the items below it that go on in small letters: together they are one sentence.
    """
    begun = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        if begun and line[0].islower():
            begun = f"{begun} {line}"
            continue
        if WORD.search(begun.partition(":")[2]):
            yield begun
        begun = ""
        if line.endswith(":"):
            *whole, begun = SENTENCE_END.split(line)
            yield from whole
        elif ENDED.search(line):
            yield from SENTENCE_END.split(line)
    if WORD.search(begun.partition(":")[2]):
        yield begun


def flesch_kincaid_grade(words_per_sentence: float, syllables_per_word: float) -> float:
    """US school grade, never below 0 (Kincaid et al. 1975)."""
    return max(0.0, round(0.39 * words_per_sentence + 11.8 * syllables_per_word - 15.59, 1))


def fernandez_huerta(words_per_sentence: float, syllables_per_word: float) -> float:
    """Reading ease from 0, very hard, to 100, very easy (Fernández Huerta 1959, as corrected by Law 2011)."""
    return min(100.0, max(0.0, round(206.84 - 60 * syllables_per_word - 1.02 * words_per_sentence, 1)))


# A vowel that is written but not spoken: whole, walked, times, safely; but not in table, wanted, changes.
SILENT_E = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouysxzcg]es$|[^aeiouyl]e(?=(?:ly|ment|ful|less)s?$)"
)
# Two vowels that are spoken apart: diet, radio, ideal, usual, being, science; but not in action, special, million.
APART = re.compile(r"(?<![ctsgx])(?<!ll)i(?:a|o|u|en|et)|scien|ea$|eo$|ideal$|ual(?:ly)?$|eing$|[^aeiouy]n['\u2019]t$")


def english_syllables(word: str) -> int:
    """By spelling: right for most words, which is enough for an average."""
    letters = re.sub(r"['\u2019]s$", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", letters))
    return max(1, groups - len(SILENT_E.findall(letters)) + len(APART.findall(letters)))


STRONG = "aeoáéó"
ACCENTED_WEAK = "íú"
WEAK = "iuü"


def spanish_syllables(word: str) -> int:
    """By the rules of Spanish: two strong vowels, or an accented í or ú beside another, are spoken apart."""
    letters = re.sub(r"qu(?=[eiéí])|gu(?=[eiéí])", "g", word.lower())
    letters = re.sub(r"y(?![aeiouáéíóú])", "i", letters)
    count, before = 0, ""
    for letter in letters:
        vowel = letter in STRONG + ACCENTED_WEAK + WEAK
        apart = (before in STRONG and letter in STRONG) or letter in ACCENTED_WEAK or before in ACCENTED_WEAK
        if vowel and (not before or apart):
            count += 1
        before = letter if vowel else ""
    return max(1, count)
