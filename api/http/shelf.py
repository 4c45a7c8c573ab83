"""Answers held in memory within a number of bytes."""

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeAlias

from api.http.representation import Representation

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Key = tuple[str, ...]
HELD_ELSEWHERE = 2000
"""About what the headers and the dictionaries of an entry take, in bytes."""


Generation: TypeAlias = tuple[int, int]
"""The library's serial and the UTC day: while they are the same, so are the answers (`review.status` changes with the
day)."""


class Shelf:
    """The answers of one generation, within a number of bytes; the least recently used goes first."""

    def __init__(self, generation: Generation | None, capacity: int, *, evictions: int = 0) -> None:
        self.generation = generation
        self.bytes_held = 0
        self.evictions = evictions
        self._capacity = capacity
        self._lock = threading.Lock()
        self._entries: OrderedDict[Key, tuple[Representation | Key, int]] = OrderedDict()
        """By target, and where the response varies, by target and the values of the request headers that it names; then
        the target alone holds those names."""

    def get(self, target: Key, environ: "WSGIEnvironment") -> Representation | None:
        with self._lock:
            found = self._touch(target)
            if isinstance(found, tuple):
                found = self._touch((*target, *(environ.get(name, "") for name in found)))
            return found if isinstance(found, Representation) else None

    def put(self, target: Key, environ: "WSGIEnvironment", representation: Representation) -> None:
        """Keep it, or weigh it again after it has grown by another content coding."""
        names = tuple("HTTP_" + name.upper().replace("-", "_") for name in representation.vary)
        with self._lock:
            if names:
                self._add(target, names, HELD_ELSEWHERE)
                target = (*target, *(environ.get(name, "") for name in names))
            self._add(target, representation, representation.size + HELD_ELSEWHERE)
            while self.bytes_held > self._capacity:
                _key, (_item, weight) = self._entries.popitem(last=False)
                self.bytes_held -= weight
                self.evictions += 1

    def _touch(self, key: Key) -> Representation | Key | None:
        held = self._entries.get(key)
        if held is None:
            return None
        self._entries.move_to_end(key)
        return held[0]

    def _add(self, key: Key, item: Representation | Key, weight: int) -> None:
        _item, before = self._entries.pop(key, (None, 0))
        self._entries[key] = (item, weight)
        self.bytes_held += weight - before
