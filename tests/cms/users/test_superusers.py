"""Administrators look after accounts, but none of them becomes a superuser, or acts as one."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from cms.users import roles
from cms.users.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "a long pass phrase"


@pytest.fixture
def ada(client):
    """An administrator, signed in."""
    user = account("ada")
    user.groups.add(Group.objects.get(name=roles.ADMINISTRATOR))
    client.force_login(user)
    return user


@pytest.fixture
def root():
    return account("root", is_superuser=True)


def account(name, **options):
    names = {"email": f"{name}@clinic.example", "first_name": name, "last_name": name}
    return User.objects.create_user(name, password=PASSWORD, **names, **options)


def answers(user, **changes):
    kept = {name: getattr(user, name) for name in ("username", "email", "first_name", "last_name")}
    return {**kept, "is_active": "on", **changes}


def edit(client, user, **changes):
    client.post(reverse("wagtailusers_users:edit", args=[user.pk]), answers(user, **changes))
    return User.objects.get(pk=user.pk)


def test_an_administrator_makes_an_account_but_no_superuser(client, ada):
    new = User(username="new", email="new@clinic.example", first_name="New", last_name="New")
    more = {"password1": PASSWORD, "password2": PASSWORD, "is_superuser": "on"}
    client.post(reverse("wagtailusers_users:add"), answers(new, **more))
    assert User.objects.get(username="new").is_superuser is False


def test_nor_makes_a_colleague_one_or_themselves(client, ada):
    assert edit(client, account("wanda"), is_superuser="on").is_superuser is False
    assert edit(client, ada, is_superuser="on", last_name="Byron").last_name == "Byron"
    assert User.objects.get(pk=ada.pk).is_superuser is False


def test_the_form_says_why(client, ada):
    page = client.get(reverse("wagtailusers_users:edit", args=[account("wanda").pk])).content.decode()
    assert "Only somebody who is one may make others one." in page


def test_an_administrator_cannot_take_over_a_superuser_s_account(client, ada, root):
    other = "another long pass phrase"
    changed = edit(client, root, email="ada@clinic.example", password1=other, password2=other)
    assert (changed.email, changed.check_password(PASSWORD)) == ("root@clinic.example", True)


@pytest.mark.parametrize(
    ("action", "more"), [("set_active_state", {"mark_as_active": "False"}), ("delete", {}), ("assign_role", {})]
)
def test_nor_shut_it_out_in_bulk(client, ada, root, action, more):
    wanda = account("wanda")
    address = reverse("wagtail_bulk_action", args=["cms_users", "user", action])
    role = {"role": Group.objects.get(name=roles.WRITER).pk} if action == "assign_role" else {}
    client.post(f"{address}?id={root.pk}&id={wanda.pk}", {**more, **role})
    assert User.objects.get(pk=root.pk).is_active
    assert not root.groups.exists()
    assert not User.objects.filter(pk=wanda.pk, is_active=True, groups=None).exists()


def test_a_superuser_still_makes_others_superusers(client, root):
    client.force_login(root)
    assert edit(client, account("wanda"), is_superuser="on").is_superuser is True
