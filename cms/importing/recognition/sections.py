"""An article, cut at its headings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cms.importing.source import Block, Heading, statements


@dataclass
class Section:
    heading: str
    """Empty for what stands before the first heading."""
    level: int
    blocks: list[Block] = field(default_factory=list)

    def statements(self) -> list[str]:
        return [text for text in [self.heading, *statements(self.blocks)] if text]


def sections_of(blocks: Iterable[Block]) -> list[Section]:
    sections = [Section("", 0)]
    for block in blocks:
        if isinstance(block, Heading):
            sections.append(Section(block.text, block.level))
        else:
            sections[-1].blocks.append(block)
    return sections if sections[0].blocks else sections[1:]


def children_of(sections: Sequence[Section], place: int) -> list[Section]:
    """The sections below the one at `place`."""
    if not sections[place].heading:
        return []
    children: list[Section] = []
    for section in sections[place + 1 :]:
        if section.level <= sections[place].level:
            break
        children.append(section)
    return children


def with_their_own(children: Sequence[Section]) -> list[Section]:
    """Only the highest of `children`, each holding the headings and blocks of those below it."""
    top = min((child.level for child in children), default=0)
    highest: list[Section] = []
    for child in children:
        if child.level == top or not highest:
            highest.append(Section(child.heading, child.level, list(child.blocks)))
        else:
            highest[-1].blocks += [Heading(child.level, child.heading), *child.blocks]
    return highest
