"""What the recognition of one section takes and gives."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cms.importing.notes import Note
from cms.importing.recognition.draft import DraftBlock
from cms.importing.recognition.phrases import Rules
from cms.importing.recognition.sections import Section
from cms.importing.source import Block


@dataclass(frozen=True)
class Found:
    """A section that may be one of the recognised parts."""

    section: Section
    children: Sequence[Section]
    """The sections below it."""
    rules: Rules
    region: str
    """Where telephone numbers without a country code are from."""
    inherited: str = ""
    """The heading above, if this section is of a kind only because it stands there."""

    @property
    def heading(self) -> str:
        return f"{self.inherited}: {self.section.heading}" if self.inherited else self.section.heading

    def heading_or_made(self, kind: str) -> str:
        return self.heading.rstrip(":").rstrip() or self.rules.made[kind]


@dataclass
class Recognised:
    blocks: list[DraftBlock]
    before: list[Block] = field(default_factory=list)
    """Blocks of the section that stay text, ahead of the recognised ones."""
    rest: list[Block] = field(default_factory=list)
    """The same, after them."""
    uses_children: bool = False
    notes: list[Note] = field(default_factory=list)
