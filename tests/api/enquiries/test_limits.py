from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from api.enquiries.limits import Limit, allow, forget_idle, seconds_until_allowed
from api.enquiries.models import RateLimit

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_exactly_as_many_pass_as_the_limit_says():
    def one(_attempt: int) -> bool:
        try:
            return allow("place", Limit(10, 600), at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        passed = list(pool.map(one, range(100)))

    assert sum(passed) == 10


@pytest.mark.parametrize("text", ["", "10", "0/60", "10/0", "ten/60", "-1/60", "1/2/3"])
def test_what_is_no_limit_is_refused(text):
    with pytest.raises(ValueError, match="isn't count/seconds"):
        Limit.parse(text)


@pytest.mark.django_db
def test_idle_limits_are_forgotten():
    allow("place", Limit(1, 60), at=NOON)

    assert forget_idle(at=NOON + timedelta(seconds=59)) == 0
    assert forget_idle(at=NOON + timedelta(seconds=61)) == 1
    assert not RateLimit.objects.exists()


class OverTime(TestCase):
    @given(st.lists(st.integers(0, 20), min_size=1, max_size=40), st.integers(1, 5), st.integers(5, 60))
    def test_no_more_pass_than_the_burst_and_what_was_refilled_since(self, waits, count, seconds):
        limit, now, passed = Limit(count, seconds), NOON, 0
        for wait in waits:
            now += timedelta(seconds=wait)
            if allow("place", limit, at=now):
                passed += 1
            else:
                later = now + timedelta(seconds=seconds_until_allowed("place", limit, at=now))
                assert later > now
        elapsed = (now - NOON).total_seconds()
        assert passed <= count + elapsed * count / seconds + 1e-6
