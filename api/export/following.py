"""The exported library follows the change log."""

from django.conf import settings
from django.utils.text import slugify

from api.documents.changes import follow_outside
from api.documents.models import Change, Follower
from api.export.exporting import export
from api.export.targets import target_at
from api.http.caching import midnight_before, today

AT_ONCE = 1000


def export_what_changed() -> int:
    """Bring the configured target up to date; returns how many changes it took. Once a day the day itself is one: it
    may have made reviews overdue."""
    if not settings.EXPORT_TARGET:
        return 0
    name = slugify(f"export {settings.EXPORT_TARGET}")[:100]

    def write(_changes: list[Change]) -> None:
        export(target_at(settings.EXPORT_TARGET))

    handled = follow_outside(name, handle=write, limit=AT_ONCE)
    follower = Follower.objects.get(name=name)
    if not handled and follower.moved_at < midnight_before(today()):
        write([])
        follower.save(update_fields=["moved_at"])
        return 1
    return handled
