"""Questions and answers: below a heading that says so, each question a heading of its own or a bold beginning."""

from cms.importing.recognition.draft import DraftBlock, RichText
from cms.importing.recognition.limits import QUESTION
from cms.importing.recognition.points import first_sentence, split_head
from cms.importing.recognition.recognised import Found, Recognised
from cms.importing.recognition.sections import with_their_own
from cms.importing.source import BulletList, Paragraph, Prose, plain, prose


def questions(found: Found) -> Recognised | None:
    children = with_their_own(found.children)
    own = found.section.blocks
    if children:
        items = [(child.heading, prose(child.blocks)) for child in children]
        before, rest = own, []
    else:
        place = next((place for place, block in enumerate(own) if isinstance(block, BulletList)), len(own))
        listed = own[place] if place < len(own) else None
        items = _from_list(listed) if isinstance(listed, BulletList) else []
        before, rest = own[:place], own[place + 1 :]
    answered = [(question, answer) for question, answer in items if answer and len(question) <= QUESTION]
    if not items or len(answered) < len(items):
        return None
    value = {
        "heading": found.heading_or_made("questions"),
        "items": [{"question": question, "answer": RichText(answer)} for question, answer in answered],
    }
    return Recognised([DraftBlock("questions", value)], before=before, rest=rest, uses_children=bool(children))


def _from_list(listed: BulletList) -> list[tuple[str, tuple[Prose, ...] | None]]:
    """Each item a question in bold or ending in a question mark, then its answer."""
    found: list[tuple[str, tuple[Prose, ...] | None]] = []
    for item in listed.items:
        question, answer = split_head(item.content)
        if not answer:
            question, answer = first_sentence(item.content)
        blocks = [Paragraph(answer)] if answer else []
        found.append((plain(question), (*blocks, *item.children)))
    return found
