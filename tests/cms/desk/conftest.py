"""Who meets at the desk: Rita, a receptionist; Olga, who runs the clinic; Wanda, who writes articles."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from api.enquiries.models import Enquiry
from cms.users.models import User
from tests.api.enquiries.sending import publish_form, send


@pytest.fixture
def form(db):
    """The form "get-in-touch", published."""
    return publish_form()


@pytest.fixture
def enquiry(form):
    """Rosa Díaz asks whether the clinic opens on Sundays."""
    return enquire()


@pytest.fixture
def rita(db):
    return signed_in("rita", group="Receptionist")


@pytest.fixture
def wanda(db):
    return signed_in("wanda", group="Writer")


@pytest.fixture
def olga(db):
    return signed_in("olga", is_superuser=True)


def signed_in(name, *, group="", **options):
    user = User.objects.create_user(name, password=name, **options)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def enquire(**changes):
    """Send an enquiry as a visitor does; returns it as it is stored."""
    response = send(Client(), **changes)
    assert response.status_code == 201, response.content
    return Enquiry.objects.get(reference=response.json()["reference"])
