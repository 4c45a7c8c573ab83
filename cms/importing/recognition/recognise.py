"""From a neutral article to a draft: what is recognised becomes its block, everything else stays text."""

from collections.abc import Callable, Sequence

from cms.importing.completeness import missing
from cms.importing.notes import Note
from cms.importing.recognition.calls import call_to_action, contact_form, is_call, is_notice, notice
from cms.importing.recognition.draft import Draft, DraftBlock, RichText, said
from cms.importing.recognition.escalation import escalation
from cms.importing.recognition.lists import alternatives, benefits, risks, steps
from cms.importing.recognition.phrases import Rules, rules_of
from cms.importing.recognition.prose import is_advice
from cms.importing.recognition.questions import questions
from cms.importing.recognition.recognised import Found, Recognised
from cms.importing.recognition.sections import Section, children_of, sections_of
from cms.importing.sentences import sentences
from cms.importing.source import (
    Block,
    BulletList,
    Heading,
    Paragraph,
    Picture,
    Prose,
    SourceArticle,
    Table,
    plain,
    statements,
)

RECOGNISERS: dict[str, Callable[[Found], Recognised | None]] = {
    "contact_form": contact_form,
    "questions": questions,
    "escalation": escalation,
    "call_to_action": call_to_action,
    "benefits": benefits,
    "risks": risks,
    "alternatives": alternatives,
    "steps": steps,
}
"""By the kind of heading; where a heading is of several kinds, the first that fits."""
WORTH_A_NOTE = {"escalation", "benefits", "risks", "alternatives", "call_to_action"}
LED = ("escalation", "risks", "benefits", "alternatives")
"""Kinds that a paragraph before a list can tell, in this order."""


def recognise(article: SourceArticle, *, language: str = "", region: str = "US") -> Draft:
    """The draft of `article`, read in `language` or else in its own."""
    language = language or article.language
    rules = rules_of(language)
    drafting = _Drafting(article.blocks, rules, region)
    drafting.run()
    if fallback := _single_paragraphs(article.blocks, drafting.body, rules, region):
        drafting = _Drafting(article.blocks, rules, region, fallback)
        drafting.run()
    notes = [*article.notes, *drafting.notes, *_absences(drafting.body)]
    notes += [] if article.summary else [Note.of("no_summary")]
    if not rules.known:
        notes.append(Note.of("unknown_language", language=language or "?"))
    return Draft(article.title, language, drafting.body, notes)


def _single_paragraphs(
    blocks: Sequence[Block], body: Sequence[DraftBlock], rules: Rules, region: str
) -> dict[int, str]:
    """Where nothing else tells when to see a doctor, or whom to call: the paragraph that does, by its identity."""
    found: dict[int, str] = {}
    types = {block.type for block in body}
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if "escalation" not in types:
        advising = (
            block for block in paragraphs if any(is_advice(text, rules) for text in sentences(plain(block.content)))
        )
        found |= {id(block): "escalation" for block in list(advising)[:1]}
    if "call_to_action" not in types:
        calling = [block for block in paragraphs if id(block) not in found and is_call(block, rules, region)]
        found |= {id(block): "call_to_action" for block in calling[-1:]}
    return found


def _absences(body: Sequence[DraftBlock]) -> list[Note]:
    types = [block.type for block in body]
    notes = [Note.of(f"no_{kind}") for kind in ("escalation", "call_to_action") if kind not in types]
    emergencies = [place for place, block in enumerate(body) if block.value.get("level") == "emergency"]
    if emergencies and "call_to_action" in types[: emergencies[-1]]:
        notes.append(Note.of("call_above_emergency"))
    return notes


