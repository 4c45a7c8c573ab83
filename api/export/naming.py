"""Which file holds the answer at an address, so that a static server finds it by one rule.

`/api/v1/articles/?locale=es` is `api/v1/articles/index@locale=es.json`: each parameter as it stands in the query,
sorted, behind an `@`. A problem has its status in its name: the server must answer with that status.
"""

from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import unquote

from api.export.asking import Answer
from api.http.content_coding import CODERS
from api.http.representation import SMALLEST_WORTH_COMPRESSING, TEXT

ENDINGS = {"gzip": ".gz", "br": ".br", "zstd": ".zst"}
LONGEST_NAME = 255
"""In bytes, on every file system in use."""


class File(NamedTuple):
    """A file to write; `coding` is the content coding that it is in."""

    name: str
    body: bytes
    content_type: str
    cache_control: str
    coding: str = ""


def name_of(url: str, answer: Answer) -> str | None:
    """The name of the file for `answer`, relative to the root of the web server; None if no file system takes it."""
    path, _, query = url.partition("?")
    name = unquote(path).removeprefix("/")
    if path.endswith("/"):
        variant = "".join(f"@{parameter}" for parameter in sorted(query.split("&")) if parameter)
        status = "" if answer.status == HTTPStatus.OK else f".{answer.status}"
        name += f"index{variant}{status}.{'html' if answer.content_type.startswith('text/html') else 'json'}"
    longest = max(len(part.encode()) for part in name.split("/")) + max(map(len, ENDINGS.values()))
    return name if longest <= LONGEST_NAME else None


def siblings(name: str) -> list[str]:
    """The file itself, and its names in each content coding."""
    return [name, *(name + ending for ending in ENDINGS.values())]


def files_for(name: str, answer: Answer) -> list[File]:
    """The file, and those of its compressed siblings that are smaller than it is."""
    whole = File(name, answer.body, answer.content_type, answer.cache_control)
    if len(answer.body) < SMALLEST_WORTH_COMPRESSING or not TEXT.match(answer.content_type):
        return [whole]
    coded = [(coding, encode(answer.body)) for coding, encode in CODERS.items()]
    # The siblings come first: a server that finds one beside the new file must not find an old one.
    return [
        *(
            whole._replace(name=name + ENDINGS[coding], body=body, coding=coding)
            for coding, body in coded
            if len(body) < len(answer.body)
        ),
        whole,
    ]
