"""What is done with a subscription."""

from datetime import datetime, timedelta

from api.webhooks.models import Subscription
from api.webhooks.signing import new_secret


def turn_off(subscription: Subscription) -> None:
    """Nothing new is written for it, and what waits is not sent."""
    Subscription.objects.filter(pk=subscription.pk).update(disabled=Subscription.Disabled.BY_STAFF)


def turn_on(subscription: Subscription) -> None:
    """What still waits is sent at once, unless it was given up meanwhile."""
    Subscription.objects.filter(pk=subscription.pk).update(
        disabled=Subscription.Disabled.NO, failures=0, rests_until=None
    )


def renew_secret(subscription: Subscription, *, at: datetime, overlap: timedelta) -> None:
    """Give it a new secret. For as long as `overlap`, messages are signed with the one before, too."""
    subscription.former_secret, subscription.former_secret_until = subscription.secret, at + overlap
    subscription.secret = new_secret()
    subscription.save(update_fields=["secret", "former_secret", "former_secret_until"])
