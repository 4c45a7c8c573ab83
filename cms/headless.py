"""What a page, snippet or setting that gets published must offer.

Every live object has one document per locale that it presents; `cms.publishing` keeps the two the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple
from uuid import UUID

import orjson
from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Max, Q

from api.documents.models import Change, Document, Edition
from api.documents.schemas.documents import Content
from api.documents.store import Identity as Identity
from api.documents.store import find, lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet


@contextmanager
def editorial_transaction() -> Iterator[None]:
    """What is written in it happens as a whole or not at all, and after whatever another editor is writing now.

    Wagtail finds a page's place in the tree in what it has read before: two that write at the same time would take the
    same place, or count their parent's children wrong, wherever the database lets them.
    """
    with transaction.atomic():
        lock()
        yield


class PublicationRefusedError(ValueError):
    """The object may not be published. `reasons` says why, every reason at once."""

    def __init__(self, subject: str, reasons: "list[Reason]") -> None:
        self.subject = subject
        self.reasons = reasons
        super().__init__(f"{subject} can't be published: " + " ".join(reason.text for reason in reasons))


class Reason:
    """One reason why something is not published, and the form field where an editor mends it ("" if there is none).

    `part` is the place in that field, counted from 0, where it has several parts and one of them is meant.
    """

    def __init__(self, field: str, text: str, part: int | None = None) -> None:
        self.field = field
        self.text = text
        self.part = part

    def __repr__(self) -> str:
        return f"Reason({self.field!r}, {self.text!r})"


class Headless(models.Model):
    """A model whose live rows are documents of the public library."""

    kind: ClassVar[str]
    """The kind of its documents."""
    shows_clinic: ClassVar[bool] = False
    """Whether its documents hold something of the clinic's settings, such as the default call to action."""

    class Meta:
        abstract = True

    def public_identities(self) -> list[Identity]:
        """The documents that come from this object: one, or one per locale."""
        raise NotImplementedError

    def is_public(self) -> bool:
        """Whether readers are meant to see it now: live and not behind a view restriction."""
        raise NotImplementedError

    def withheld(self) -> list[Reason]:
        """Why readers must not see it though it is live, such as a translation whose original warns of more by now."""
        return []

    def present(self, locale: str) -> Content:
        """This object as the public JSON of `locale`, without what the store adds."""
        raise NotImplementedError

    def publication_reasons(self, *, published_before: bool) -> list[Reason]:
        """Why an editor may not publish this as it stands; empty if there is nothing to mend."""
        return []

    def published(self, *, by: str, at: datetime) -> None:
        """Called when an editor publishes this, after the gate and before it is presented."""

    def take_change_note(self) -> tuple[str, str] | None:
        """(kind, text) of what this publication changes, taken off the object so that the next one asks anew."""
        return None

    def structural_dependents(self) -> "list[Headless]":
        """Objects that show something of this one without a reference of their own in the reference index.

        Pages below it, its other languages, everything that uses a site-wide default.
        """
        return []

    @classmethod
    def all_sources(cls) -> "QuerySet[Headless]":
        """Every object of this model, live or not."""
        return cls._default_manager.all()


class Standing(NamedTuple):
    """Where a document stands in the library."""

    edition: int | None
    """The number of what readers see now; None if it is withdrawn."""
    editorial: int
    """The number of the last edition that an editor published, and not a change of something that it shows."""


class WholePublication(models.Model):
    """A page or snippet whose publishing and unpublishing are one transaction with what follows from them.

    In the admin they are so anyway; this is for commands and scripts.
    """

    class Meta:
        abstract = True

    def publish(self, *args: Any, **kwargs: Any) -> None:
        with editorial_transaction():
            super().publish(*args, **kwargs)  # type: ignore[misc]  # Wagtail's, beside which this stands

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        with editorial_transaction():
            super().unpublish(*args, **kwargs)  # type: ignore[misc]


def headless_models() -> list[type[Headless]]:
    """Every model whose live rows are documents."""
    return [model for model in apps.get_models() if issubclass(model, Headless)]


def published_before(source: Headless) -> bool:
    """Whether readers have ever seen it."""
    return any(find(identity) for identity in source.public_identities())


def published_edition(kind: str, public_id: UUID, locale: str) -> int | None:
    """The number of the edition that readers see now; None if it is not published."""
    return (
        Document.objects.filter(kind=kind, public_id=public_id, locale=locale, current__isnull=False)
        .values_list("current__number", flat=True)
        .first()
    )


def changed_since_review(kind: str) -> "QuerySet[Document]":
    """The published documents whose text is not the one that was signed off; by `public_id` and `locale`."""
    return Document.objects.filter(kind=kind, current__isnull=False, changed_since_review=True)


def editorial_editions(kind: str, locale: str) -> "QuerySet[Edition]":
    """What editors have published in this language; by `document__public_id` and `number`."""
    return Edition.objects.filter(document__kind=kind, document__locale=locale, consequence=False)


def standings(kind: str, public_ids: "Iterable[UUID]") -> dict[tuple[UUID, str], Standing]:
    """By id and locale, in one query; what was never published is missing."""
    last = Max("editions__number", filter=Q(editions__consequence=False), default=0)
    rows = Document.objects.filter(kind=kind, public_id__in=set(public_ids)).annotate(editorial=last)
    return {
        (key, locale): Standing(edition, editorial)
        for key, locale, edition, editorial in rows.values_list("public_id", "locale", "current__number", "editorial")
    }


def withheld_among(public_ids: "Iterable[UUID]") -> set[tuple[UUID, str]]:
    """Those, as (id, locale), that are kept from readers though they are live."""
    reason = Change.Reason.SOURCE_CHANGED
    rows = Document.objects.filter(
        public_id__in=set(public_ids), current=None, changes__serial=F("last_serial"), changes__reason=reason
    )
    return set(rows.values_list("public_id", "locale"))


def published_bodies(
    kind: str, locale: str, wanted: "Iterable[tuple[UUID, int]]"
) -> "Iterator[tuple[UUID, int, dict[str, Any]]]":
    """What readers were given in each of these editions, as (id, edition, JSON), one after the other."""
    pairs = set(wanted)
    if not pairs:
        return
    rows = Edition.objects.filter(
        document__kind=kind,
        document__locale=locale,
        document__public_id__in={key for key, _number in pairs},
        number__in={number for _key, number in pairs},
    ).values_list("document__public_id", "number", "body")
    for key, number, body in rows.iterator(chunk_size=50):
        if (key, number) in pairs:
            yield key, number, orjson.loads(bytes(body))
