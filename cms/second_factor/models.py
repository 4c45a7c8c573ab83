"""What stands in for a telephone that is lost. Authenticator apps themselves are django-otp's `TOTPDevice`."""

from typing import ClassVar

from django.conf import settings
from django.db import models


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
