"""What was public and when can be told, and proven by a file."""

from datetime import timedelta

import orjson
import pytest
from django.core.management import CommandError, call_command

from api.documents import evidence
from api.documents.evidence import EvidenceError
from api.documents.history import edition_at, last_unsafe_edition, periods
from api.documents.models import Document
from api.documents.safety import withdraw_for_safety
from tests.api.documents.publishing import NOON, identity_of, publish, withdraw
from tests.builders import article

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def document():
    """Published at noon, changed at one, withdrawn at two, published again at four."""
    content = article()
    publish(content)
    publish(content.model_copy(update={"title": "Changed"}), at=NOON + HOUR)
    withdraw(content, at=NOON + 2 * HOUR)
    publish(content, at=NOON + 4 * HOUR)
    return Document.objects.get()


def test_periods_tell_the_gap_in_which_nothing_was_public(document):
    assert [(period.edition.number, period.begins.at, period.until) for period in periods(document)] == [
        (3, NOON + 4 * HOUR, None),
        (2, NOON + HOUR, NOON + 2 * HOUR),
        (1, NOON, NOON + HOUR),
    ]


@pytest.mark.parametrize(
    ("hours", "number"), [(-1, None), (0, 1), (0.5, 1), (1, 2), (2, None), (3, None), (4, 3), (99, 3)]
)
def test_the_edition_of_a_moment_is_what_was_public_then(document, hours, number):
    edition = edition_at(document, NOON + hours * HOUR)
    assert (edition and edition.number) == number


def test_editions_up_to_a_safety_notice_are_unsafe(document):
    assert last_unsafe_edition(document) == 0
    identity = identity_of(article(id=document.public_id))
    words = {"en": "Stop.", "es": "Pare."}
    withdraw_for_safety([identity], reason="Wrong dose", messages=words, by="Eva", at=NOON + 5 * HOUR)
    assert last_unsafe_edition(document) == 3


@pytest.fixture
def exported(document, tmp_path):
    file = tmp_path / "history.jsonl"
    call_command("export_history", "article", str(document.public_id), "en", str(file))
    return file


def test_the_export_holds_every_edition_word_for_word(document, exported):
    records = [orjson.loads(line) for line in exported.read_bytes().splitlines()]
    assert [record["type"] for record in records] == ["document", "publish", "publish", "withdraw", "publish", "end"]
    bodies = [record["edition"]["body"].encode() for record in records if record.get("edition")]
    assert bodies == [bytes(edition.body) for edition in document.editions.order_by("number")]
    call_command("verify_history", str(exported))


def test_the_digest_of_the_export_is_the_digest_that_verification_finds(document, tmp_path, capsys):
    for name in ("one", "two"):
        call_command("export_history", "article", str(document.public_id), "en", str(tmp_path / name))
    digest = capsys.readouterr().out.split()[-1]
    call_command("verify_history", str(tmp_path / "one"), digest=digest)
    with pytest.raises(CommandError, match="isn't the file with the digest"):
        call_command("verify_history", str(tmp_path / "one"), digest="0" * 64)


def change(lines):
    return [lines[0], lines[1].replace(b"Back pain", b"Back gain", 1), *lines[2:]]


def reseal(lines):
    """Changes the text and makes the line's own digest fit again, as somebody would who knows the format."""
    record = orjson.loads(lines[1])
    record["edition"]["body"] = record["edition"]["body"].replace("Back pain", "Back gain")
    del record["digest"]
    return [lines[0], orjson.dumps(evidence._seal(record, record["previous"])), *lines[2:]]


@pytest.mark.parametrize(
    "tamper",
    [
        change,
        reseal,
        lambda lines: [*lines[:2], *lines[3:]],
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        lambda lines: [*lines[:3], lines[2], *lines[3:]],
        lambda lines: lines[:-1],
        lambda lines: lines[1:],
        lambda lines: [*lines, b"{}"],
        lambda lines: [],
        lambda lines: [b"not JSON"],
        lambda lines: [b"[1]"],
    ],
)
def test_whatever_is_altered_is_found(exported, tamper):
    altered = tamper(exported.read_bytes().splitlines())
    with pytest.raises(EvidenceError):
        evidence.verify(altered)
    exported.write_bytes(b"\n".join(altered))
    with pytest.raises(CommandError, match="was altered"):
        call_command("verify_history", str(exported))


def test_evidence_is_never_overwritten(document, exported):
    with pytest.raises(CommandError, match="exists already"):
        call_command("export_history", "article", str(document.public_id), "en", str(exported))


def test_what_was_never_published_has_no_history(document, tmp_path):
    with pytest.raises(CommandError, match="ever published in 'es'"):
        call_command("export_history", "article", str(document.public_id), "es", str(tmp_path / "file"))
    with pytest.raises(CommandError, match="can't be read"):
        call_command("verify_history", str(tmp_path / "file"))
