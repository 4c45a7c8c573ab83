"""Wanda writes; Rosa is a clinician who reviews; Paul publishes."""

import pytest
from django.contrib.auth.models import Group

from cms.users.models import User
from tests import factories as make


def member(name, role):
    user = User.objects.create_user(name, password=name, email=f"{name}@clinic.example")
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def wanda(db):
    return member("wanda", "Writer")


@pytest.fixture
def paul(db):
    return member("paul", "Publisher")


@pytest.fixture
def rosa(db):
    """Her clinician is Dr. Rosa Vidal."""
    user = member("rosa", "Reviewer")
    make.clinician(name="Rosa Vidal", account=user)
    return user
