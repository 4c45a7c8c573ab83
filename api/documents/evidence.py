"""The history of one document as a file that stands by itself: what was public, when, by whom, word for word.

One JSON object a line. Each line holds the digest of the one before and its own, so that no line can be changed, left
out or added without every later digest changing too. Whoever keeps the last digest elsewhere can prove the whole file
by it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from django.db.models import QuerySet

from api.documents.models import Change, Document, SafetyNotice

FORMAT = "vertebra-history-1"
BEGINNING = "0" * 64
Json = dict[str, Any]


class EvidenceError(ValueError):
    """The file isn't what was exported."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")


def write(document: Document) -> Iterator[bytes]:
    """The lines of the file, each with its line feed, in bounded memory."""
    previous = BEGINNING
    records = 0
    for record in _records(document):
        sealed = _seal(record, previous)
        previous = sealed["digest"]
        records += 1
        yield orjson.dumps(sealed) + b"\n"
    yield orjson.dumps(_seal({"type": "end", "records": records}, previous)) + b"\n"


def verify(lines: Iterable[bytes]) -> str:
    """The digest of the last line, if every line is what was written. Raises EvidenceError at the first that is not."""
    previous, number, last = BEGINNING, 0, Json()
    for number, line in enumerate(lines, start=1):
        last = _read(line, number)
        digest = last.pop("digest", None)
        if last.get("previous") != previous:
            raise EvidenceError(number, "doesn't follow the line before; something was taken out, added or moved")
        if digest != _digest(last):
            raise EvidenceError(number, "was changed")
        edition = last.get("edition")
        if edition and hashlib.sha256(edition["body"].encode()).hexdigest() != edition["digest"]:
            raise EvidenceError(number, "holds an edition that isn't the one that was published")
        if number == 1 and last.get("format") != FORMAT:
            raise EvidenceError(number, f"this is no history in the format {FORMAT}")
        previous = digest
    if last.get("type") != "end" or last.get("records") != number - 1:
        raise EvidenceError(number, "the end is missing")
    return previous


def _records(document: Document) -> Iterator[Json]:
    yield {
        "type": "document",
        "format": FORMAT,
        "kind": document.kind,
        "id": document.public_id,
        "locale": document.locale,
    }
    notices = {notice.change_id: notice for notice in SafetyNotice.objects.filter(change__document=document)}
    changes: QuerySet[Change] = document.changes.select_related("edition", "replacement").order_by("serial")
    for change in changes.iterator(chunk_size=50):
        yield _record(change, notices.get(change.serial))


def _record(change: Change, notice: SafetyNotice | None) -> Json:
    edition = change.edition
    return {
        "type": change.action,
        "serial": change.serial,
        "at": change.at,
        "by": change.by,
        "path": change.path,
        "reason": change.reason or None,
        "replacement": change.replacement.path if change.replacement else None,
        "edition": {
            "number": edition.number,
            "at": edition.at,
            "by": edition.by,
            "digest": edition.digest,
            "body": bytes(edition.body).decode(),
        }
        if edition
        else None,
        "safety_notice": {
            "id": notice.public_id,
            "last_edition": notice.last_edition,
            "reason": notice.reason,
            "messages": notice.messages,
        }
        if notice
        else None,
    }


def _seal(record: Json, previous: str) -> Json:
    # Through JSON and back, so that the digest is of what a reader of the file will see.
    chained = orjson.loads(orjson.dumps({**record, "previous": previous}))
    return {**chained, "digest": _digest(chained)}


def _digest(record: Json) -> str:
    return hashlib.sha256(orjson.dumps(record, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _read(line: bytes, number: int) -> Json:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise EvidenceError(number, "isn't JSON") from error
    if not isinstance(record, dict):
        raise EvidenceError(number, "isn't a JSON object")
    return record
