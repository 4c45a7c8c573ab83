"""What visitors sent, what staff did with it, and what is still to be done about it.

Nothing here holds a name, an address, a message or a network address in clear.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from api.documents.models import Record
from api.encryption import EncryptedJSONField, EncryptedTextField


class Enquiry(models.Model):
    """One message that a visitor was thanked for."""

    class Status(models.TextChoices):
        NEW = "new", _("new")
        OPEN = "open", _("in progress")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    class Flag(models.TextChoices):
        NONE = "", ""
        MEDICAL = "medical", _("sent on although it reads as medical")
        CRISIS = "crisis", _("somebody may be in danger")

    class Spam(models.TextChoices):
        NO = "", ""
        HONEYPOT = "honeypot", _("a hidden field was missing or filled in")
        TOKEN = "token", _("the form's token was forged or younger than a person needs")
        FLOOD = "flood", _("too many from one place")
        STAFF = "staff", _("marked by staff")

    reference = models.CharField(max_length=12, unique=True, help_text="What staff and sender call it.")
    receipt_digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the code that shows its status."
    )
    key_digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the Idempotency-Key.")
    body_digest = models.CharField(max_length=64, help_text="SHA-256 of the Idempotency-Key and what was sent with it.")
    token_digest = models.CharField(  # noqa: DJ001 - unique, and any number of forged ones have none
        max_length=64,
        null=True,
        unique=True,
        help_text="SHA-256 of what makes the form's token unique; none if forged.",
    )
    answer = EncryptedJSONField(help_text="What the sender was answered, to answer the same again.")

    form_id = models.UUIDField()
    form_version = models.PositiveIntegerField(help_text="The edition of the form's document.")
    locale = models.CharField(max_length=20)
    content = EncryptedJSONField(help_text='{"fields": {name: value}, "article": id or null}')
    consent_version = models.CharField(max_length=40, blank=True)
    network = models.CharField(max_length=16, help_text="Keyed hash of the network address, under a key of that day.")
    received_at = models.DateTimeField()
    purge_after = models.DateTimeField(db_index=True)

    status = models.CharField(max_length=10, choices=Status, default=Status.NEW)
    flag = models.CharField(max_length=10, choices=Flag, blank=True)
    spam = models.CharField(max_length=10, choices=Spam, blank=True)
    assignee = models.CharField(max_length=150, blank=True, db_index=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "enquiries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False) | ~Q(status="closed") & Q(closed_at__isnull=True),
                name="enquiry_closed_at_when_closed",
            ),
            models.CheckConstraint(
                condition=~Q(consent_version="") | ~Q(spam=""), name="enquiry_has_consent_unless_spam"
            ),
        ]
        indexes: ClassVar = [
            models.Index("spam", "status", F("received_at").desc(), name="enquiry_inbox"),
            models.Index("form_id", F("received_at").desc(), name="enquiry_by_form"),
        ]

    def __str__(self) -> str:
        return self.reference


class Contact(models.Model):
    """A keyed hash by which the enquiries of one person are found."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("e-mail address")
        PHONE = "phone", _("phone number")

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=5, choices=Kind)
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enquiry", "kind", "digest"], name="contact_once_an_enquiry"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.enquiry_id}"


class Entry(models.Model):
    """What staff wrote about an enquiry: a note among themselves, or an answer to the sender."""

    class Kind(models.TextChoices):
        NOTE = "note", _("note")
        ANSWER = "answer", _("answer")

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=6, choices=Kind)
    text = EncryptedTextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.kind} of {self.enquiry_id}"


class Recipient(models.Model):
    """Somebody of the clinic who is told by e-mail that a form has an enquiry."""

    form_id = models.UUIDField()
    email = models.EmailField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form_id", "email"], name="recipient_once_a_form"),
        ]

    def __str__(self) -> str:
        return self.email


