"""The server and the worker run together and stop together."""

import os
import signal
import sys
import time

import pytest

from backend import supervisor
from backend.supervisor import Child, Supervisor

FOR_LONG = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)",
]


@pytest.fixture(autouse=True)
def signals_as_before():
    before = {signum: signal.getsignal(signum) for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    yield
    for signum, handler in before.items():
        signal.signal(signum, handler)


def after(condition, act):
    """To do at each turn: `act`, once, as soon as `condition` holds; gives up loudly after a while."""
    deadline = time.monotonic() + 10
    done = []

    def each_turn():
        assert time.monotonic() < deadline, "it never came to that"
        if not done and condition():
            done.append(True)
            act()

    return each_turn


def test_a_signal_stops_everybody_and_is_no_failure():
    children = [Child("server", FOR_LONG, essential=True), Child("worker", FOR_LONG, essential=False)]
    stop = after(lambda: True, lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert Supervisor(children).run(each_turn=stop) == 0
    assert [child.process.returncode for child in children] == [-signal.SIGTERM, -signal.SIGTERM]


def test_when_the_server_ends_the_worker_ends_too_and_that_is_a_failure():
    server = Child("server", [sys.executable, "-c", ""], essential=True)
    worker = Child("worker", FOR_LONG, essential=False)
    assert Supervisor([server, worker]).run(each_turn=lambda: None) == 1
    assert worker.process.returncode == -signal.SIGTERM


def test_a_worker_that_is_killed_is_started_again():
    server = Child("server", FOR_LONG, essential=True)
    worker = Child("worker", FOR_LONG, essential=False)
    seen = set()

    def each_turn():
        seen.add(worker.process.pid)
        if len(seen) == 1:
            worker.process.kill()
        else:
            os.kill(os.getpid(), signal.SIGTERM)

    assert Supervisor([server, worker]).run(each_turn=each_turn) == 0
    assert len(seen) == 2


def test_a_worker_that_keeps_dying_is_started_again_ever_more_slowly(monkeypatch):
    starts = []
    start = Child.start
    monkeypatch.setattr(Child, "start", lambda child: (starts.append(time.monotonic()), start(child)))
    worker = Child("worker", [sys.executable, "-c", "raise SystemExit(3)"], essential=False)
    stop = after(lambda: len(starts) == 3, lambda: os.kill(os.getpid(), signal.SIGTERM))
    Supervisor([worker]).run(each_turn=stop)
    first, second = starts[1] - starts[0], starts[2] - starts[1]
    assert first >= 1
    assert second >= 3


def test_who_does_not_stop_in_time_is_killed(monkeypatch):
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 0.5)
    child = Child("server", STUBBORN, essential=True)
    ready_at = time.monotonic() + 1.5
    stop = after(lambda: time.monotonic() > ready_at, lambda: os.kill(os.getpid(), signal.SIGTERM))
    Supervisor([child]).run(each_turn=stop)
    assert child.process.returncode == -signal.SIGKILL
