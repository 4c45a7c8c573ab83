"""What was brought in, from where, and what became of it."""

from typing import ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.articles.models import ArticlePage, TopicPage
from cms.importing.notes import Note


def private_storage() -> Storage:
    return storages["imports"]


def upload_path(file: "ImportFile", name: str) -> str:
    return f"{file.run_id}/{name}"


class ImportedArticle(models.Model):
    """Which draft came from which source.

    While the draft's newest revision is the one that the import wrote, nobody has changed it since, and an import may.
    """

    key = models.CharField(max_length=500, unique=True)
    page = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    """Of what the import wrote."""
    revision_id = models.PositiveBigIntegerField()
    """No foreign key: old revisions are purged."""
    revision_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class ImportRun(models.Model):
    """Some files that somebody handed in together."""

    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    topic = models.ForeignKey(
        TopicPage, verbose_name=_("topic"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(_("language"), max_length=20, blank=True)
    """Empty: each article's own, as far as that can be told."""
    region = models.CharField(max_length=2)
    pictures_folder = models.TextField(blank=True)
    """Of a run by the command; pictures that were uploaded are files of the run."""
    by_worker = models.BooleanField(default=False)
    """Whether the worker reads its files, or the command that began it."""

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions: ClassVar = ("add", "view")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_finished(self) -> bool:
        return not self.files.filter(finished_at__isnull=True).exists()

    @property
    def names(self) -> str:
        """Of the files that hold articles."""
        return ", ".join(file.name for file in self.files.all() if not file.is_picture)

    @property
    def state(self) -> str:
        files = self.files.all()
        if any(file.finished_at is None for file in files):
            return gettext("Being read")
        return gettext("Finished, with errors") if any(file.error for file in files) else gettext("Finished")


class ImportFile(models.Model):
    """One file of a run: work for later while `finished_at` is null."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    upload = models.FileField(storage=private_storage, upload_to=upload_path, max_length=400, blank=True)
    """Empty for a file that the command reads where it lies, and once it has been read."""
    path = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    """Of a file that the command reads, to tell it again."""
    is_picture = models.BooleanField(default=False)
    articles = models.PositiveIntegerField(null=True)
    """How many it holds; null before anybody has looked."""
    error = models.JSONField(null=True)
    """The note that says why it can't be read."""
    claimed_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index("id", condition=Q(finished_at__isnull=True), name="import_file_unfinished"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def error_note(self) -> Note | None:
        return Note.from_json(self.error) if self.error else None


class ImportOutcome(models.Model):
    """What became of one article of a file."""

    class Result(models.TextChoices):
        CREATED = "created", _("New draft")
        UPDATED = "updated", _("Draft updated")
        UNCHANGED = "unchanged", _("Nothing new")
        KEPT = "kept", _("Not touched: an editor has changed the draft")
        FAILED = "failed", _("Could not be read")

    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, related_name="outcomes")
    key = models.CharField(max_length=500)
    title = models.CharField(max_length=255)
    result = models.CharField(max_length=10, choices=Result)
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    recognised = models.JSONField(default=list)
    """[type, heading] of each block that is more than text."""
    notes = models.JSONField(default=list)
    needs_a_person = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "key"], name="one_outcome_for_each_article_of_a_file"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def all_notes(self) -> list[Note]:
        """What needs a person first."""
        notes = [Note.from_json(data) for data in self.notes]
        return sorted(notes, key=lambda note: not note.needs_a_person)
