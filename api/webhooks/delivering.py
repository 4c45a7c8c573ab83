"""Messages are sent at least once, for as long as they may still be of use, each time under the same id.

One that fails is tried again after longer and longer waits, and its receiver is left alone for a while: a receiver that
is away costs the worker little, and keeps nobody else's messages.
"""

import http.client
import logging
import random
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from time import monotonic

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from api import outgoing
from api.webhooks.addresses import may_connect
from api.webhooks.models import Delivery, Subscription
from api.webhooks.signing import headers_of

logger = logging.getLogger(__name__)
SECONDS = 5.0
"""Within which a receiver must have answered."""
LEASE = timedelta(minutes=2)
WAITS = [timedelta(**wait) for wait in ({"seconds": 5}, {"minutes": 5}, {"minutes": 30}, {"hours": 2}, {"hours": 8})]
"""After the first failure of a message, the second and so on; the last one over and over."""
RESTS = [timedelta(**rest) for rest in ({"seconds": 5}, {"minutes": 1}, {"minutes": 5}, {"minutes": 20}, {"hours": 1})]
"""For which a receiver is left alone, after one failure in a row, two and so on."""
LONGEST_REST = timedelta(days=1)
"""Whatever the receiver asks for."""
GIVEN_UP_AFTER = timedelta(days=5)
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Outcome:
    """What became of an attempt: a status, or a problem where nothing answered."""

    status: int | None = None
    problem: str = ""
    retry_after: timedelta = timedelta()

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def deliver_due(*, limit: int) -> int:
    """Send at most `limit` messages that are due; returns how many were tried."""
    at = timezone.now()
    too_old = _unfinished().filter(created_at__lt=at - GIVEN_UP_AFTER)
    if too_old.exists():  # else each turn would lock SQLite for nothing
        too_old.update(failed_at=at)
    tried = 0
    while tried < limit and (delivery := _claim(at=timezone.now())):
        _keep(delivery, _send(delivery, at=timezone.now()), at=timezone.now())
        tried += 1
    return tried


def forget_delivered(*, at: datetime) -> int:
    """Delete what ended long ago; returns how many."""
    ended = Q(done_at__lt=at - KEPT_FOR) | Q(failed_at__lt=at - KEPT_FOR)
    return Delivery.objects.filter(ended).delete()[0]


def _unfinished() -> QuerySet[Delivery]:
    return Delivery.objects.filter(done_at=None, failed_at=None)


def _claim(*, at: datetime) -> Delivery | None:
    """Take the next row for as long as the lease lasts. Of several who try, one gets it."""
    rested = Q(subscription__rests_until=None) | Q(subscription__rests_until__lte=at)
    waiting = _unfinished().filter(rested, subscription__disabled="", due_at__lte=at)
    for pk, due_at in waiting.order_by("due_at", "pk").values_list("pk", "due_at")[:10]:
        mine = _unfinished().filter(pk=pk, due_at=due_at)
        if mine.update(due_at=at + LEASE, attempts=F("attempts") + 1, tried_at=at):
            return Delivery.objects.select_related("subscription").get(pk=pk)
    return None


def _send(delivery: Delivery, *, at: datetime) -> Outcome:
    subscription, body = delivery.subscription, delivery.body.encode()
    keys = [subscription.secret]
    if subscription.former_secret and subscription.former_secret_until and at < subscription.former_secret_until:
        keys.append(subscription.former_secret)
    headers = {
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "User-Agent": f"Vertebra webhooks (+{settings.PUBLIC_URL})",
        **headers_of(delivery.message_id, int(at.timestamp()), body, keys),
    }
    try:
        status, answered = outgoing.send(
            "POST", subscription.url, headers=headers, body=body, ends=monotonic() + SECONDS, may_connect=may_connect
        )
    except outgoing.NotForUsError:
        return Outcome(problem="private address")
    except socket.gaierror:
        return Outcome(problem="no such host")
    except ssl.SSLCertVerificationError as error:
        return Outcome(problem=f"certificate: {error.verify_message}"[:100])
    except TimeoutError:
        return Outcome(problem="timeout")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Outcome(problem=type(error).__name__)
    return Outcome(status, retry_after=_seconds(answered.get("Retry-After", "")))


def _seconds(text: str) -> timedelta:
    is_number = text.isascii() and text.isdecimal() and len(text) < 9
    return min(timedelta(seconds=int(text)), LONGEST_REST) if is_number else timedelta()


def _keep(delivery: Delivery, outcome: Outcome, *, at: datetime) -> None:
    row = Delivery.objects.filter(pk=delivery.pk)
    subscription = Subscription.objects.filter(pk=delivery.subscription_id)
    told = {"status": outcome.status, "problem": outcome.problem}
    if outcome.is_success:
        row.update(**told, done_at=at)
        subscription.exclude(failures=0, rests_until=None).update(failures=0, rests_until=None)
        return
    logger.warning(
        "Message %s, attempt %s: %s", delivery.message_id, delivery.attempts, outcome.status or outcome.problem
    )
    if outcome.status == HTTPStatus.GONE:
        row.update(**told, failed_at=at)
        subscription.update(disabled=Subscription.Disabled.GONE)
        return
    failures = delivery.subscription.failures + 1
    wait = max(_step(WAITS, delivery.attempts), outcome.retry_after)
    rest = max(_step(RESTS, failures), outcome.retry_after)
    row.update(**told, due_at=at + wait)
    subscription.update(failures=min(failures, 1000), rests_until=at + rest)


def _step(steps: list[timedelta], number: int) -> timedelta:
    """The step of this number, counted from 1, or the last one; about, so that not all come at once."""
    return steps[min(number, len(steps)) - 1] * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