class Notification(models.Model):
    """An e-mail to be sent. Whoever sends it takes a lease first; it ends as done or as failed."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("to staff: there is an enquiry")
        ACKNOWLEDGEMENT = "acknowledgement", _("to the sender: it has arrived")
        ANSWER = "answer", _("to the sender: an answer")

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=15, choices=Kind)
    recipient = EncryptedTextField()
    text = EncryptedTextField(null=True, help_text="Of an answer.")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="Not before; while somebody is sending it, when their lease ends.")
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(
        max_length=100, blank=True, help_text="Of the last attempt, without what the server said."
    )
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(failed_at__isnull=True), name="notification_done_or_failed"
            ),
            models.CheckConstraint(
                condition=Q(kind="answer", text__isnull=False) | ~Q(kind="answer") & Q(text__isnull=True),
                name="notification_text_of_answers_only",
            ),
        ]
        indexes: ClassVar = [
            models.Index("due_at", name="notification_due", condition=Q(done_at__isnull=True, failed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.enquiry_id}"


class AccessLog(Record):
    """Who did what with an enquiry, and who looked at it. It outlives the enquiry."""

    class Action(models.TextChoices):
        SEARCHED = "searched", _("searched for words or a person")
        VIEWED = "viewed", _("read it")
        EXPORTED = "exported", _("exported it, redacted")
        EXPORTED_WHOLE = "exported_whole", _("exported it whole")
        CLAIMED = "claimed", _("took it on")
        ASSIGNED = "assigned", _("gave it to somebody")
        ANSWERED = "answered", _("answered it")
        NOTED = "noted", _("wrote a note")
        CLOSED = "closed", _("closed it")
        REOPENED = "reopened", _("opened it again")
        MARKED_SPAM = "marked_spam", _("marked it as spam")
        MARKED_NOT_SPAM = "marked_not_spam", _("marked it as not spam")
        RETRIED = "retried", _("had an e-mail sent again")
        ERASED = "erased", _("erased it")

    reference = models.CharField(max_length=12, blank=True, db_index=True, help_text="Empty for a search.")
    action = models.CharField(max_length=15, choices=Action)
    detail = models.CharField(max_length=150, blank=True, help_text="To whom it was given; never what it says.")
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("entry of the access log")
        verbose_name_plural = _("entries of the access log")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.action} {self.reference}"


class Purge(Record):
    """That enquiries were deleted: how many, why, and when."""

    class Reason(models.TextChoices):
        RETENTION = "retention", _("kept as long as was said")
        ERASURE = "erasure", _("a person asked for it")

    reason = models.CharField(max_length=10, choices=Reason)
    form_id = models.UUIDField(null=True, help_text="Of which form; none where a person was erased.")
    enquiries = models.PositiveIntegerField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.reason}: {self.enquiries}"


class RateLimit(models.Model):
    """The state of one limit: the theoretical arrival time of the generic cell rate algorithm."""

    key = models.CharField(max_length=80, unique=True)
    arrival = models.BigIntegerField(help_text="Microseconds since 1970.")

    def __str__(self) -> str:
        return self.key


class ScreeningTerm(models.Model):
    """A word or phrase that this clinic adds to the word lists shipped in `terms/`, or takes out of them."""

    class Kind(models.TextChoices):
        CRISIS = "crisis", _("crisis: thoughts of dying, violence")
        EMERGENCY = "emergency", _("emergency: needs an ambulance")
        SYMPTOM = "symptom", _("symptom")
        MEDICINE = "medicine", _("medicine")
        RESULT = "result", _("test or result")
        CONDITION = "condition", _("condition or treatment")
        BODY = "body", _("part of the body")
        OWNER = "owner", _("whose: my, his, her")
        COURSE = "course", _("how it goes: since when, worse, better")
        ADVICE = "advice", _("asking for advice")
        ERRAND = "errand", _("an everyday matter: appointment, bill, opening hours")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    phrase = models.CharField(
        _("phrase"),
        max_length=100,
        help_text=_("As people write it. * at the end of a word stands for any ending, ... for up to five words."),
    )
    active = models.BooleanField(
        _("active"), default=True, help_text=_("If not, a phrase of the shipped lists is left out.")
    )

    class Meta:
        verbose_name = _("screening word")
        verbose_name_plural = _("screening words")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "phrase"], name="screening_term_once"),
        ]

    def __str__(self) -> str:
        return f"{self.phrase} ({self.kind})"
