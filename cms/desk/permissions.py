"""Who may do what at the desk."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

HANDLE = "cms_desk.handle_enquiries"
EXPORT_WHOLE = "cms_desk.export_enquiries"
ERASE = "cms_desk.erase_enquiries"
VIEW_LOG = "cms_desk.view_access_log"
BACKEND = "django.contrib.auth.backends.ModelBackend"


class DeskPermissionMixin:
    """A view for those who have `permission`. Wagtail sends everybody else to the start page of the admin."""

    permission = HANDLE
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not all(request.user.has_perm(permission) for permission in {HANDLE, self.permission}):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response

    @property
    def actor(self) -> str:
        """How the access log names whoever is at work."""
        return self.request.user.get_username()


def staff() -> QuerySet[AbstractUser]:
    """Everybody who works at the desk."""
    users: QuerySet[AbstractUser] = get_user_model().objects.with_perm(HANDLE, backend=BACKEND)
    return users.order_by("username")
