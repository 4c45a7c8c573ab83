from dataclasses import dataclass


@dataclass(frozen=True)
class Odd:
    """A file as clinics have them."""

    about: str
    name: str
    data: bytes
    sentences: list[str]
    """They must stand in the draft."""
