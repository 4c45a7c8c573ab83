"""By what caches purge. A change carries these tags, and so does every answer that it makes stale."""

from api.documents.models import Document
from api.documents.schemas import STORED

LIBRARY = "library"
"""Of answers that tell the library's state as a whole."""


def tag_of(document: Document) -> str:
    """Of answers that show this one document."""
    return tag_in(document.locale, document)


def tag_in(locale: str, document: Document) -> str:
    """Of answers that show the same in another language, whether or not that is published."""
    return f"{document.kind}:{document.public_id}:{locale}"


def tag_of_list(kind: str, locale: str) -> str:
    """Of answers that list documents of a kind and language."""
    return f"{STORED[kind].plural}:{locale}"


def tags_of_change(document: Document) -> list[str]:
    """Everything that a change of `document` makes stale."""
    return [tag_of(document), tag_of_list(document.kind, document.locale), LIBRARY]
