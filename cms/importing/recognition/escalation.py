"""When to see a doctor: the level, the lead, the criteria, the timeframe and what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from cms.importing.notes import Note, shortened
from cms.importing.recognition.draft import DraftBlock, PhoneTarget, UrlTarget
from cms.importing.recognition.limits import CRITERION, HEADING, LABEL, LEAD
from cms.importing.recognition.phones import emergency_numbers, phones
from cms.importing.recognition.phrases import Rules
from cms.importing.recognition.points import item_text, lost_links
from cms.importing.recognition.prose import criteria_in, split_at_condition
from cms.importing.recognition.recognised import Found, Recognised
from cms.importing.recognition.sections import with_their_own
from cms.importing.recognition.timeframes import timeframes
from cms.importing.sentences import sentences
from cms.importing.source import Block, BulletList, Line, Paragraph, Picture, line_of, links, plain


@dataclass
class Guidance:
    """One lead and what it leads to."""

    lead: str
    criteria: list[str]
    lines: list[Line] = field(default_factory=list)
    """Where its words come from: for telephone numbers and links."""


def escalation(found: Found) -> Recognised | None:
    own = found.section.blocks
    if any(isinstance(block, BulletList) for block in own):
        return _from_lists(found)
    if not own and found.children:
        return _from_children(found)
    return _from_prose(found)


def _from_lists(found: Found) -> Recognised | None:
    """Paragraphs, the last of them the lead, and a list; then perhaps the next lead and its list."""
    blocks = found.section.blocks
    first = next(place for place, block in enumerate(blocks) if isinstance(block, BulletList))
    ahead = [block for block in blocks[:first] if isinstance(block, Paragraph)]
    aside: list[Block] = [block for block in blocks[:first] if isinstance(block, Picture)]
    if len(ahead) + len(aside) < first:
        return None
    before, guidance = _led(found, ahead, blocks[first])
    groups = [guidance]
    rest = blocks[first + 1 :]
    while (
        len(rest) > 1 and isinstance(rest[0], Paragraph) and isinstance(rest[1], BulletList) and _leads(found, rest[0])
    ):
        groups.append(_led(found, [rest[0]], rest[1])[1])
        rest = rest[2:]
    recognised = _recognised(found, groups)
    if recognised:
        recognised.before = list(before)
        recognised.rest = aside + rest
    return recognised


def _leads(found: Found, paragraph: Paragraph) -> bool:
    text = plain(paragraph.content)
    return text.endswith(":") or found.rules.leads("escalation", text)


def _led(found: Found, ahead: Sequence[Paragraph], listed: Block) -> tuple[list[Paragraph], Guidance]:
    """What stands before the list as its lead; paragraphs that do not fit into one line come back."""
    assert isinstance(listed, BulletList)  # noqa: S101  # the callers looked
    before: list[Paragraph] = []
    lead = _as_lead(" ".join(plain(paragraph.content) for paragraph in ahead))
    if len(lead) > LEAD:
        before, ahead = list(ahead[:-1]), ahead[-1:]
        lead = _as_lead(plain(ahead[0].content))
    if not lead:
        heading_leads = found.rules.leads("escalation", found.heading)
        lead = _as_lead(found.heading) if heading_leads else found.rules.made["escalation_lead"]
    lines = [paragraph.content for paragraph in ahead]
    lines += [
        line for item in listed.items for line in [item.content, *(line_of(text) for text in _inner(item.children))]
    ]
    return before, Guidance(lead, [item_text(item) for item in listed.items], lines)


def _inner(lists: Iterable[BulletList]) -> list[str]:
    return [item_text(item) for child in lists for item in child.items]


def _as_lead(text: str) -> str:
    text = " ".join(text.split())
    return f"{text.rstrip('.:… ')}:" if text else ""


def _from_children(found: Found) -> Recognised | None:
    """A heading of its own for each level: all that is below "when to see a doctor" is about that."""
    blocks: list[DraftBlock] = []
    notes: list[Note] = []
    rest: list[Block] = []
    for child in with_their_own(found.children):
        inner = (
            escalation(replace(found, section=child, children=[], inherited=found.heading)) if child.blocks else None
        )
        if inner is None or inner.before or rest:
            return None
        blocks += inner.blocks
        notes += inner.notes
        rest = inner.rest
    return Recognised(blocks, rest=rest, uses_children=True, notes=notes) if blocks else None


def _from_prose(found: Found) -> Recognised | None:
    told = criteria_in(found.section.blocks, found.rules)
    if told is None:
        return None
    lead, criteria = found.rules.made["escalation_lead"], told.criteria
    if len(criteria) == 1 and (split := split_at_condition(criteria[0], found.rules)):
        lead, criteria = split[0], [split[1]]
    recognised = _recognised(found, [Guidance(lead, criteria, told.lines)])
    if recognised:
        recognised.before, recognised.rest = told.before, told.rest
        recognised.notes.append(Note.of("escalation_from_prose", heading=recognised.blocks[0].value["heading"]))
    return recognised


def _recognised(found: Found, groups: Sequence[Guidance]) -> Recognised | None:
    blocks: list[DraftBlock] = []
    notes: list[Note] = []
    for place, group in enumerate(groups):
        heading = found.heading_or_made("escalation") if place == 0 else group.lead.rstrip(":")
        criteria = [text for text in group.criteria if text]
        if not criteria or max(map(len, criteria)) > CRITERION or len(group.lead) > LEAD or len(heading) > HEADING:
            return None
        level = _level(f"{found.heading if place == 0 else ''} {group.lead}", found.rules)
        durations = timeframes(
            "\n".join([found.heading if place == 0 else "", group.lead, *criteria]), found.rules.timeframe
        )
        actions, lost = _actions(found, group, level)
        blocks.append(
            DraftBlock(
                "escalation",
                {
                    "heading": heading,
                    "level": level,
                    "lead": group.lead,
                    "criteria": criteria,
                    "timeframe": {"count": durations[0].count, "unit": durations[0].unit} if durations else None,
                    "actions": actions,
                },
            )
        )
        notes.append(Note.of("check_escalation", heading=heading, level=level))
        notes += lost_links(lost, heading)
        if len(durations) > 1:
            notes.append(
                Note.of("several_timeframes", heading=heading, count=durations[0].count, unit=durations[0].unit)
            )
        if group.lead == found.rules.made["escalation_lead"]:
            notes.append(Note.of("lead_made", heading=heading, lead=group.lead))
    return Recognised(blocks, notes=notes)


def _level(text: str, rules: Rules) -> str:
    for level, phrases in rules.levels.items():
        if any(phrases.match(sentence) for sentence in sentences(text)):
            return level
    return "non_urgent"


def _actions(found: Found, group: Guidance, level: str) -> tuple[list[dict[str, object]], list[tuple[str, str]]]:
    """A call for each number that is named; for anything but an emergency also each link."""
    numbers: list[PhoneTarget] = []
    text = " ".join([group.lead, *group.criteria])
    if level == "emergency":
        numbers += emergency_numbers(f"{found.heading} {text}")
    for line in group.lines:
        numbers += phones(line, found.region)
    label = found.rules.made["call_label"]
    actions: list[dict[str, object]] = [
        {"label": label.format(phone=target.display), "target": target}
        for target in {target.number: target for target in numbers}.values()
    ]
    pages = [link for line in group.lines for link in links(line) if not link[1].startswith("tel:")]
    if level == "emergency":
        return actions, pages
    return actions + [
        {"label": shortened(text, LABEL), "target": UrlTarget(address)} for text, address in pages if text.strip()
    ], []
