"""What an import tells a person: facts with a code, put into words in the language of whoever reads them."""

from dataclasses import dataclass
from typing import Any

from cms.importing.messages import MESSAGES, NAMES, NEEDS_A_PERSON

QUOTED = 300
"""Longest piece of a source that a note repeats."""


@dataclass(frozen=True, slots=True)
class Note:
    code: str
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **params: object) -> "Note":
        if code not in MESSAGES:
            raise KeyError(code)
        return cls(code, tuple((name, shortened(str(value))) for name, value in params.items()))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Note":
        return cls(data["code"], tuple(data["params"].items()))

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "params": dict(self.params)}

    @property
    def needs_a_person(self) -> bool:
        return self.code in NEEDS_A_PERSON

    def __str__(self) -> str:
        shown = {name: str(NAMES.get(name, {}).get(value, value)) for name, value in self.params}
        return str(MESSAGES[self.code]) % shown


class UnreadableSourceError(ValueError):
    """The file can't be read as what it claims to be. `note` says why, and what to do."""

    def __init__(self, code: str, **params: object) -> None:
        self.note = Note.of(code, **params)
        super().__init__(code)

    def __str__(self) -> str:
        return str(self.note)


def shortened(text: str, length: int = QUOTED) -> str:
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip() + "…"
