"""`python -m bench`: every contender in turn, several rounds, medians into docs/benchmarks.md."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import report, submissions
from bench.load import fetch, measure
from bench.report import Enquiries
from bench.serving import Server, serving

Reads = Mapping[str, tuple[str, Mapping[str, str]]]
"""Path and request headers, by the name of the read."""
ENQUIRIES = 400
PUBLISHED = 100
"""Articles by which the cost of publishing is measured, each time."""
TURNS = 3
"""How often that is in each round: one turn takes a second or two, in which a shared machine is fast or slow."""


@dataclass(frozen=True)
class Contender:
    name: str
    application: str
    environment: Mapping[str, str]
    reads: Reads = field(default_factory=dict)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--growth", type=int, default=0, help="also compare with this many, for example 100000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="of load for each figure")
    parser.add_argument("--output", type=Path, default=Path("docs"))
    options = parser.parse_args()
    with TemporaryDirectory(prefix="bench-") as folder:
        place = Path(folder)
        contenders = prepare(place, options.articles)
        results = compare(contenders, options.rounds, options.seconds)
        enquiries = send_enquiries(our_environment(place))
        report.write(options.output, results, enquiries, None, options)
        if options.growth:
            growth = grow(place, options)
            report.write(options.output, results, enquiries, growth, options)


def prepare(place: Path, articles: int) -> list[Contender]:
    """The same content for all."""
    ours = our_environment(place)
    run(ours, "manage.py", "migrate", "--verbosity", "0")
    run(ours, "-m", "bench.fill", "0", str(articles))
    stock = {"DJANGO_SETTINGS_MODULE": "bench.stock.settings", "BENCH_DATABASE": str(place / "stock.sqlite3")}
    page = run(stock, "-m", "bench.stock.fill", str(articles)).strip()
    cold = {**ours, "RESPONSE_CACHE_BYTES": "0"}
    with serving("backend.wsgi", cold) as server:
        reads = our_reads(server)
        body = fetch(server, reads["detail"][0], {})[1]
    (place / "body").write_bytes(body)
    columns = "&fields=summary,reviewed_on,next_review_on"
    search = {"search": ("/api/v2/pages/?search=knee&limit=20", {})}
    v2: Reads = {
        "detail": (f"/api/v2/pages/{page}/", {}),
        "list of 20": (f"/api/v2/pages/?type=stock.ArticlePage&limit=20{columns}", {}),
        **search,
    }
    v3 = {name: (path.replace("/v2/", "/v3/").replace(columns, ""), headers) for name, (path, headers) in v2.items()}
    return [
        Contender("the limit: fixed bytes", "bench.hello:application", {"BENCH_BODY": str(place / "body")}, reads),
        Contender("Vertebra, from memory", "backend.wsgi", ours, reads),
        Contender("Vertebra, computed", "backend.wsgi", cold, reads),
        Contender("Wagtail API v2", "bench.stock.wsgi", stock, v2),
        Contender("Wagtail API v3", "bench.stock.wsgi", stock, v3),
    ]


def our_environment(place: Path, database: str = "vertebra.sqlite3") -> dict[str, str]:
    url = f"sqlite:///{place / database}"
    return {
        "DATABASE_URL": url,
        "CMS_ENABLED": "0",
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "backend.settings",
    }


def our_reads(server: Server) -> Reads:
    """Every read that is measured; a delta of one change begins where all but one are known."""
    detail = "/api/v1/articles/article-7/"
    tag = fetch(server, detail, {})[0]["ETag"]
    reads: dict[str, tuple[str, Mapping[str, str]]] = {
        "detail": (detail, {}),
        "304": (detail, {"If-None-Match": tag}),
        "list of 20": ("/api/v1/articles/?limit=20", {}),
        "changes": (f"/api/v1/changes/?include=documents&limit=20&after={cursor_before_the_last(server)}", {}),
    }
    if b'"search"' in fetch(server, "/api/v1/", {})[1]:
        reads["search"] = ("/api/v1/search/?q=knee&limit=20", {})
    return reads


def cursor_before_the_last(server: Server) -> str:
    """Where a client stands that knows all but the newest change."""
    left = int(json.loads(fetch(server, "/api/v1/", {})[1])["serial"]) - 1
    after = ""
    while left > 0:
        limit = min(left, 500)
        query = f"limit={limit}" + (f"&after={after}" if after else "")
        after = json.loads(fetch(server, f"/api/v1/changes/?{query}", {})[1])["after"]
        left -= limit
    return after


def compare(contenders: list[Contender], rounds: int, seconds: float) -> report.Results:
    """All are started, and one at a time is asked, round by round and read by read: what is compared was measured
    within the same half minute, in which a shared machine is about as fast.
    """
    found: report.Results = {}
    with ExitStack() as running:
        servers = {one.name: running.enter_context(serving(one.application, one.environment)) for one in contenders}
        for _round in range(rounds):
            for read in contenders[0].reads:
                for contender in contenders:
                    if read in contender.reads:
                        result = measure(servers[contender.name], *contender.reads[read], seconds)
                        found.setdefault((contender.name, read), []).append(result)
    return found


def send_enquiries(ours: Mapping[str, str]) -> Enquiries:
    environment = {**ours, **submissions.SETTINGS}
    with serving("backend.wsgi", environment) as server:
        told = run(environment, "-m", "bench.submissions", str(server.port), str(ENQUIRIES))
    return Enquiries(*map(float, told.split()))


def grow(place: Path, options: argparse.Namespace) -> report.Growth:
    """What each read costs at both sizes, computed each time, and what publishing does."""
    few, many = our_environment(place), our_environment(place, "many.sqlite3")
    shutil.copy(place / "vertebra.sqlite3", place / "many.sqlite3")
    run(many, "-m", "bench.bulk", str(options.articles), str(options.growth - options.articles))
    found: report.Growth = {}
    for turn in range(options.rounds * TURNS):
        for column, (environment, start) in enumerate(((few, options.articles), (many, options.growth))):
            cost = float(run(environment, "-m", "bench.fill", str(start + turn * PUBLISHED), str(PUBLISHED)))
            found.setdefault("publish", ([], []))[column].append(cost)
    with ExitStack() as running:
        both = [
            (running.enter_context(serving("backend.wsgi", {**environment, "RESPONSE_CACHE_BYTES": "0"})), articles)
            for environment, articles in ((few, options.articles), (many, options.growth))
        ]
        reads = [
            {**our_reads(server), "list in its middle": (middle_of_the_list(server, articles), {})}
            for server, articles in both
        ]
        for _round in range(options.rounds):
            for name in reads[0]:
                for column, (server, _articles) in enumerate(both):
                    cost = measure(server, *reads[column][name], options.seconds).cpu_ms
                    found.setdefault(name, ([], []))[column].append(cost)
        for name, ask in WHOLE.items():
            for column, (server, articles) in enumerate(both):
                for _turn in range(min(20, options.growth // articles)):  # so often that every thread has its memory
                    ask(server)
                found.setdefault(f"memory in MB after {name}", ([], []))[column].append(server.memory_megabytes())
    return found


def middle_of_the_list(server: Server, articles: int) -> str:
    path = "/api/v1/articles/?limit=100&fields=slug"
    for _page in range(articles // 200):
        url = json.loads(fetch(server, path, {})[1])["next"]
        path = url[url.index("/api/") :]
    return path


def synchronise(server: Server) -> None:
    """Everything, once, as a new client asks for it."""
    path = "/api/v1/changes/?include=documents&limit=500"
    more = True
    while more:
        page = json.loads(fetch(server, path, {})[1])
        path, more = f"/api/v1/changes/?include=documents&limit=500&after={page['after']}", page["more"]


def download(server: Server) -> None:
    """Everything, as one file."""
    fetch(server, "/api/v1/library/en.ndjson.gz", {})


WHOLE: Mapping[str, Callable[[Server], None]] = {"a full synchronisation": synchronise, "a library file": download}


def run(environment: Mapping[str, str], *arguments: str) -> str:
    command = [sys.executable, "-W", "ignore", *arguments]
    return subprocess.run(
        command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


if __name__ == "__main__":
    main()
