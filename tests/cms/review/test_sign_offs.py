"""Approvals of an exact content."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from cms.review.sign_offs import Approval, is_recorded, matches, sign_off

pytestmark = pytest.mark.django_db

APPROVAL = Approval(content=uuid4(), locale="en", reviewer=uuid4(), reviewed_on=date(2026, 5, 4))
MORNING, EVENING = datetime(2026, 5, 4, 8, tzinfo=UTC), datetime(2026, 5, 4, 18, tzinfo=UTC)


def test_what_was_approved_matches_and_anything_else_does_not():
    sign_off(APPROVAL, digest="a" * 64, by="ana", at=MORNING)
    assert matches(APPROVAL, digest="a" * 64)
    assert not matches(APPROVAL, digest="b" * 64)


def test_an_approval_that_nobody_recorded_is_of_what_there_is_now():
    assert not is_recorded(APPROVAL)
    assert matches(APPROVAL, digest="a" * 64)


def test_each_text_that_was_approved_on_a_day_stays_approved():
    sign_off(APPROVAL, digest="a" * 64, by="ana", at=MORNING)
    sign_off(APPROVAL, digest="b" * 64, by="ana", at=EVENING)
    assert matches(APPROVAL, digest="a" * 64)
    assert matches(APPROVAL, digest="b" * 64)
    assert not matches(APPROVAL, digest="c" * 64)


def test_each_language_reviewer_and_day_is_an_approval_of_its_own():
    sign_off(APPROVAL, digest="a" * 64, by="ana", at=MORNING)
    for other in (
        Approval(APPROVAL.content, "es", APPROVAL.reviewer, APPROVAL.reviewed_on),
        Approval(APPROVAL.content, "en", uuid4(), APPROVAL.reviewed_on),
        Approval(APPROVAL.content, "en", APPROVAL.reviewer, date(2026, 5, 5)),
    ):
        assert not is_recorded(other)
