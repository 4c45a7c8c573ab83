"""When the index is written: with every change, in its transaction, and after `migrate`."""

from django.db import DEFAULT_DB_ALIAS

from api.documents.models import Change
from api.search import indexing, rebuilding


def index_what_changed(change: Change, **_signal: object) -> None:
    """A document was published, moved or withdrawn."""
    indexing.write([change.document])


def index_what_is_missing(using: str, **_signal: object) -> None:
    """The library is older than its index, or the index was made by an older version of this code."""
    if using == DEFAULT_DB_ALIAS and rebuilding.can_rebuild():
        rebuilding.rebuild()
