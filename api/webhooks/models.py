"""Who is told of what happens, and what each of them is still to be told."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from api.encryption import EncryptedTextField
from api.webhooks.addresses import check_address
from api.webhooks.signing import new_secret


class Event(models.TextChoices):
    """What can happen. Each value is the `type` of its messages."""

    PUBLISHED = "document.published", _("Something was published, for the first time or anew")
    MOVED = "document.moved", _("Something has another address")
    WITHDRAWN = "document.withdrawn", _("Something was taken offline")
    NOTICE = "safety_notice.issued", _("Something was withdrawn for safety")
    ENQUIRY = "enquiry.received", _("Somebody sent an enquiry: its reference only")


def new_message_id() -> str:
    return f"msg_{uuid4().hex}"


class Subscription(models.Model):
    """An address that is told of events."""

    class Disabled(models.TextChoices):
        NO = "", ""
        BY_STAFF = "by_staff", pgettext_lazy("a webhook", "turned off")
        GONE = "gone", pgettext_lazy("a webhook", "turned off: its address wants nothing any more (410)")

    name = models.CharField(_("name"), max_length=100, unique=True, help_text=_("What staff know it by."))
    url = models.CharField(
        _("address"),
        max_length=500,
        validators=[check_address],
        help_text=_("Where messages are posted to. It begins with https:// and leads to the public internet."),
    )
    events = models.JSONField(_("events"), help_text=_("Of what it is told."))
    secret = EncryptedTextField(
        _("secret"), default=new_secret, help_text=_("By this the receiver knows that a message comes from here.")
    )
    former_secret = EncryptedTextField(null=True)
    former_secret_until = models.DateTimeField(null=True, help_text="Until then messages are signed with both.")
    disabled = models.CharField(max_length=10, choices=Disabled, blank=True)
    created_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row.")
    rests_until = models.DateTimeField(null=True, help_text="After a failure nothing is sent to it before then.")

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """A message for one subscription. Whoever sends it takes a lease first; it ends as done or as failed."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    message_id = models.CharField(max_length=40, unique=True, default=new_message_id)
    event = models.CharField(max_length=30)
    body = models.TextField(help_text="As it is signed and sent, each time the same.")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="Not before; while somebody is sending it, when their lease ends.")
    attempts = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True, help_text="Of the last answer.")
    problem = models.CharField(max_length=100, blank=True, help_text="Of the last attempt, where nothing answered.")
    tried_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(failed_at__isnull=True), name="delivery_done_or_failed"
            ),
        ]
        indexes: ClassVar = [
            models.Index("due_at", name="delivery_due", condition=Q(done_at__isnull=True, failed_at__isnull=True)),
            models.Index(fields=["subscription", "-created_at"], name="delivery_by_subscription"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.event}"
