"""Keeps a server and its helpers running together, and stops them together."""

import logging
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event
from types import FrameType

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.2
STOP_SECONDS = 30.0
LONGEST_PAUSE = 30.0
"""Before a child that keeps dying is started again."""


@dataclass
class Child:
    """A process to keep running. When an essential one ends, everything ends."""

    name: str
    command: Sequence[str]
    essential: bool
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    start_at: float = 0.0
    failures: int = field(default=0)

    def start(self) -> None:
        # Its own group: Ctrl-C reaches only the supervisor, which then stops everybody gently.
        self.process = subprocess.Popen(self.command, process_group=0)  # noqa: S603 - our own commands
        self.started_at = time.monotonic()


class Supervisor:
    def __init__(self, children: Sequence[Child]) -> None:
        self.children = children
        self._stopping = Event()

    def stop(self, signum: int, _frame: FrameType | None) -> None:
        """A second signal does not wait any longer."""
        if self._stopping.is_set():
            self._signal_all(signal.SIGKILL)
        self._stopping.set()

    def run(self, *, each_turn: Callable[[], None]) -> int:
        """Keep the children running until a signal arrives or an essential one ends; returns the exit code."""
        for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(signum, self.stop)
        code = 0
        for child in self.children:
            child.start()
        while not self._stopping.is_set():
            ended = next((child for child in self.children if child.essential and self._has_ended(child)), None)
            if ended is not None:
                logger.error("The %s has ended, so everything does", ended.name)
                code = 1
                break
            for child in self.children:
                self._restart_if_needed(child)
            each_turn()
            self._stopping.wait(POLL_SECONDS)
        self._stop_all()
        return code

    def _has_ended(self, child: Child) -> bool:
        return child.process is not None and child.process.poll() is not None

    def _restart_if_needed(self, child: Child) -> None:
        if not self._has_ended(child):
            return
        now = time.monotonic()
        if child.start_at <= child.started_at:
            lived = now - child.started_at
            child.failures = 0 if lived > LONGEST_PAUSE else child.failures + 1
            pause = min(2.0**child.failures - 1, LONGEST_PAUSE)
            child.start_at = now + pause
            code = child.process.returncode if child.process else None
            logger.error("The %s has ended (exit code %s); starting it again in %.0f s", child.name, code, pause)
        elif now >= child.start_at:
            child.start()

    def _stop_all(self) -> None:
        self._signal_all(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(deadline - time.monotonic(), 0))
            except subprocess.TimeoutExpired:
                logger.warning("The %s did not stop in time and is killed", child.name)
                child.process.kill()
                child.process.wait()

    def _signal_all(self, signum: signal.Signals) -> None:
        for child in self.children:
            if child.process is not None and child.process.poll() is None:
                child.process.send_signal(signum)