class _Drafting:
    """The body of one article, built section by section."""

    def __init__(
        self, blocks: Sequence[Block], rules: Rules, region: str, single: dict[int, str] | None = None
    ) -> None:
        self.body: list[DraftBlock] = []
        self.notes: list[Note] = []
        self._sections = sections_of(blocks)
        self._top = min((section.level for section in self._sections if section.heading), default=1)
        self._rules = rules
        self._region = region
        self._single = single or {}
        self._open = False
        """Whether text may go on in the last block."""

    def run(self) -> None:
        place = 0
        while place < len(self._sections):
            section, children = self._sections[place], children_of(self._sections, place)
            recognised = self._recognised(section, children)
            if recognised is None:
                self._text(section.heading, section.level, section.blocks)
            else:
                self._take(recognised)
            place += 1 + (len(children) if recognised and recognised.uses_children else 0)

    def _recognised(self, section: Section, children: Sequence[Section]) -> Recognised | None:
        if not section.heading:
            return None
        found = Found(section, children, self._rules, self._region)
        kinds = [kind for kind in RECOGNISERS if self._rules.names(kind, section.heading)]
        for kind in kinds:
            recognised = RECOGNISERS[kind](found)
            if recognised and _complete(found, recognised):
                return recognised
        if kinds and kinds[0] in WORTH_A_NOTE and section.blocks:
            self.notes.append(Note.of("looks_like", kind=kinds[0], heading=section.heading))
        return None

    def _take(self, recognised: Recognised) -> None:
        if recognised.before:
            self._open = False
            self._text("", self._top, recognised.before)
        self.body += recognised.blocks
        self.notes += recognised.notes
        self._open = False
        if recognised.rest:
            self._text("", self._top, recognised.rest)

    def _text(self, heading: str, level: int, blocks: Sequence[Block]) -> None:
        """A section that is text, with whatever in it is told by a lead, or has a block of its own."""
        if heading:
            self._begin(heading, level)
        rest = list(blocks)
        while rest:
            first = rest[0]
            recognised, taken = self._inside(rest)
            if recognised:
                rest = recognised.rest + rest[taken:]
                recognised.rest = []
                self._take(recognised)
            elif not isinstance(first, Picture | Table):
                self._say(first)
                rest = rest[1:]

    def _inside(self, blocks: list[Block]) -> tuple[Recognised | None, int]:
        """What the first of `blocks` begin, and how many of them it takes."""
        first = blocks[0]
        following = blocks[1] if len(blocks) > 1 else None
        match first:
            case Picture():
                return Recognised([DraftBlock("image", {"image": first})]), 1
            case Table():
                return self._table(first), 1
            case Paragraph():
                if kind := self._single.get(id(first)):
                    return self._as_section([first], kind), 1
                if is_notice(first, self._rules):
                    return notice(self._found([first]), (first,)), 1
                if isinstance(following, BulletList):
                    return self._led(first, following), 2
        return None, 1

    def _led(self, lead: Paragraph, listed: BulletList) -> Recognised | None:
        text = plain(lead.content)
        last = sentences(text)[-1] if text else ""
        for kind in LED:
            as_heading = len(text) < 120 and self._rules.names(kind, text.rstrip(":"))
            if as_heading or (text.endswith(":") and self._rules.leads(kind, last)):
                recognised = self._as_section([lead, listed], kind)
                if recognised:
                    return recognised
        return None

    def _as_section(self, blocks: list[Block], kind: str) -> Recognised | None:
        found = self._found(blocks)
        recognised = RECOGNISERS[kind](found)
        if recognised is None or recognised.before or not _complete(found, recognised):
            return None
        recognised.notes.append(Note.of("heading_made", heading=recognised.blocks[0].value["heading"]))
        return recognised

    def _found(self, blocks: list[Block]) -> Found:
        return Found(Section("", self._top, blocks), [], self._rules, self._region)

    def _table(self, table: Table) -> Recognised:
        value = {
            "caption": table.caption,
            "columns": list(table.columns),
            "rows": [list(row) for row in table.rows],
            "row_headings": table.row_headings,
        }
        notes = (
            [] if table.caption else [Note.of("table_without_caption", table=" · ".join(filter(None, table.columns)))]
        )
        return Recognised([DraftBlock("table", value)], notes=notes)

    def _begin(self, heading: str, level: int) -> None:
        """A heading of the highest level begins a block; a lower one stands inside it."""
        if level > self._top and self._open:
            self._say(Heading(3 if level == self._top + 1 else 4, heading))
            return
        self.body.append(DraftBlock("text", {"heading": heading, "content": RichText()}))
        self._open = True

    def _say(self, block: Prose) -> None:
        if not self._open:
            self.body.append(DraftBlock("text", {"heading": "", "content": RichText()}))
            self._open = True
        value = self.body[-1].value
        value["content"] = RichText((*value["content"].blocks, block))


def _complete(found: Found, recognised: Recognised) -> bool:
    """Whether every sentence of the section stands in what was made of it: if not, it had better stay text."""
    stated = found.section.statements()
    if recognised.uses_children:
        stated += [text for child in found.children for text in child.statements()]
    kept = statements([*recognised.before, *recognised.rest])
    everything = "\n".join([said(recognised.blocks), *kept])
    return not missing([sentence for text in stated for sentence in sentences(text)], everything)
