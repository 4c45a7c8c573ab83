"""Clinical review in the admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks


@hooks.register("register_permissions")  # type: ignore[untyped-decorator]
def register_permissions() -> QuerySet[Permission]:
    """What an administrator can give to a group."""
    return Permission.objects.filter(content_type__app_label="cms_review", codename__in=["sign_off", "record_review"])
