"""Publish again what shows something that has changed: a few at once, many by the worker, none forgotten."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from api.documents import store
from cms.headless import Headless, PublicationRefusedError
from cms.publishing.models import Republication
from cms.publishing.publisher import synchronise
from cms.publishing.queue import waiting

logger = logging.getLogger(__name__)

AT_ONCE = 20
"""So many are published again right after the change that causes it; the worker does the others."""
LONGEST_WAIT = timedelta(hours=1)


def republish_after_commit() -> None:
    """Do a part of the waiting work as soon as the transaction that caused it is committed, once for all its causes."""
    registered = [entry[1] for entry in transaction.get_connection().run_on_commit]
    if _republish_some not in registered:
        transaction.on_commit(_republish_some, robust=True)


def _republish_some() -> None:
    republish_due(limit=AT_ONCE)


def republish_due(*, limit: int) -> int:
    """Publish again at most `limit` of what waits; returns how many rows were dealt with, well or not.

    A row that fails keeps its error, for the staff to see, and is tried again after a while that doubles each time.
    """
    due = waiting().filter(due_at__lte=timezone.now()).order_by("due_at", "id")
    keys = list(due.values_list("pk", flat=True)[:limit])
    for key in keys:
        _republish(key)
    return len(keys)


def _republish(key: int) -> None:
    try:
        with transaction.atomic():
            store.lock()
            row = waiting().filter(pk=key).first()
            if row is None:
                return
            if isinstance(row.source, Headless):
                synchronise(row.source, by="republication", at=timezone.now())
            Republication.objects.filter(pk=key).update(done_at=timezone.now(), error="")
    except PublicationRefusedError as refused:
        _postpone(key, str(refused))
    except Exception as failure:
        logger.exception("Republication %s failed", key)
        _postpone(key, repr(failure))


def _postpone(key: int, error: str) -> None:
    row = Republication.objects.get(pk=key)
    row.attempts += 1
    row.error = error
    row.due_at = timezone.now() + min(timedelta(seconds=2**row.attempts), LONGEST_WAIT)
    row.save(update_fields=["attempts", "error", "due_at"])
