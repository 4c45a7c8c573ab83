"""People who translate, and an article in English that is published."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from tests import factories


@pytest.fixture
def original():
    factories.home("es")
    return factories.publish(factories.article())


@pytest.fixture
def admin(client):
    """Somebody who may do everything."""
    client.force_login(get_user_model().objects.create_superuser("admin"))
    return client


@pytest.fixture
def translator(client):
    """Somebody who may write below every home page, and translate, but not publish."""
    user = get_user_model().objects.create_user("translator")
    group = Group.objects.create(name="Translators")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "submit_translation"]))
    for code in ("en", "es"):
        for codename in ("add_page", "change_page"):
            GroupPagePermission.objects.create(
                group=group, page=factories.home(code), permission=Permission.objects.get(codename=codename)
            )
    user.groups.add(group)
    client.force_login(user)
    return client


@pytest.fixture
def receptionist(client):
    """Somebody who works at the desk and has nothing to do with articles."""
    user = get_user_model().objects.create_user("receptionist")
    user.groups.add(Group.objects.get(name="Receptionist"))
    client.force_login(user)
    return client
