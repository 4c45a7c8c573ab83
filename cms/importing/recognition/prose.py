"""When to see a doctor, where it is told in running text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cms.importing.recognition.limits import CRITERION
from cms.importing.recognition.phrases import Rules
from cms.importing.recognition.timeframes import timeframes
from cms.importing.sentences import sentences
from cms.importing.source import Block, Line, Paragraph, Picture, line_of, plain

SPLIT = re.compile(r"^([^.!?]{3,150}?\b(?:if|when|si|cuando))\s+(.+)$", re.DOTALL | re.IGNORECASE)


@dataclass
class Told:
    criteria: list[str]
    before: list[Block] = field(default_factory=list)
    """What leads to the first criterion, and is too long to belong to it."""
    rest: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass
class _Sentence:
    text: str
    paragraph: Paragraph
    is_condition: bool


def is_advice(sentence: str, rules: Rules) -> bool:
    """Whether it tells when to get help."""
    return _is_condition(sentence, rules) and rules.advice.match(sentence)


def criteria_in(blocks: Sequence[Block], rules: Rules) -> Told | None:
    """Each sentence with a condition is a criterion; what stands between two belongs to the second."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    pictures = [block for block in blocks if isinstance(block, Picture)]
    said = [
        _Sentence(text, paragraph, _is_condition(text, rules))
        for paragraph in paragraphs
        for text in sentences(plain(paragraph.content))
    ]
    end = max((place for place, sentence in enumerate(said, start=1) if sentence.is_condition), default=0)
    if not end or len(paragraphs) + len(pictures) < len(blocks):
        return None
    before, criteria = _criteria(said[:end])
    return Told(
        criteria,
        before=[Paragraph(line_of(before))] if before else [],
        rest=[*pictures, *_paragraphs(said[end:], complete=_untouched(said, end))],
        lines=[paragraph.content for paragraph in paragraphs],
    )


def split_at_condition(criterion: str, rules: Rules) -> tuple[str, str] | None:
    """“See a doctor if the pain stays.” as its lead and its criterion."""
    found = SPLIT.match(criterion)
    if not found or not rules.advice.match(found[1]) or len(sentences(criterion)) > 1:
        return None
    return f"{found[1]}:", found[2]


def _is_condition(sentence: str, rules: Rules) -> bool:
    return rules.conditions.match(sentence) or bool(timeframes(sentence, rules.timeframe))


def _criteria(said: Sequence[_Sentence]) -> tuple[str, list[str]]:
    groups: list[list[str]] = [[]]
    for sentence in said:
        groups[-1].append(sentence.text)
        if sentence.is_condition:
            groups.append([])
    groups.pop()
    before: list[str] = []
    if len(" ".join(groups[0])) > CRITERION:
        before, groups[0] = groups[0][:-1], groups[0][-1:]
    criteria: list[str] = []
    for group in groups:
        whole = " ".join(group)
        criteria += [whole] if len(whole) <= CRITERION else group
    return " ".join(before), criteria


def _untouched(said: Sequence[_Sentence], end: int) -> list[Paragraph]:
    """The paragraphs of which no sentence is a criterion."""
    touched = {id(sentence.paragraph) for sentence in said[:end]}
    following = {id(sentence.paragraph): sentence.paragraph for sentence in said[end:]}
    return [paragraph for key, paragraph in following.items() if key not in touched]


def _paragraphs(said: Sequence[_Sentence], *, complete: Sequence[Paragraph]) -> list[Paragraph]:
    """What follows the criteria: whole paragraphs as they were, the end of a divided one as plain text."""
    left = " ".join(sentence.text for sentence in said if all(sentence.paragraph is not whole for whole in complete))
    return [*([Paragraph(line_of(left))] if left else []), *complete]
