"""What waits to be published again because something that it shows has changed."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

from api.documents import store
from cms.headless import Headless
from cms.publishing.models import Republication


def enqueue(sources: Iterable[Headless], *, because: str) -> int:
    """Note that each of `sources` must be presented again; one that waits already is not noted twice.

    Must be called in a transaction. It takes the library's lock: else a row could be taken for waiting while its work
    is being finished with what was there before.
    """
    store.lock()
    rows = [
        Republication(
            content_type=ContentType.objects.get_for_model(source), object_id=str(source.pk), because=because[:255]
        )
        for source in sources
    ]
    Republication.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def settle(source: Headless) -> None:
    """This object has just been presented: whatever it waited for is done. Must be called under the library's lock."""
    content_type = ContentType.objects.get_for_model(source)
    waiting().filter(content_type=content_type, object_id=str(source.pk)).update(done_at=timezone.now(), error="")


def waiting() -> QuerySet[Republication]:
    """What is still to be published again."""
    return Republication.objects.filter(done_at__isnull=True)
