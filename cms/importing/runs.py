"""Runs: files that are read one after the other, article by article, each in a transaction of its own.

Whatever is stopped, and wherever, the next call goes on with the first article that has no outcome yet.
"""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import file_digest
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.headless import editorial_transaction
from cms.importing import formats
from cms.importing.drafts import NoPlaceError, Options, Result, write
from cms.importing.models import ImportFile, ImportOutcome, ImportRun
from cms.importing.notes import Note, UnreadableSourceError, shortened
from cms.importing.pictures import Folder, Nowhere, PictureSource, Uploads
from cms.importing.readers.files import SourceFile
from cms.importing.source import SourceArticle, UnreadArticle

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)
"""After so long without an outcome, a file is taken for abandoned by a worker that died."""
TURN = 3.0
"""Seconds after which the worker lets its other jobs have their turn."""


def begin(paths: list[Path], *, options: Options, pictures: Path | None) -> ImportRun:
    """The run of these files by the command: the one that was stopped, if they are the same, else a new one."""
    digests = [_digest(path) for path in paths]
    asked: dict[str, Any] = {
        "topic": options.topic,
        "language": options.language,
        "region": options.region,
        "pictures_folder": str(pictures.resolve()) if pictures else "",
        "by_worker": False,
    }
    for run in ImportRun.objects.filter(**asked, files__finished_at__isnull=True).distinct().order_by("-pk"):
        if [(file.name, file.digest) for file in run.files.all()] == [
            (path.name, digest) for path, digest in zip(paths, digests, strict=True)
        ]:
            return run
    with transaction.atomic():
        run = ImportRun.objects.create(**asked, created_by=options.by)
        for path, digest in zip(paths, digests, strict=True):
            run.files.create(name=path.name, path=str(path.resolve()), digest=digest)
    return run


def hand_in(files: "list[tuple[UploadedFile[Any], bool]]", *, options: Options) -> ImportRun:
    """A run of uploaded files, each with whether it is a picture, for the worker to read."""
    with transaction.atomic():
        run = ImportRun.objects.create(
            topic=options.topic,
            language=options.language,
            region=options.region,
            by_worker=True,
            created_by=options.by,
        )
        for upload, is_picture in files:
            finished = timezone.now() if is_picture else None
            run.files.create(name=(upload.name or "")[:255], upload=upload, is_picture=is_picture, finished_at=finished)
    return run


def read_file(file: ImportFile) -> Iterator[ImportOutcome]:
    """Bring in what has no outcome yet, one article at a time. Stop whenever you like, and call it again later."""
    if file.finished_at:
        return
    try:
        with _on_disk(file) as path:
            reading = formats.read(SourceFile(path, file.name))
            ImportFile.objects.filter(pk=file.pk).update(articles=reading.total)
            file.articles = reading.total
            yield from _articles(file, reading.articles)
    except UnreadableSourceError as error:
        file.error = error.note.as_json()
    except OSError as error:
        file.error = Note.of("not_readable", reason=error.strerror or error).as_json()
    _finish(file)


def work_on_uploads() -> int:
    """Read articles that were handed in, for `TURN` seconds; returns how many were dealt with."""
    file = _claimed()
    if file is None:
        return 0
    done, until = 0, time.monotonic() + TURN
    for _outcome in read_file(file):
        done += 1
        if time.monotonic() > until:
            break
    ImportFile.objects.filter(pk=file.pk).update(claimed_until=None)
    return max(done, 1)


def _articles(file: ImportFile, articles: Iterator[SourceArticle | UnreadArticle]) -> Iterator[ImportOutcome]:
    run = file.run
    options = Options(run.topic, run.language, run.region, run.created_by)
    pictures = _pictures(run)
    done = set(file.outcomes.values_list("key", flat=True))
    seen: Counter[str] = Counter()
    for article in articles:
        seen[article.key] += 1
        key = article.key if seen[article.key] == 1 else f"{article.key[:490]}#{seen[article.key]}"
        if key not in done:
            yield _outcome(file, article, key, options, pictures)


def _outcome(
    file: ImportFile, article: SourceArticle | UnreadArticle, key: str, options: Options, pictures: PictureSource
) -> ImportOutcome:
    outcome = ImportOutcome(file=file, key=key, title=shortened(article.title, 255), result=Result.FAILED)
    if isinstance(article, UnreadArticle):
        return _kept(outcome, [article.note])
    try:
        with editorial_transaction():
            written = write(article, key=key, options=options, pictures=pictures)
            outcome.result, outcome.page = written.result, written.page
            outcome.recognised = [list(pair) for pair in written.draft.recognised]
            return _kept(outcome, written.notes)
    except NoPlaceError as error:
        notes = [Note.of("no_home_page", language=error)]
    except Exception as error:  # one article must not keep the others out
        logger.exception("Importing %s failed", key)
        notes = [Note.of("unexpected", reason=repr(error))]
    outcome.result, outcome.page, outcome.recognised = Result.FAILED, None, []
    return _kept(outcome, notes)


def _kept(outcome: ImportOutcome, notes: list[Note]) -> ImportOutcome:
    outcome.notes = [note.as_json() for note in notes]
    outcome.needs_a_person = outcome.result == Result.FAILED or any(note.needs_a_person for note in notes)
    outcome.save()
    if outcome.file.claimed_until:
        ImportFile.objects.filter(pk=outcome.file_id).update(claimed_until=timezone.now() + CLAIM)
    return outcome


def _finish(file: ImportFile) -> None:
    """The copy is not needed any more; a run's pictures are, until its last file is read."""
    file.finished_at, file.claimed_until = timezone.now(), None
    file.save(update_fields=["error", "finished_at", "claimed_until"])
    if file.run.is_finished:
        for each in file.run.files.exclude(upload=""):
            each.upload.delete(save=True)


def _claimed() -> ImportFile | None:
    """A file that waits, and that no other worker will take while this one reads it."""
    now = timezone.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    waiting = ImportFile.objects.filter(free, finished_at__isnull=True, run__by_worker=True, is_picture=False)
    for key in waiting.order_by("pk").values_list("pk", flat=True)[:10]:
        if ImportFile.objects.filter(free, pk=key, finished_at__isnull=True).update(claimed_until=now + CLAIM):
            return ImportFile.objects.select_related("run__topic", "run__created_by").get(pk=key)
    return None


@contextmanager
def _on_disk(file: ImportFile) -> Iterator[Path]:
    """Where the file lies; a copy of it, if it was uploaded to a storage elsewhere."""
    if file.path:
        yield Path(file.path)
        return
    with file.upload.open("rb") as stored, NamedTemporaryFile() as copy:
        copyfileobj(stored, copy)
        copy.flush()
        yield Path(copy.name)


def _pictures(run: ImportRun) -> PictureSource:
    if run.pictures_folder:
        return Folder(Path(run.pictures_folder))
    return Uploads(run) if run.by_worker else Nowhere()


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
