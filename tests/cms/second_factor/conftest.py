"""Wanda writes, and has a password. Ada is an administrator."""

import re
from base64 import b32decode

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django_otp.oath import totp

from cms.users import roles
from cms.users.models import User

PASSWORD = "a long pass phrase"
HOME = "/admin/"
OWN, CHECK, SETUP = (f"/admin/second-factor/{rest}" for rest in ("", "check/", "setup/"))


class Staff:
    """Somebody in front of a browser of their own."""

    def __init__(self, name, role="", **options):
        self.user = User.objects.create_user(name, f"{name}@clinic.example", PASSWORD, **options)
        if role:
            self.user.groups.add(Group.objects.get(name=role))
        self.client = Client()
        self.key = b""

    def sign_in(self, client=None):
        """With the password alone; returns where that leads in the end."""
        self.client = client or Client()
        answers = {"username": self.user.username, "password": PASSWORD}
        return path_of(self.client.post("/admin/login/", answers, follow=True))

    def read(self, address):
        return BeautifulSoup(self.client.get(address).content, "html.parser")

    def app(self):
        """What the app shows now."""
        return f"{totp(self.key):06d}"

    def set_up(self):
        """Scan, and type what the app shows; returns the recovery codes."""
        self.key = b32decode(self.read(SETUP).select_one(".second-factor__key").text.replace(" ", ""))
        return codes(self.client.post(SETUP, {"code": self.app()}))

    def answer(self, code, address=CHECK, **more):
        return self.client.post(address, {"code": code, **more})

    def opens(self, address=HOME):
        """Whether the admin opens, and does not send them elsewhere."""
        return self.client.get(address).status_code == 200


def path_of(answer):
    return answer.redirect_chain[-1][0].split("?")[0] if answer.redirect_chain else answer.request["PATH_INFO"]


def codes(answer):
    assert answer.status_code == 200, answer
    shown = BeautifulSoup(answer.content, "html.parser")
    return [one.text for one in shown.select(".second-factor__codes code")]


def errors(answer):
    shown = BeautifulSoup(answer.content, "html.parser")
    return re.sub(r"\s+", " ", " ".join(one.text for one in shown.select(".w-field__errors"))).strip()


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-20T08:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def wanda(db, clock):
    """Signed in, without a second factor yet."""
    staff = Staff("wanda", roles.WRITER)
    staff.sign_in()
    return staff


@pytest.fixture
def ada(db, clock):
    staff = Staff("ada", roles.ADMINISTRATOR)
    staff.sign_in()
    return staff
