"""What an exported library holds, and from where it goes on."""

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Self

import orjson
from django.conf import settings

from api.export.asking import ask

FORMAT = 1
KEPT_PLACES = 20
"""So many exports back, copies of the library find what changed since."""


@dataclass
class Manifest:
    """Written last, with everything that it names: whoever is stopped before goes on from the one before."""

    fingerprint: str
    serial: int = -1
    day: str = ""
    places: list[list[str]] = field(default_factory=list)
    """The cursors at which copies of the library stand that were made from an export, the newest first."""
    groups: dict[str, dict[str, str]] = field(default_factory=dict)
    """By what they tell of, the names of files, each with the SHA-256 of the answer that it holds."""

    @classmethod
    def read(cls, written: bytes) -> Self:
        return cls(**orjson.loads(written))

    def write(self) -> bytes:
        return orjson.dumps(asdict(self))

    def names(self) -> set[str]:
        """Of every file."""
        return {name for files in self.groups.values() for name in files}

    def can_go_on(self, fingerprint: str) -> bool:
        """Whether the answers that did not change since are still what the API would answer.

        They aren't if they were made under other settings, by another version, or from a history that is no more
        because the database was restored from a backup.
        """
        if self.fingerprint != fingerprint or not self.places:
            return False
        return ask(f"/api/v1/changes/?after={self.places[0][0]}").is_public


def fingerprint() -> str:
    """Of what the answers depend on beside the library: some settings, and the shape of the API."""
    parts = (FORMAT, settings.PUBLIC_URL, settings.MEDIA_URL, settings.LANGUAGES, settings.LANGUAGE_CODE)
    told = repr(parts).encode() + ask("/api/v1/openapi.json").body
    return hashlib.sha256(told).hexdigest()
