"""The roles of a clinic's staff, as groups, and how a migration gives one a permission.

A migration that brings a permission gives it to the roles that need it:

    roles.grant(apps, roles.PUBLISHER, ["cms_clinic.clinician.change_clinician"])

and depends on `("cms_users", "0002_roles")`. It is given once: what administrators take away later stays taken away.
"""

from collections.abc import Iterable
from typing import Any

from django.apps.registry import Apps
from django.db.models import Model

WRITER = "Writer"
"""Writes articles and sends them to review."""
REVIEWER = "Reviewer"
"""A clinician who signs articles off."""
PUBLISHER = "Publisher"
"""Publishes what has been signed off, and takes it down."""
RECEPTIONIST = "Receptionist"
"""Reads and answers enquiries, and sees nothing else."""
ADMINISTRATOR = "Administrator"
"""Looks after staff, the clinic's settings and everything that others may; signs nothing off."""


def grant(apps: Apps, role: str, permissions: Iterable[str]) -> None:
    """Give the role what is named "app.model.codename". Safe to run twice."""
    group = _group(apps, role)
    group.permissions.add(*[_permission(apps, name) for name in permissions])


def grant_on_pages(apps: Apps, role: str, actions: Iterable[str]) -> None:
    """Let the role do this with every page: add, change, publish, bulk_delete, lock, unlock."""
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    allowed = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for action in actions:
        permission = _permission(apps, f"wagtailcore.page.{action}_page")
        allowed.get_or_create(group=_group(apps, role), page=root, permission=permission)


def grant_on_pictures(apps: Apps, role: str, actions: Iterable[str]) -> None:
    """Let the role do this with every picture: add, change, choose."""
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    allowed = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for action in actions:
        permission = _permission(apps, f"wagtailimages.image.{action}_image")
        allowed.get_or_create(group=_group(apps, role), collection=root, permission=permission)


def _group(apps: Apps, role: str) -> Any:  # a migration's models have no types
    return apps.get_model("auth", "Group").objects.get_or_create(name=role)[0]


def _permission(apps: Apps, name: str) -> Model:
    """Made here if need be: Django makes permissions only after all migrations, and leaves those that it finds."""
    app, model, codename = name.split(".")
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    permission: Model = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": _in_words(apps, name)}
    )[0]
    return permission


def _in_words(apps: Apps, name: str) -> str:
    """As Django would call it."""
    app, model, codename = name.split(".")
    own = dict(apps.get_model(app, model)._meta.permissions)
    return str(own.get(codename) or f"Can {codename.replace('_', ' ')}")
