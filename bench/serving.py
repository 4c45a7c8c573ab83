"""One server at a time, under gunicorn with the same workers for all, and what it costs."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

WORKERS = ["--workers", "2", "--threads", "4", "--worker-class", "backend.web_worker.ProblemWorker"]
"""The same gunicorn for all, with the worker that Vertebra brings, and without an access log."""
PATIENCE = 120
IDLE = 0.02
"""Seconds of processor time that idle workers may use within a second."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server and its children."""

    pid: int
    port: int

    def cpu_seconds(self) -> float:
        """User and system time of all its processes."""
        fields = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in self._pids()]
        return sum(int(field[11]) + int(field[12]) for field in fields) / TICKS

    def memory_megabytes(self) -> float:
        """Proportional set size of all its processes."""
        total = 0
        for pid in self._pids():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        return total / 1024

    def children(self) -> list[int]:
        """The processes that answer."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def _pids(self) -> list[int]:
        return [self.pid, *self.children()]


@contextmanager
def serving(application: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve a WSGI application until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "gunicorn",
        *WORKERS,
        "--log-level",
        "warning",
        "--no-control-socket",
        "--bind",
        f"127.0.0.1:{port}",
        application,
    ]
    process = subprocess.Popen(command, env={**os.environ, **environment})
    server = Server(process.pid, port)
    try:
        _wait_for(server, process)
        _give_each_process_a_core(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _give_each_process_a_core(server: Server) -> None:
    """Else the kernel moves their threads about, which costs up to half as much again, and not in every run."""
    cores = sorted(os.sched_getaffinity(0))
    for number, pid in enumerate(server.children()):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            os.sched_setaffinity(int(thread.name), {cores[number % len(cores)]})


def _wait_for(server: Server, process: "subprocess.Popen[bytes]") -> None:
    """Until it listens, and every worker has loaded its code: then none of them has anything to do."""
    until = time.monotonic() + PATIENCE
    listens, spent = False, 0.0
    while not listens or server.cpu_seconds() > spent + IDLE:
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("the server didn't start")
        spent = server.cpu_seconds()
        time.sleep(1)
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", server.port)).close()
            listens = True
