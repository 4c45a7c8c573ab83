"""Writes every answer of the API where a static server finds it, as far as it isn't there already."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from itertools import chain
from typing import NamedTuple

from api.documents.changes import current_serial
from api.export.asking import Answer, ask
from api.export.groups import Group, concerned, neighbours
from api.export.manifest import Manifest, fingerprint
from api.export.naming import File, files_for, name_of, siblings
from api.export.targets import Target
from api.http.caching import today

logger = logging.getLogger(__name__)
MOST_PASSES = 10


class RestlessLibraryError(RuntimeError):
    """The library changed faster than it could be written, again and again."""


class Outcome(NamedTuple):
    """What an export came to, in numbers of files."""

    serial: int
    written: int
    kept: int
    removed: int


class Difference(NamedTuple):
    """A file that isn't what the API answers. `what` is missing, outdated or left over."""

    what: str
    name: str


def export(target: Target, *, anew: bool = False) -> Outcome:
    """Bring `target` to where the library is. `anew` asks for every answer again, also for what nothing has changed.

    Raises RestlessLibraryError, TargetBusyError.
    """
    with target.writing():
        before, mark = target.manifest(), fingerprint()
        known = Manifest.read(before) if before else Manifest(mark)
        there = {name: digest for files in known.groups.values() for name, digest in files.items()}
        whole = target.is_whole()
        if not whole:  # the last export was stopped half way: what is there is known by name only
            there |= dict.fromkeys(target.names(), "")
        go_on = whole and not anew and known.can_go_on(mark)
        manifest = known if go_on else Manifest(mark, places=known.places, groups=known.groups)
        outcome = _Export(target, manifest, there).bring_up()
        now = manifest.write()
        if now != before or not whole:
            target.finish(now)
    return outcome


def differences(target: Target) -> Iterator[Difference]:
    """What of `target` isn't what the API answers now."""
    before = target.manifest()
    expected: set[str] = set()
    manifest = Manifest("", places=Manifest.read(before).places if before else [])
    for group in chain.from_iterable(concerned(manifest, day=today())):
        for name, answer in told(group):
            if name not in expected:
                files = files_for(name, answer)
                expected.update(file.name for file in files)
                for file in files:
                    yield from _difference(file, target.read(file.name))
    yield from (Difference("left over", name) for name in sorted(target.names() - expected))


def _difference(file: File, there: bytes | None) -> Iterator[Difference]:
    if there is None:
        yield Difference("missing", file.name)
    elif there != file.body:
        yield Difference("outdated", file.name)


def told(group: Group) -> Iterator[tuple[str, Answer]]:
    """Every answer of the group that a file can hold, with those that it leads to, and the names of the files.

    What is withdrawn says so; where nothing is, the server says so by itself.
    """
    waiting = list(group.urls)[::-1]
    seen = set(waiting)
    while waiting:
        url = waiting.pop()
        answer = ask(url)
        if answer.is_public or answer.status == HTTPStatus.GONE:
            onward = group.onward(url, answer.body) if answer.is_public else ()
            further = [found for found in onward if found not in seen]
            seen.update(further)
            waiting += further[::-1]
            name = name_of(url, answer)
            if name is None:
                logger.warning("No file can have the name of %s; it is left out", url)
            else:
                yield name, answer


class _Export:
    """One export on its way. `manifest` is brought up to date with what is written; `there` is what there was."""

    def __init__(self, target: Target, manifest: Manifest, there: dict[str, str]) -> None:
        self._target = target
        self._manifest = manifest
        self._there = there
        self._written: set[str] = set()
        self._removed: set[str] = set()

    def bring_up(self) -> Outcome:
        """Again and again, until the library stood still meanwhile: then all files are of one serial."""
        manifest, anew = self._manifest, self._manifest.serial < 0
        asked: set[str] = set()
        for _pass in range(MOST_PASSES):
            serial, day = current_serial(), today()
            if (manifest.serial, manifest.day) == (serial, day.isoformat()):
                return self._outcome(serial)
            for phase in concerned(manifest, day=day):
                asked |= self._write_groups(phase)
                asked |= self._write_groups(neighbours(manifest, asked))
                self._remove_stale()
            if anew:
                manifest.groups = {name: files for name, files in manifest.groups.items() if name in asked}
                self._remove_stale()
            manifest.serial, manifest.day = serial, day.isoformat()
        raise RestlessLibraryError(f"the library changed during each of {MOST_PASSES} passes")

    def _write_groups(self, groups: Iterable[Group]) -> set[str]:
        """Returns their names."""
        names = set()
        for group in groups:
            files: dict[str, str] = {}
            for name, answer in told(group):
                files |= self._write(name, answer)
            self._manifest.groups[group.name] = files
            names.add(group.name)
        self._target.settle()
        return names

    def _write(self, name: str, answer: Answer) -> dict[str, str]:
        """Returns the file and its siblings, each with the digest of the answer."""
        digest = hashlib.sha256(answer.body).hexdigest()
        if self._there.get(name) != digest:
            for file in files_for(name, answer):
                self._target.write(file)
                self._there[file.name] = digest
                self._written.add(file.name)
        return {file: digest for file in siblings(name) if self._there.get(file) == digest}

    def _remove_stale(self) -> None:
        for name in sorted(self._there.keys() - self._manifest.names()):
            self._target.remove(name)
            del self._there[name]
            self._removed.add(name)
        self._target.settle()

    def _outcome(self, serial: int) -> Outcome:
        kept, removed = self._there.keys() - self._written, self._removed - self._there.keys()
        return Outcome(serial, written=len(self._written), kept=len(kept), removed=len(removed))
