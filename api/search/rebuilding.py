"""The index from the library: what is missing, or all of it after an upgrade that indexes otherwise."""

from collections.abc import Callable

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Exists, OuterRef, Q

from api.documents import store
from api.documents.models import Document
from api.search import analysis, indexing
from api.search.extraction import KINDS
from api.search.models import Entry, Name, Synonym, Trigram, Word

BATCH = 100
"""Documents that are indexed in one transaction, while which nobody can publish."""


def rebuild(progress: Callable[[int], None] = lambda done: None) -> int:
    """Index what is missing or out of date; returns how many documents that were.

    What is done stays done if this is interrupted.
    """
    if Entry.objects.exclude(version=analysis.VERSION).exists():
        clear()
    done = last = 0
    while documents := _write_next(after=last):
        done, last = done + len(documents), documents[-1].pk
        progress(done)
    return done


def clear() -> None:
    """Empty the index."""
    with transaction.atomic(), connection.cursor() as cursor:
        store.lock()
        for model in (Trigram, Word, Synonym, Name, Entry):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 - names of our own


def can_rebuild() -> bool:
    """Whether the database has every table and column, which it has not in the middle of a partial migration."""
    executor = MigrationExecutor(connection)
    leaves = [node for node in executor.loader.graph.leaf_nodes() if node[0] in {"documents", "search"}]
    return not executor.migration_plan(leaves)


def _write_next(*, after: int) -> list[Document]:
    entry = Entry.objects.filter(document=OuterRef("pk"))
    is_current = Exists(entry.filter(edition=OuterRef("current")))
    out_of_date = Q(current__isnull=False, kind__in=KINDS) & ~is_current | Q(current__isnull=True) & Exists(entry)
    with transaction.atomic():
        store.lock()
        documents = list(Document.objects.filter(out_of_date, pk__gt=after).order_by("pk")[:BATCH])
        indexing.write(documents)
    return documents
