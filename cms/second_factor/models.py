"""What somebody signs in with besides a password, and what they are still to be told about it."""

import time
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device, DeviceManager, ThrottlingMixin, TimestampMixin
from django_otp.oath import TOTP

from api.encryption import EncryptedTextField
from cms.mails import StaffMail

TOLERANCE = 1
"""So many steps of half a minute may the clock of a telephone be off."""


class AppManager(DeviceManager):
    """The key is fetched where a code is checked and nowhere else: a session is known without it."""

    def get_queryset(self) -> models.QuerySet[Any]:
        found: models.QuerySet[Any] = super().get_queryset()
        return found.defer("key")


class AuthenticatorApp(TimestampMixin, ThrottlingMixin, Device):
    """In place of django-otp's `TOTPDevice`, which keeps keys in clear. Codes are those of RFC 6238."""

    key = EncryptedTextField(help_text="20 bytes in hexadecimal.")
    drift = models.SmallIntegerField(default=0, help_text="So many steps the telephone is known to be off.")
    last_t = models.BigIntegerField(default=-1, help_text="The step of the last code: only later ones count.")

    objects = AppManager()

    class Meta:
        default_permissions = ()
        verbose_name = _("authenticator app")
        verbose_name_plural = _("authenticator apps")

    def verify_token(self, token: str) -> bool:
        """Whether the app shows this now; a code counts once. Raises KeyMissingError."""
        if not self.verify_is_allowed()[0]:
            return False
        totp = TOTP(bytes.fromhex(self.key), drift=self.drift)
        totp.time = time.time()
        right: bool = token.isdecimal() and totp.verify(int(token), TOLERANCE, self.last_t + 1)
        if right:
            self.last_t, self.drift = totp.t(), totp.drift
            self.throttle_reset(commit=False)
            self.set_last_used_timestamp(commit=False)
            self.save()
        else:
            self.throttle_increment()
        return right

    def get_throttle_factor(self) -> int:
        return 1


class RecoveryCode(models.Model):
    """A code that works once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, help_text="HMAC-SHA256 under a key made from SECRET_KEY, in hexadecimal.")
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_of_user")]

    def __str__(self) -> str:
        return f"{self.user}, {self.pk}"


class SecondFactorMail(StaffMail):
    """Tells the owner of an account what was done with its second factor."""

    class Event(models.TextChoices):
        SET_UP = "set_up", _("was set up")
        REMOVED = "removed", _("was removed by its owner")
        RESET = "reset", _("was removed by somebody else")
        CODES_RENEWED = "codes_renewed", _("new recovery codes were made")
        CODE_USED = "code_used", _("a recovery code was used")

    event = models.CharField(max_length=13, choices=Event)

    class Meta:
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                name="second_factor_mail_waiting",
                condition=models.Q(done_at__isnull=True, failed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.event}"
