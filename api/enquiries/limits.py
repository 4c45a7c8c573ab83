"""How often something may happen, exactly, across processes, hosts and restarts.

The generic cell rate algorithm in one conditional UPDATE: a row holds the moment at which the limit would be idle
again. No library offers limits kept in SQL, and those kept in a process forget on restart.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import NamedTuple, Self

from django.db.models import F
from django.db.models.functions import Greatest

from api.enquiries.models import RateLimit

MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Limit:
    """`count` at once, refilled evenly over `seconds`."""

    count: int
    seconds: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """From "10/600": ten in ten minutes. Raises ValueError."""
        found = re.fullmatch(r"([1-9][0-9]{0,6})/([1-9][0-9]{0,6})", text, re.ASCII)
        if not found:
            raise ValueError(f"{text!r} isn't count/seconds, such as 10/600")
        return cls(int(found[1]), int(found[2]))

    @property
    def interval(self) -> int:
        return self.seconds * MICROSECONDS // self.count


class Standing(NamedTuple):
    """How much of a limit is left."""

    remaining: int
    """How often it may happen right now."""
    seconds: int
    """Until all of it is there again."""


def allow(key: str, limit: Limit, *, at: datetime) -> bool:
    """Whether it may happen once more now; if so, it is counted."""
    RateLimit.objects.bulk_create([RateLimit(key=key, arrival=0)], ignore_conflicts=True)
    now = _microseconds(at)
    free = RateLimit.objects.filter(key=key, arrival__lte=now + limit.interval * (limit.count - 1))
    return free.update(arrival=Greatest(F("arrival"), now) + limit.interval) == 1


def seconds_until_allowed(key: str, limit: Limit, *, at: datetime) -> int:
    """How long to wait after a refusal, at least 1."""
    arrival = RateLimit.objects.values_list("arrival", flat=True).filter(key=key).first() or 0
    wait = arrival - limit.interval * (limit.count - 1) - _microseconds(at)
    return max(1, ceil(wait / MICROSECONDS))


def standing(key: str, limit: Limit, *, at: datetime) -> Standing:
    """How much is left; all of it, where nothing was counted."""
    arrival = RateLimit.objects.values_list("arrival", flat=True).filter(key=key).first() or 0
    used = max(0, arrival - _microseconds(at))
    return Standing(max(0, limit.count - ceil(used / limit.interval)), ceil(used / MICROSECONDS))


def forget_idle(*, at: datetime) -> int:
    """Delete the rows of limits that are idle; returns how many."""
    deleted, _by_model = RateLimit.objects.filter(arrival__lt=_microseconds(at)).delete()
    return deleted


def _microseconds(at: datetime) -> int:
    return int(at.timestamp()) * MICROSECONDS + at.microsecond
