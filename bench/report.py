"""The figures as a table and a plot."""

import argparse
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from math import log10
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeAlias

from bench.load import Result

Results: TypeAlias = dict[tuple[str, str], list[Result]]
"""Of each round, by contender and read."""
Growth: TypeAlias = dict[str, tuple[list[float], list[float]]]
"""By read: what it costs with few articles, and with many, each time."""

READING = [
    "## How to read it",
    "",
    "- **CPU ms per request** is user and system time of all processes of a server, divided by the answers it gave. "
    "Requests per second and latencies move with the machine and with what else it does, this less so. Where the "
    "machine is shared, ratios of one run still differ from those of the next by up to a third.",
    "- Each *×* is the median of the ratios of the rounds, since what is compared was measured within the same half "
    "minute; it needn't be the ratio of the medians beside it.",
    "- All servers are started before the first figure is taken, and one at a time is asked, by `wrk` over 16 kept "
    "connections, all with the same read before the next one. Each is gunicorn with the worker that Vertebra brings "
    "(decision 0018), 2 processes of 4 threads, each process on a core of its own, and no access log.",
    "- *The limit* is a WSGI application that sends fixed bytes for the same requests: the body of our detail, with "
    "two headers. Our answers have thirteen, for caches, browsers and clients that synchronise.",
    "- *From memory* is what readers mostly get: an answer that somebody had before, since the last publication. "
    "*Computed* is what the first of them gets, measured with the memory turned off (`RESPONSE_CACHE_BYTES=0`).",
    "- Wagtail holds the same articles in a StreamField, as its packages are installed. Its lists hold titles, "
    "summaries and review dates (v2) or only titles (v3); ours are complete summaries.",
    "- *Changes* is a delta of one article, embedded whole.",
    "- Growth is measured computed, on two databases side by side. The many articles are written as the rows that the "
    "store writes, in bulk; those whose publication is measured go through the store, and so do all of the few.",
    "",
]

ROW, BAR, LEFT = 22, 460, 260
COLOURS = {"the limit": "#8a8f98", "Vertebra, from": "#0b7a75", "Vertebra, comp": "#4fb3ad", "Wagtail": "#c8553d"}


class Enquiries(NamedTuple):
    """Durable ones per second."""

    sent: float
    """By HTTP: checked, encrypted, with its contacts, its limits and its notifications."""
    inserted: float
    """The bare row, without any of that."""


def write(
    folder: Path, results: Results, enquiries: Enquiries, growth: Growth | None, options: argparse.Namespace
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "benchmarks.svg").write_text(plot(results))
    (folder / "benchmarks.md").write_text(page(results, enquiries, growth, options))


def page(results: Results, enquiries: Enquiries, growth: Growth | None, options: argparse.Namespace) -> str:
    return "\n".join(
        [
            "# Benchmarks",
            "",
            f"Made by `make bench` on {datetime.now(UTC):%-d %B %Y}: {os.cpu_count()} cores, Python "
            f"{platform.python_version()}, SQLite, {options.articles:,} articles, medians of {options.rounds} rounds.",
            "",
            *_summary(results),
            "![CPU milliseconds per request, on a logarithmic scale](benchmarks.svg)",
            "",
            "| read | server | CPU ms | × the limit | req/s | × the limit | p50 ms | p99 ms | bytes | memory MB |",
            "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
            *(_row(results, key) for key in _ordered(results)),
            "",
            "## Enquiries",
            "",
            f"{enquiries.sent:,.0f} a second are received, checked, encrypted and on the disk before the sender is "
            f"thanked: {enquiries.sent / enquiries.inserted:.2f} × the {enquiries.inserted:,.0f} a second at which one "
            "process inserts the bare rows into the same database, each in its own transaction.",
            "",
            *(_growth(growth, options) if growth else ()),
            *READING,
        ]
    )


