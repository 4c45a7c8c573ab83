"""Accounts of the staff in the admin. Who is no superuser makes none, and takes over the account of none."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, SetActiveStateBulkAction
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet


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


class AccountsView(IndexView):
    """Wagtail's list, and who has a second factor."""

    @cached_property
    def columns(self) -> list[Column]:
        return [*super().columns, BooleanColumn("second_factor", label=_("Second factor"), width="10%")]

    def get_base_queryset(self) -> QuerySet[AbstractUser]:
        found: QuerySet[AbstractUser] = super().get_base_queryset()
        model = apps.get_model("cms_second_factor", "AuthenticatorApp")
        return found.annotate(second_factor=Exists(model.objects.filter(user=OuterRef("pk"), confirmed=True)))


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
    index_view_class = AccountsView
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
