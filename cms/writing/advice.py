"""What makes an article easier to read and to trust. None of it keeps one from being published.

Everything here looks at presented blocks alone, so that it says the same of a draft and of what is public.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from api.documents.schemas import blocks as shapes
from api.documents.schemas.documents import Reading
from api.documents.schemas.rich_text import HeadingNode, LinkNode
from cms.articles.parts import parts_of, words_of
from cms.articles.reading import WORD, sentences_of


class Advice(NamedTuple):
    text: str
    field: str = "body"
    """The form field that it is about."""
    block: UUID | None = None
    """The block that it is about, by its public id; None for the whole field."""


def advice_on(body: Sequence[shapes.Block], reading: Reading) -> list[Advice]:
    """All of it, in the language that is active."""
    return [*heading_order(body), *link_texts(body), *balance(body), *hard_reading(body, reading)]


# --- headings: WCAG 2.2, technique G141 --------------------------------------------------------


def heading_order(body: Sequence[shapes.Block]) -> Iterator[Advice]:
    """Screen readers make a table of contents of them. The title is level 1, the heading of a block level 2."""
    above = 1
    for block in body:
        for level, words in _headings(block):
            if level > above + 1:
                text = _(
                    "The heading “%(heading)s” is of level %(level)d below one of level %(above)d: one is left out."
                )
                yield Advice(text % {"heading": words, "level": level, "above": above}, block=block.id)
            above = level


def _headings(block: shapes.BlockBase) -> Iterator[tuple[int, str]]:
    if own := _own_heading(block):
        yield 2, own
    for part in parts_of(block):
        if isinstance(part, HeadingNode):
            yield part.level, words_of(part)


def _own_heading(block: shapes.BlockBase) -> str:
    return getattr(block, "heading", None) or ""


# --- links: WCAG 2.2, success criterion 2.4.4 --------------------------------------------------

VAGUE = {
    *("here", "click", "click here", "link", "this", "this link", "this page", "page", "website", "more", "read more"),
    *("see more", "learn more", "find out more", "more information", "more info", "details", "read", "go", "source"),
    *("aqui", "clic", "clic aqui", "haga clic", "haga clic aqui", "haz clic aqui", "pulse aqui", "pinche aqui"),
    *(
        "enlace",
        "este enlace",
        "esta pagina",
        "pagina",
        "sitio web",
        "mas",
        "leer mas",
        "lea mas",
        "ver mas",
        "vea mas",
    ),
    *("saber mas", "mas informacion", "mas detalles", "detalles", "leer", "fuente"),
}
"""Folded. What says nothing to those who go from link to link."""
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def link_texts(body: Sequence[shapes.Block]) -> Iterator[Advice]:
    for block in body:
        for words in _link_texts(block):
            if ADDRESS.fullmatch(words.strip()):
                text = _("The link “%(link)s” is a bare address. Say in words where it leads.")
            elif fold(words) in VAGUE:
                text = _("The link “%(link)s” does not say where it leads.")
            else:
                continue
            yield Advice(text % {"link": words.strip()}, block=block.id)


def _link_texts(block: shapes.BlockBase) -> Iterator[str]:
    for part in parts_of(block):
        if isinstance(part, LinkNode):
            yield words_of(part)
        elif isinstance(part, shapes.Action | shapes.CallToActionBlock):
            yield part.label


# --- benefits do not stand alone: PIF TICK, HONcode --------------------------------------------

RISKS = re.compile(
    r"\b(risk|side effect|harm|downside|drawback|disadvantage|complication|danger|go wrong"
    r"|riesgo|efectos? (secundario|adverso)|inconveniente|desventaja|complicacion|contraindicacion|peligro|salir mal)"
)
ALTERNATIVES = re.compile(
    r"\b(alternativ|instead|other (option|way|treatment|choice)"
    r"|en lugar de|en vez de|otr[ao]s (opcion|forma|tratamiento))"
)
"""In folded headings of parts that are no block of their own kind."""


def balance(body: Sequence[shapes.Block]) -> Iterator[Advice]:
    benefits = next((block for block in body if isinstance(block, shapes.BenefitsBlock)), None)
    if benefits is None:
        return
    headings = [fold(words) for block in body for _level, words in _headings(block) if block is not benefits]
    told = any(isinstance(block, shapes.RisksBlock) or _is_caution(block) for block in body)
    if not told and not any(map(RISKS.search, headings)):
        text = _("It names benefits and no risks. Say what may go wrong, and for whom it is not.")
        yield Advice(text, block=benefits.id)
    told = any(isinstance(block, shapes.AlternativesBlock) for block in body)
    if not told and not any(map(ALTERNATIVES.search, headings)):
        text = _(
            "It names benefits and no alternatives. Say what else readers can do, and what happens if they do not."
        )
        yield Advice(text, block=benefits.id)


def _is_caution(block: shapes.BlockBase) -> bool:
    return isinstance(block, shapes.CalloutBlock) and block.tone == "caution"


# --- reading -----------------------------------------------------------------------------------

HARDEST_GRADE = 8.0
"""A US school grade: what the National Institutes of Health ask of texts for patients (grade 7 or 8)."""
LEAST_EASE = 60.0
"""On Fernández Huerta's scale what is below is hard for most readers."""
LONG_SENTENCE = 25
"""Words. GOV.UK's content guidelines split longer ones."""
MOST_SENTENCES = 3


def hard_reading(body: Sequence[shapes.Block], reading: Reading) -> Iterator[Advice]:
    """Whether it is too hard, and where to begin to mend it."""
    if not is_hard(reading):
        return
    yield Advice(_("Many readers will find it hard to read. Use shorter sentences and everyday words."))
    sentences = [(len(WORD.findall(one)), one, block.id) for block in body for one in sentences_of(block.fallback_text)]
    long = sorted((one for one in sentences if one[0] > LONG_SENTENCE), key=lambda one: -one[0])
    for count, sentence, block in long[:MOST_SENTENCES]:
        text = _("A sentence of %(count)d words: “%(beginning)s…”")
        yield Advice(text % {"count": count, "beginning": " ".join(sentence.split()[:6])}, block=block)


def is_hard(reading: Reading) -> bool:
    if reading.grade is None:
        return False
    return reading.grade > HARDEST_GRADE if reading.measure == "flesch_kincaid_grade" else reading.grade < LEAST_EASE


# --- what several of them need -----------------------------------------------------------------


def fold(text: str) -> str:
    """Without case, accents and punctuation: two texts that read the same are the same."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", plain))
