"""The figures as a table and a plot."""

import argparse
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from math import log10
from pathlib import Path
from typing import NamedTuple

from bench.load import Result

Results = Mapping[tuple[str, str], Result]
"""By contender and read."""
Growth = Mapping[str, tuple[float, float]]
"""By read: what it costs with few articles, and with many."""

READING = [
    "## How to read it",
    "",
    "- **CPU ms per request** is user and system time of all processes of a server, divided by the answers it gave. "
    "Requests per second and latencies move with the machine and with what else it does, this less so. Where the "
    "machine is shared, ratios of one run still differ from those of the next by up to a third.",
    "- All servers are started before the first figure is taken, and one at a time is asked, by `wrk` over 16 kept "
    "connections, all with the same read before the next one. Each is stock gunicorn with 2 processes of 4 "
    "threads, each on a core of its own, and no access log.",
    "- *The limit* is a WSGI application that sends fixed bytes: the body of our detail, with two headers. Our answers "
    "have fourteen, for caches, browsers and clients that synchronise, and gunicorn checks and writes each of them.",
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
            "| read | server | CPU ms | × the limit | req/s | p50 ms | p99 ms | bytes | memory MB |",
            "|---|---|---:|---:|---:|---:|---:|---:|---:|",
            *(_row(results, key) for key in sorted(results, key=lambda key: (key[1], results[key].cpu_ms))),
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
    limit, memory, computed = (_of(results, start) for start in ("the limit", "Vertebra, from", "Vertebra, comp"))
    others = {name: _of(results, name) for name in ("Wagtail API v2", "Wagtail API v3")}
    reads = [read for read in memory if all(read in other for other in others.values())]
    head = [f"{how}, less than {name}" for how in ("from memory", "computed") for name in others]
    lines = [
        "| read | from memory, × the limit | " + " | ".join(head) + " |",
        "|---|" + "---:|" * (1 + len(head)),
    ]
    for read in memory:
        cells = [f"{memory[read] / limit[read]:.2f}"]
        cells += [
            f"{other[read] / ours[read]:.1f} ×" if read in reads else ""
            for ours in (memory, computed)
            for other in others.values()
        ]
        lines.append(f"| {read} | " + " | ".join(cells) + " |")
    return ["CPU per request:", "", *lines, ""]


def _of(results: Results, start: str) -> dict[str, float]:
    return {read: result.cpu_ms for (name, read), result in results.items() if name.startswith(start)}


def _row(results: Results, key: tuple[str, str]) -> str:
    contender, read = key
    result = results[key]
    limit = _of(results, "the limit")[read]
    return (
        f"| {read} | {contender} | {result.cpu_ms:.2f} | {result.cpu_ms / limit:.1f} | {result.per_second:,.0f} | "
        f"{result.p50_ms:.1f} | {result.p99_ms:.1f} | {result.bytes:,} | {result.memory_mb:.0f} |"
    )


def _growth(growth: Growth, options: argparse.Namespace) -> list[str]:
    return [
        "## As the library grows",
        "",
        "CPU ms per request, computed each time; of publishing, per article. Memory is of all processes of the server.",
        "",
        f"| | {options.articles:,} articles | {options.growth:,} articles | × |",
        "|---|---:|---:|---:|",
        *(f"| {name} | {few:.2f} | {many:.2f} | {many / few:.2f} |" for name, (few, many) in growth.items()),
        "",
    ]


def plot(results: Results) -> str:
    """Horizontal bars, grouped by read, on a logarithmic scale from 0.1 ms."""
    keys = sorted(results, key=lambda key: (key[1], results[key].cpu_ms))
    highest = max(result.cpu_ms for result in results.values())
    decades = log10(highest / 0.1)
    height = ROW * len(keys) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + BAR + 90} {height}" font-family="sans-serif" '
        'font-size="12" role="img" aria-label="CPU milliseconds per request">',
        f'<rect width="100%" height="{height}" fill="#fff"/>',
    ]
    for number, key in enumerate(keys):
        contender, read = key
        cost = results[key].cpu_ms
        width = max(2.0, BAR * log10(max(cost, 0.1) / 0.1) / decades)
        colour = next(colour for start, colour in COLOURS.items() if contender.startswith(start))
        y = 10 + ROW * number
        parts.append(f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end">{read} · {contender}</text>')
        parts.append(f'<rect x="{LEFT}" y="{y + 2}" width="{width:.0f}" height="{ROW - 6}" rx="2" fill="{colour}"/>')
        parts.append(f'<text x="{LEFT + width + 6:.0f}" y="{y + 13}">{cost:.2f} ms</text>')
    return "\n".join([*parts, "</svg>", ""])
