"""Where an exported library is kept."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from api.export.naming import File


class TargetBusyError(RuntimeError):
    """Another export writes there now."""


class InvalidTargetError(ValueError):
    """Neither the absolute path of a folder nor s3://bucket/prefix."""


class Target(Protocol):
    """`write` and `remove` prepare, or show at once where nothing else can be had; `finish` makes it whole."""

    def writing(self) -> AbstractContextManager[None]:
        """Raises TargetBusyError. Whatever isn't finished at its end isn't there next time."""

    def is_whole(self) -> bool:
        """False if the last export was stopped half way and left its files behind."""

    def manifest(self) -> bytes | None:
        """What the last export finished with."""

    def names(self) -> set[str]:
        """Of the files below `api/`."""

    def read(self, name: str) -> bytes | None:
        """None if it isn't there."""

    def write(self, file: File) -> None:
        """Put it in the place of what has its name."""

    def remove(self, name: str) -> None:
        """It may be gone already."""

    def settle(self) -> None:
        """Return when everything is done that was asked for so far."""

    def finish(self, manifest: bytes) -> None:
        """All is written that `manifest` names."""


def target_at(address: str) -> Target:
    """Raises InvalidTargetError."""
    from api.export.targets.bucket import Bucket
    from api.export.targets.directory import Directory

    found = urlsplit(address)
    if found.scheme == "s3" and found.netloc:
        return Bucket(found.netloc, found.path.strip("/"))
    if not found.scheme and Path(address).is_absolute():
        return Directory(Path(address))
    raise InvalidTargetError(f"{address!r} is neither the absolute path of a folder nor s3://bucket/prefix")
