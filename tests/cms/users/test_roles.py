"""The roles of the staff, as the migrations leave them: what each sees, and what each may do."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page

from cms.users import roles
from cms.users.models import User
from tests import factories as make

pytestmark = pytest.mark.django_db

CAPABLE = {
    # role: may create below a topic, edit, publish, delete a published page
    roles.WRITER: (True, True, False, False),
    roles.REVIEWER: (False, True, False, False),
    roles.PUBLISHER: (True, True, True, True),
    roles.RECEPTIONIST: (False, False, False, False),
    roles.ADMINISTRATOR: (True, True, True, True),
}


def somebody(role):
    user = User.objects.create_user(role.lower(), password=role)
    user.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=user.pk)


def menu(client, role):
    client.force_login(somebody(role))
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_fresh_installation_has_the_five_roles_and_no_other_group():
    assert set(Group.objects.values_list("name", flat=True)) == set(CAPABLE)


@pytest.mark.parametrize("role", CAPABLE)
def test_what_a_role_may_do_with_pages(role):
    article = make.publish(make.article())
    user = somebody(role)
    below, own = article.get_parent().permissions_for_user(user), article.permissions_for_user(user)
    assert (below.can_add_subpage(), own.can_edit(), own.can_publish(), own.can_delete()) == CAPABLE[role]


@pytest.mark.parametrize(
    ("role", "address", "allowed"),
    [
        (roles.WRITER, "wagtailimages:add", True),
        (roles.WRITER, "wagtailsnippets_cms_clinic_clinician:add", False),
        (roles.WRITER, "enquiries:inbox", False),
        (roles.WRITER, "wagtailusers_users:index", False),
        (roles.REVIEWER, "wagtailimages:add", False),
        (roles.REVIEWER, "enquiries:inbox", False),
        (roles.PUBLISHER, "wagtailsnippets_cms_clinic_clinician:add", True),
        (roles.PUBLISHER, "wagtailsnippets_cms_forms_enquiryform:add", True),
        (roles.PUBLISHER, "enquiries:inbox", False),
        (roles.PUBLISHER, "wagtailusers_users:index", False),
        (roles.RECEPTIONIST, "enquiries:inbox", True),
        (roles.RECEPTIONIST, "wagtailimages:add", False),
        (roles.RECEPTIONIST, "cms_importing:index", False),
        *((role, "articles:index", role != roles.RECEPTIONIST) for role in CAPABLE),
        *(
            (role, address, True)
            for role in CAPABLE
            for address in ("help:contents", "help:blocks", "second_factor:own")
        ),
        (roles.ADMINISTRATOR, "enquiries:access_log", True),
        (roles.ADMINISTRATOR, "wagtailusers_users:index", True),
        (roles.ADMINISTRATOR, "wagtailusers_groups:index", True),
        (roles.ADMINISTRATOR, "wagtailadmin_workflows:index", True),
        (roles.ADMINISTRATOR, "screening_terms:index", True),
    ],
)
def test_what_a_role_may_open(client, role, address, allowed):
    client.force_login(somebody(role))
    assert (client.get(reverse(address)).status_code == 200) is allowed


def test_a_receptionist_finds_no_articles_in_the_menu_and_a_writer_no_enquiries(client):
    make.article()
    assert "/admin/enquiries/" in menu(client, roles.RECEPTIONIST)
    assert "/admin/enquiries/" not in menu(client, roles.WRITER)


def test_running_it_again_changes_nothing_and_doubles_nothing():
    def all_of_it():
        groups = Group.objects.all()
        return {
            group.name: (
                sorted(group.permissions.values_list("codename", flat=True)),
                group.page_permissions.count(),
                group.collection_permissions.count(),
            )
            for group in groups
        }

    before, permissions = all_of_it(), Permission.objects.count()
    import_module("cms.users.migrations.0002_roles").make_roles(apps, None)
    call_command("migrate", verbosity=0)
    assert all_of_it() == before
    assert Permission.objects.count() == permissions


def test_no_permission_that_a_migration_made_is_one_that_nothing_asks_for():
    """A slip in a name would make a permission of its own."""
    granted = Permission.objects.filter(group__name__in=CAPABLE).distinct().select_related("content_type")
    for permission in granted:
        model = permission.content_type.model_class()
        assert model is not None, permission
        own = [codename for codename, _name in model._meta.permissions]
        usual = [f"{action}_{model._meta.model_name}" for action in (*model._meta.default_permissions, "publish")]
        assert permission.codename in {*own, *usual}, permission


def test_groups_of_an_installation_that_was_used_before_keep_their_people():
    Group.objects.filter(name=roles.WRITER).update(name="Editors")
    wanda = User.objects.create_user("wanda", password="wanda")
    wanda.groups.add(Group.objects.get(name="Editors"))
    import_module("cms.users.migrations.0002_roles").make_roles(apps, None)
    assert list(wanda.groups.values_list("name", flat=True)) == [roles.WRITER]
    assert Page.objects.filter(depth=1, group_permissions__group__user=wanda).exists()
