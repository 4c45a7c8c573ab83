"""The library's serial, looked at only as often as the freshness of answers demands."""

import logging
import threading
import time
from collections.abc import Callable

logger = logging.getLogger(__name__)


class SerialWatch:
    """Shares one look at the serial among all threads that can do with it."""

    def __init__(self, read: Callable[[], int]) -> None:
        self._read = read
        self._lock = threading.Lock()
        self._last: tuple[float, int | None] = (float("-inf"), None)
        """When the last look began, and what it saw; None if it failed."""

    def no_older_than(self, moment: float) -> int | None:
        """The serial as it was at `moment` (of time.monotonic()) or later; None if the database can't tell.

        Who comes while somebody looks waits for the lock, and then mostly finds that the next look served it too: a
        slow or absent database is asked once, not by every thread.
        """
        began, serial = self._last
        if began >= moment:
            return serial
        with self._lock:
            began, serial = self._last
            if began >= moment:
                return serial
            # A look counts from when it began: what is committed while it runs may be missing from it.
            began = time.monotonic()
            try:
                serial = self._read()
            except Exception:  # whatever a database driver raises: without the serial nothing is answered from memory
                logger.exception("the library's serial can't be read; nothing is answered from the response cache")
                serial = None
            self._last = (began, serial)
            return serial
