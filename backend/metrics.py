"""Figures for who watches over the service, in the text format of Prometheus. Only where METRICS_TOKEN is set.

Each process counts into files of its own below VAR_DIR; whichever is asked adds them up.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from secrets import compare_digest
from time import perf_counter
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import Resolver404, resolve

from api.http.response_cache import ResponseCache

os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(settings.VAR_DIR / "metrics")  # read when the library is imported

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FOLDER = settings.VAR_DIR / "metrics"
FOLDER.mkdir(parents=True, exist_ok=True)
PATH = "/metrics"

REQUESTS = Counter("vertebra_requests", "Requests answered.", ["route", "status", "cache"])
SECONDS = Histogram(
    "vertebra_request_seconds",
    "Until the answer began.",
    ["route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
CACHE_BYTES = Gauge("vertebra_cache_bytes", "Held in memory to answer from.", multiprocess_mode="livesum")
CACHE_EVICTIONS = Gauge(
    "vertebra_cache_evictions", "Answers dropped for want of room, by the processes alive.", multiprocess_mode="livesum"
)
JOBS = Counter("vertebra_worker_jobs", "Turns of the worker's jobs.", ["job", "outcome"])


class Metered:
    """The layer outside of the response cache."""

    def __init__(self, application: "WSGIApplication", cache: ResponseCache) -> None:
        self._application = application
        self._cache = cache

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] == PATH:
            return _tell(environ, start_response)
        began = perf_counter()
        answered: list[tuple[str, str]] = []

        def note(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], object]:
            told = next((value for name, value in headers if name == "Cache-Status"), "")
            answered.append((status[:3], "hit" if "hit" in told else "miss" if told else "bypass"))
            return start_response(status, headers)

        try:
            return self._application(environ, note)
        finally:
            status, cache = answered[-1] if answered else ("500", "bypass")
            route = _route(environ["PATH_INFO"])
            REQUESTS.labels(route, status, cache).inc()
            SECONDS.labels(route).observe(perf_counter() - began)
            if cache == "miss":
                CACHE_BYTES.set(self._cache.bytes_held)
                CACHE_EVICTIONS.set(self._cache.evictions)


def count_job(name: str, *, outcome: str) -> None:
    """`outcome` is done, idle or failed."""
    JOBS.labels(name, outcome).inc()


def forget_the_dead() -> None:
    """Files of processes that are no more, from before this start."""
    for file in FOLDER.glob("*.db"):
        try:
            os.kill(int(file.stem.rpartition("_")[2]), 0)
        except (ProcessLookupError, ValueError):
            file.unlink(missing_ok=True)
        except PermissionError:
            continue  # alive, and somebody else's


class LibraryCollector(Collector):
    """What the database knows, when it is asked."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        from api.documents.models import Follower
        from api.documents.reading import library_state

        state = library_state()
        yield GaugeMetricFamily("vertebra_library_serial", "The newest publication's number.", value=state.serial)
        if state.changed_at:
            changed = state.changed_at.timestamp()
            yield GaugeMetricFamily("vertebra_library_changed_seconds", "When that was, in Unix time.", value=changed)
        behind = GaugeMetricFamily("vertebra_follower_behind", "Changes not dealt with yet.", labels=["follower"])
        for name, serial in Follower.objects.values_list("name", "serial"):
            behind.add_metric([name], max(state.serial - serial, 0))
        yield behind


def _tell(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    from django.db import close_old_connections

    given = environ.get("HTTP_AUTHORIZATION", "").encode()
    if not compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode()):
        start_response("401 Unauthorized", [("WWW-Authenticate", "Bearer"), ("Content-Length", "0")])
        return []
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(LibraryCollector())
    close_old_connections()
    try:
        body = generate_latest(registry)
    finally:
        close_old_connections()
    headers = [("Content-Type", CONTENT_TYPE_LATEST), ("Cache-Control", "no-store")]
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [body]


@lru_cache(maxsize=4096)
def _route(path: str) -> str:
    """The pattern, not the address: that would say what somebody looked for, and there are as many as one likes."""
    try:
        route = str(resolve(path).route)
    except Resolver404:
        return "none"
    return route if route.startswith("api/") else route.split("/", 1)[0]
