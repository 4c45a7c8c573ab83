"""What waits at the desk."""

from django.contrib.auth.models import AbstractUser

from api.enquiries import inbox
from cms.desk.permissions import HANDLE as HANDLE


def counts(user: AbstractUser) -> dict[str, int]:
    """How many enquiries are new, how many `user` has taken on, how many e-mails have failed."""
    return inbox.counts(assignee=user.get_username())
