"""What has been published: documents, their editions, and the log of changes."""

from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ImmutableError(TypeError):
    """An edition or a change was about to be rewritten. What has been published is a record; publish again instead."""


Row = TypeVar("Row", bound=models.Model)


class RecordQuerySet(models.QuerySet[Row]):
    """Refuses what would rewrite a record. The database refuses it too, see the first migration's triggers."""

    def update(self, **kwargs: object) -> NoReturn:
        raise ImmutableError(f"{self.model.__name__} rows are never changed")

    def delete(self) -> NoReturn:
        raise ImmutableError(f"{self.model.__name__} rows are never deleted")


class Record(models.Model):
    """A row that is written once."""

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ImmutableError(f"{type(self).__name__} rows are never changed")
        super().save(force_insert=True, using=kwargs.get("using"))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImmutableError(f"{type(self).__name__} rows are never deleted")


class Library(models.Model):
    """One row: the serial of the newest change.

    Whoever writes holds this row's lock until commit, so serials are gapless and in commit order.
    """

    serial = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(pk=1), name="one_library")]

    def __str__(self) -> str:
        return f"library at {self.serial}"


class Document(models.Model):
    """The identity of something published, in one language. Without `current` it is withdrawn."""

    kind = models.CharField(max_length=20)
    public_id = models.UUIDField(help_text="The same in all languages.")
    locale = models.CharField(max_length=20)
    source = models.CharField(max_length=100, help_text="The editorial object it comes from: app_label.model:pk.")
    slug = models.CharField(max_length=255)
    path = models.CharField(max_length=1000)
    current = models.ForeignKey("Edition", null=True, on_delete=models.PROTECT, related_name="+")
    last_serial = models.PositiveBigIntegerField(unique=True, help_text="The serial of its newest change.")

    # What lists filter and order by. All of it stands in the current edition too.
    title = models.CharField(max_length=300)
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    level = models.CharField(max_length=20, blank=True)
    next_review_on = models.DateField(null=True)
    changed_since_review = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "public_id", "locale"], name="document_identity"),
            models.UniqueConstraint(fields=["path"], condition=Q(current__isnull=False), name="document_path"),
            models.UniqueConstraint(
                fields=["kind", "locale", "slug"], condition=Q(current__isnull=False), name="document_slug"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "kind", "locale", F("first_published_at").desc(), F("id").desc(), name="document_by_first_published"
            ),
            models.Index("kind", "locale", F("published_at").desc(), F("id").desc(), name="document_by_published"),
            models.Index("kind", "locale", "title", "id", name="document_by_title"),
            # Each filter of a synchronisation: SQLite takes an index on what is equal before one on the serial alone.
            models.Index("kind", "locale", "last_serial", name="document_by_serial"),
            models.Index("kind", "last_serial", name="document_by_kind_serial"),
            models.Index("locale", "last_serial", name="document_by_locale_serial"),
            models.Index("slug", name="document_by_slug"),
            models.Index("path", name="document_by_path"),
            models.Index("source", name="document_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.path}"


class DocumentFacet(models.Model):
    """One value by which a current document is found in a list: `topic` (id and slug), `audience`."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=20)
    value = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "name", "value"], name="document_facet"),
        ]
        indexes: ClassVar = [models.Index("name", "value", "document", name="facet_by_value")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class FormerPath(models.Model):
    """An address that a document had before; it leads to wherever the document is now."""

    path = models.CharField(max_length=1000, unique=True)
    slug = models.CharField(max_length=255, db_index=True)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="former_paths")

    def __str__(self) -> str:
        return self.path


class Edition(Record):
    """One published version of a document: the JSON bytes that are served, and their digest."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    body = models.BinaryField()
    summary = models.BinaryField(help_text="The document as lists show it, as JSON.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the body, in hexadecimal.")
    content_digest = models.CharField(
        max_length=64, help_text="SHA-256 of what was presented, without the store's fields."
    )
    consequence = models.BooleanField(
        help_text="Published because something that it shows has changed, not by an editor."
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="edition_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
        ]
        indexes: ClassVar = [models.Index("document", "at", name="edition_by_time")]

    def __str__(self) -> str:
        return f"{self.document}, edition {self.number}"


class Change(Record):
    """One row of the log. `serial` is the library's version number after it."""

    class Action(models.TextChoices):
        PUBLISH = "publish", _("published")
        MOVE = "move", _("moved")
        WITHDRAW = "withdraw", _("withdrawn")

    class Reason(models.TextChoices):
        NONE = "", ""
        UNPUBLISHED = "unpublished", _("taken offline by the editors")
        EXPIRED = "expired", _("its time was over")
        DELETED = "deleted", _("deleted")
        SAFETY = "safety", _("withdrawn for safety")
        SOURCE_CHANGED = "source_changed", _("kept back until the translation follows its original")

    serial = models.PositiveBigIntegerField(primary_key=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="changes")
    action = models.CharField(max_length=10, choices=Action)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=1000, help_text="Where the document was after this change, or last.")
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    replacement = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(action="withdraw", edition__isnull=True) & ~Q(reason="")
                | Q(edition__isnull=False, reason="") & ~Q(action="withdraw"),
                name="withdrawal_has_a_reason_and_no_edition",
            ),
        ]
        indexes: ClassVar = [models.Index("document", F("serial").desc(), name="change_by_document")]

    def __str__(self) -> str:
        return f"{self.serial}: {self.action} {self.document}"


class SafetyNotice(Record):
    """Why a document was withdrawn for safety, and what readers who have seen it must be told."""

    public_id = models.UUIDField(unique=True)
    change = models.OneToOneField(Change, on_delete=models.PROTECT, related_name="safety_notice")
    last_edition = models.PositiveIntegerField(help_text="Neither this edition nor any before it may be shown again.")
    reason = models.TextField(help_text="What is wrong with it, for staff and developers.")
    messages = models.JSONField(help_text="What to tell readers instead, by locale.")

    def __str__(self) -> str:
        return f"{self.change.document} up to edition {self.last_edition}: {self.reason}"


class Follower(models.Model):
    """Whoever follows the log: a name, and the last serial that it has dealt with."""

    name = models.SlugField(max_length=100, unique=True)
    serial = models.PositiveBigIntegerField(default=0)
    moved_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.serial}"