def _summary(results: Results) -> list[str]:
    """How many times less CPU than the others, where both have the read."""
    limit, memory, computed = (_named(results, start) for start in ("the limit", "Vertebra, from", "Vertebra, comp"))
    others = [_named(results, name) for name in ("Wagtail API v2", "Wagtail API v3")]
    head = [f"{how}, less than {name}" for how in ("from memory", "computed") for name in others]
    lines = [
        "| read | from memory, × the limit | " + " | ".join(head) + " |",
        "|---|" + "---:|" * (1 + len(head)),
    ]
    for read in dict.fromkeys(read for _name, read in results):
        cells = [f"{_times(_costs(results, memory, read), _costs(results, limit, read)):.2f}"]
        cells += [
            f"{_times(_costs(results, other, read), _costs(results, ours, read)):.1f} ×"
            if (other, read) in results
            else ""
            for ours in (memory, computed)
            for other in others
        ]
        lines.append(f"| {read} | " + " | ".join(cells) + " |")
    return ["CPU per request:", "", *lines, ""]


def _named(results: Results, start: str) -> str:
    return next(name for name, _read in results if name.startswith(start))


def _costs(results: Results, name: str, read: str) -> list[float]:
    return [result.cpu_ms for result in results[name, read]]


def _times(some: Sequence[float], others: Sequence[float]) -> float:
    """How many times as much, in the middle one of the rounds."""
    return median(one / other for one, other in zip(some, others, strict=True))


def _cost(results: Results, key: tuple[str, str]) -> float:
    return median(result.cpu_ms for result in results[key])


def _ordered(results: Results) -> list[tuple[str, str]]:
    return sorted(results, key=lambda key: (key[1], _cost(results, key)))


def _row(results: Results, key: tuple[str, str]) -> str:
    contender, read = key
    rounds, limits = results[key], results[_named(results, "the limit"), read]
    cost = _times([result.cpu_ms for result in rounds], [result.cpu_ms for result in limits])
    rate = _times([result.per_second for result in rounds], [result.per_second for result in limits])
    return (
        f"| {read} | {contender} | {_cost(results, key):.2f} | {cost:.2f} | "
        f"{median(result.per_second for result in rounds):,.0f} | {rate:.2f} | "
        f"{median(result.p50_ms for result in rounds):.1f} | {median(result.p99_ms for result in rounds):.1f} | "
        f"{rounds[0].bytes:,} | {median(result.memory_mb for result in rounds):.0f} |"
    )


def _growth(growth: Growth, options: argparse.Namespace) -> list[str]:
    return [
        "## As the library grows",
        "",
        "CPU ms per request, computed each time; of publishing, per article. Memory is of all processes of the server.",
        "",
        f"| | {options.articles:,} articles | {options.growth:,} articles | × |",
        "|---|---:|---:|---:|",
        *(
            f"| {name} | {median(few):.2f} | {median(many):.2f} | {_times(many, few):.2f} |"
            for name, (few, many) in growth.items()
        ),
        "",
    ]


def plot(results: Results) -> str:
    """Horizontal bars, grouped by read, on a logarithmic scale from 0.1 ms."""
    keys = _ordered(results)
    highest = max(_cost(results, key) for key in keys)
    decades = log10(highest / 0.1)
    height = ROW * len(keys) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + BAR + 90} {height}" font-family="sans-serif" '
        'font-size="12" role="img" aria-label="CPU milliseconds per request">',
        f'<rect width="100%" height="{height}" fill="#fff"/>',
    ]
    for number, key in enumerate(keys):
        contender, read = key
        cost = _cost(results, key)
        width = max(2.0, BAR * log10(max(cost, 0.1) / 0.1) / decades)
        colour = next(colour for start, colour in COLOURS.items() if contender.startswith(start))
        y = 10 + ROW * number
        parts.append(f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end">{read} · {contender}</text>')
        parts.append(f'<rect x="{LEFT}" y="{y + 2}" width="{width:.0f}" height="{ROW - 6}" rx="2" fill="{colour}"/>')
        parts.append(f'<text x="{LEFT + width + 6:.0f}" y="{y + 13}">{cost:.2f} ms</text>')
    return "\n".join([*parts, "</svg>", ""])
