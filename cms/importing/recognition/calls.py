"""Calls to action, and the notice of a contact form."""

from cms.importing.notes import Note, shortened
from cms.importing.recognition.draft import DraftBlock, PhoneTarget, RichText, Target, UrlTarget
from cms.importing.recognition.limits import LABEL, PARAGRAPH
from cms.importing.recognition.phones import phones
from cms.importing.recognition.phrases import Rules
from cms.importing.recognition.points import joined_text, links_in, lost_links
from cms.importing.recognition.recognised import Found, Recognised
from cms.importing.sentences import sentences
from cms.importing.source import Paragraph, Prose, links, plain, prose


def call_to_action(found: Found) -> Recognised | None:
    """Paragraphs with a telephone number, or with a link to where one books."""
    own = found.section.blocks
    taken: list[Paragraph] = []
    for block in own:
        if not isinstance(block, Paragraph) or is_notice(block, found.rules):
            break
        taken.append(block)
    target, label = _target(taken, found)
    if target is None or len(joined_text(taken)) > PARAGRAPH:
        return None
    heading = found.heading_or_made("call_to_action")
    value = {
        "heading": heading,
        "text": joined_text(taken),
        "kind": _kind(target, f"{heading} {joined_text(taken)}", found.rules),
        "label": shortened(label, LABEL),
        "target": target,
    }
    used = target.address if isinstance(target, UrlTarget) else ""
    lost = [link for link in links_in(taken) if link[1] != used and not link[1].startswith("tel:")]
    others = _numbers(taken, found.region)[1:]
    notes = lost_links(lost, heading) + [
        Note.of("further_phone", phone=other.display, heading=heading) for other in others
    ]
    return Recognised([DraftBlock("call_to_action", value)], rest=own[len(taken) :], notes=notes)


def is_call(paragraph: Paragraph, rules: Rules, region: str) -> bool:
    """Whether it asks the reader to call a number."""
    if not phones(paragraph.content, region):
        return False
    return any(rules.calls.match(sentence) for sentence in sentences(plain(paragraph.content)))


def is_notice(paragraph: Paragraph, rules: Rules) -> bool:
    """Whether it says what a contact form is not for."""
    return any(rules.notices.match(sentence) for sentence in sentences(plain(paragraph.content)))


def contact_form(found: Found) -> Recognised | None:
    """The section of a form: its notice stays with the article as a callout, for a person to move into the form."""
    own = found.section.blocks
    notices = [block for block in own if isinstance(block, Paragraph) and is_notice(block, found.rules)]
    content = prose(own)
    return notice(found, content) if notices and content else None


def notice(found: Found, content: tuple[Prose, ...]) -> Recognised:
    heading = found.heading_or_made("notice")
    text = " ".join(
        plain(block.content) for block in content if isinstance(block, Paragraph) and is_notice(block, found.rules)
    )
    value = {"tone": "information", "heading": heading, "content": RichText(content)}
    return Recognised([DraftBlock("callout", value)], notes=[Note.of("form_notice", text=text)])


def _numbers(paragraphs: list[Paragraph], region: str) -> list[PhoneTarget]:
    found = [target for paragraph in paragraphs for target in phones(paragraph.content, region)]
    return list({target.number: target for target in found}.values())


def _target(paragraphs: list[Paragraph], found: Found) -> tuple[Target | None, str]:
    numbers = _numbers(paragraphs, found.region)
    if numbers:
        return numbers[0], found.rules.made["call_label"].format(phone=numbers[0].display)
    for paragraph in paragraphs:
        for text, address in links(paragraph.content):
            if text.strip() and not address.startswith("tel:"):
                return UrlTarget(address), text.strip()
    return None, ""


def _kind(target: Target, text: str, rules: Rules) -> str:
    if isinstance(target, PhoneTarget):
        return "call"
    if target.address.startswith("mailto:"):
        return "enquire"
    return "book" if any(rules.bookings.match(sentence) for sentence in sentences(text)) else "read"
