"""What differs between two editions: part by part, and in each part word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from api.documents.models import Edition
from cms.publishing.texts import Part, parts_of

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


class State(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Mark(StrEnum):
    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True)
class Run:
    """Words that belong together."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class PartDifference:
    label: str
    state: State
    moved: bool
    """It stands elsewhere among the parts that both editions have."""
    runs: list[Run]

    @property
    def beside_words(self) -> bool:
        """Something has changed that is not text: emphasis, a picture, a level."""
        return self.state == State.CHANGED and all(run.mark == Mark.KEPT for run in self.runs)


def compare(before: Edition, after: Edition) -> list[PartDifference]:
    """Every part of both, in the order of the later one; what was removed stands where it was."""
    old = {part.key: part for part in parts_of(before)}
    new = {part.key: part for part in parts_of(after)}
    staying = _in_the_same_order(list(old), list(new))
    return [
        _difference(old.get(key), new.get(key), moved=key in old and key in new and key not in staying)
        for key in _merged(list(old), list(new))
    ]


def words(before: str, after: str) -> list[Run]:
    """The two texts as one, its words marked."""
    one, other = TOKEN.findall(before), TOKEN.findall(after)
    found: list[Run] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Run(Mark.KEPT, "".join(one[start:end])))
            continue
        if end > start:
            found.append(Run(Mark.DELETED, "".join(one[start:end])))
        if new_end > new_start:
            found.append(Run(Mark.INSERTED, "".join(other[new_start:new_end])))
    return found


def _difference(old: Part | None, new: Part | None, *, moved: bool) -> PartDifference:
    if old is None or new is None:
        only, state, mark = (new, State.ADDED, Mark.INSERTED) if old is None else (old, State.REMOVED, Mark.DELETED)
        assert only is not None  # noqa: S101 - every key comes from one of the two
        return PartDifference(only.label, state, moved, [Run(mark, only.text)])
    state = State.SAME if old.raw == new.raw else State.CHANGED
    return PartDifference(new.label, state, moved, words(old.text, new.text))


def _in_the_same_order(old: list[str], new: list[str]) -> set[str]:
    matches = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {key for match in matches for key in old[match.a : match.a + match.size]}


def _merged(old: list[str], new: list[str]) -> Iterator[str]:
    """The keys of the new edition; each that is gone follows what it followed in the old one."""
    gone_after: dict[str | None, list[str]] = {}
    anchor: str | None = None
    for key in old:
        if key in new:
            anchor = key
        else:
            gone_after.setdefault(anchor, []).append(key)
    yield from gone_after.get(None, ())
    for key in new:
        yield key
        yield from gone_after.get(key, ())
