"""A folder: `current` leads to the newest version, whose `public` is the root of a web server.

A version shares the files that didn't change with the one before, as hard links, and becomes visible as a whole.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time_ns

from api.export.naming import File
from api.export.targets import TargetBusyError


class Directory:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._current = root / "current"
        self._building: Path | None = None

    @contextmanager
    def writing(self) -> Iterator[None]:
        self._versions.mkdir(parents=True, exist_ok=True)
        with (self._root / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # goes with the process, however that ends
            except BlockingIOError as error:
                raise TargetBusyError(f"another export writes to {self._root}") from error
            self._building = None
            yield

    def is_whole(self) -> bool:
        return True

    def manifest(self) -> bytes | None:
        found = self._current / "manifest.json"
        return found.read_bytes() if found.exists() else None

    def names(self) -> set[str]:
        public = self._current / "public"
        return {str(found.relative_to(public)) for found in (public / "api").rglob("*") if found.is_file()}

    def read(self, name: str) -> bytes | None:
        found = self._current / "public" / name
        return found.read_bytes() if found.is_file() else None

    def write(self, file: File) -> None:
        path = self._build() / "public" / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # what is written into a hard link is written into the version before, too
        path.write_bytes(file.body)

    def remove(self, name: str) -> None:
        path = self._build() / "public" / name
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder.name == "public" or any(folder.iterdir()):
                break
            folder.rmdir()

    def settle(self) -> None:
        """Everything is done at once."""

    def finish(self, manifest: bytes) -> None:
        building = self._build()
        path = building / "manifest.json"
        path.unlink(missing_ok=True)
        path.write_bytes(manifest)
        os.sync()  # else a power cut could leave the new name with half of the files
        before = self._current.resolve() if self._current.exists() else None
        version = building.rename(self._versions / str(time_ns()))
        pointer = self._root / ".next"
        pointer.unlink(missing_ok=True)
        pointer.symlink_to(version.relative_to(self._root))
        pointer.replace(self._current)
        self._clear(keep={version, before})  # whoever reads in the version before may finish

    @property
    def _versions(self) -> Path:
        return self._root / "versions"

    def _build(self) -> Path:
        if self._building is None:
            current = self._current.resolve() if self._current.exists() else None
            self._clear(keep={current, *self._before(current)})
            self._building = self._versions / "building"
            if current:
                shutil.copytree(current, self._building, copy_function=os.link)
            else:
                (self._building / "public").mkdir(parents=True)
        return self._building

    def _before(self, current: Path | None) -> list[Path]:
        """The version that was replaced by the current one."""
        finished = sorted(found for found in self._versions.resolve().iterdir() if found.name.isdecimal())
        return [found for found in finished if found != current][-1:]

    def _clear(self, *, keep: set[Path | None]) -> None:
        for found in self._versions.resolve().iterdir():
            if found not in keep:
                shutil.rmtree(found)
