"""The read door for machines: what happened after a serial, and following under a name."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from api.documents.models import Change, Follower, Library


def current_serial() -> int:
    """The library's version number now."""
    return Library.objects.values_list("serial", flat=True).get(pk=1)


def changes_after(serial: int, *, limit: int) -> list[Change]:
    """At most `limit` changes after `serial`, in order, with their documents and editions."""
    rows = Change.objects.filter(serial__gt=serial).order_by("serial")
    return list(rows.select_related("document", "edition")[:limit])


def follow(name: str, *, handle: Callable[[Change], None], limit: int = 100) -> int:
    """Hand the next changes to `handle`, in order, and move the follower `name` on; returns how many were handled.

    Each change and the follower's place are one transaction: if `handle` raises, that change is handed over again
    next time.
    """
    handled = 0
    while handled < limit:
        with transaction.atomic():
            follower, _created = Follower.objects.select_for_update().get_or_create(name=name)
            change = next(iter(changes_after(follower.serial, limit=1)), None)
            if change is None:
                break
            handle(change)
            follower.serial = change.serial
            follower.save(update_fields=["serial", "moved_at"])
        handled += 1
    return handled


def skip_to(name: str, serial: int) -> None:
    """Move the follower `name` on to `serial`, as far as it isn't there yet, without handing anything over."""
    follower, _created = Follower.objects.get_or_create(name=name)
    if follower.serial < serial:
        Follower.objects.filter(pk=follower.pk, serial__lt=serial).update(serial=serial, moved_at=timezone.now())


def follow_outside(name: str, *, handle: Callable[[list[Change]], None], limit: int = 100) -> int:
    """The same for what talks to other services: up to `limit` changes at once, and no transaction held meanwhile.

    At least once: when the process dies in between, or two run at the same time, the same changes come again. If
    `handle` raises, the follower stays where it is.
    """
    follower, _created = Follower.objects.get_or_create(name=name)
    changes = changes_after(follower.serial, limit=limit)
    if changes:
        handle(changes)
        moved = {"serial": changes[-1].serial, "moved_at": timezone.now()}
        Follower.objects.filter(pk=follower.pk, serial=follower.serial).update(**moved)
    return len(changes)
