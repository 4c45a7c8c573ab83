"""Accounts of the staff in the admin. Who is no superuser makes none, and takes over the account of none."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, SetActiveStateBulkAction
from wagtail.users.views.users import CreateView, EditView, UserViewSet


class SuperuserGuard:
    """A form in which superusers alone say who is one."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> "ModelForm[AbstractUser]":
        form: ModelForm[AbstractUser] = super().get_form(*args, **kwargs)  # type: ignore[misc]  # of Wagtail's view
        field = form.fields.get("is_superuser")
        if field is not None and not may_touch(self.request.user, superuser=True):
            field.disabled = True
            field.help_text = _("Only somebody who is one may make others one.")
        return form


class CreateAccountView(SuperuserGuard, CreateView):
    pass


class EditAccountView(SuperuserGuard, EditView):
    """With another's password or e-mail address one could sign in as them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_touch(request.user, superuser=self.object.is_superuser):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class AccountViewSet(UserViewSet):
    add_view_class = CreateAccountView
    edit_view_class = EditAccountView


class GuardedBulkAction:
    """A bulk action that leaves superusers to superusers."""

    request: HttpRequest

    def check_perm(self, account: AbstractUser) -> bool:
        permitted: bool = super().check_perm(account)  # type: ignore[misc]  # of Wagtail's action
        return permitted and may_touch(self.request.user, superuser=account.is_superuser)


class SetActiveState(GuardedBulkAction, SetActiveStateBulkAction):
    pass


class AssignRole(GuardedBulkAction, AssignRoleBulkAction):
    pass


def may_touch(user: Any, *, superuser: bool) -> bool:  # Any: whoever Django says is signed in
    return user.is_superuser or not superuser
