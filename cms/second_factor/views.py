"""The second factor in the admin: being asked for it, setting it up, looking after it, and removing somebody's."""

from typing import Any, cast

import django_otp
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from django_otp.middleware import is_verified
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from api.encryption import KeyMissingError, decrypt, encrypt
from cms.second_factor import factors
from cms.second_factor.checks import REQUIRED
from cms.second_factor.factors import CodeRefusedError
from cms.second_factor.models import AuthenticatorApp
from cms.users.accounts import may_touch
from cms.users.models import User

KEY = "second_factor_key"
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
TITLE = gettext_lazy("Second factor")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autofocus": True}),
    )


class CodeView(FormView):  # type: ignore[type-arg]  # Django's is generic in its stubs alone
    """A page that asks for a code."""

    form_class = CodeForm

    @property
    def user(self) -> User:
        """Whoever is signed in: the admin lets nobody else in."""
        return cast(User, self.request.user)

    def accept(self, code: str) -> HttpResponse:
        """Raises CodeRefusedError."""
        raise NotImplementedError

    def form_valid(self, form: CodeForm) -> HttpResponse:
        try:
            return self.accept(form.cleaned_data["code"])
        except CodeRefusedError as refused:
            form.add_error("code", str(refused))
            return self.form_invalid(form)

    def enter(self, device: AuthenticatorApp) -> None:
        """From here on the session counts as verified."""
        self.request.session.cycle_key()
        django_otp.login(self.request, device)


class CheckView(CodeView):
    """Asks for the second factor after the password."""

    template_name = "cms_second_factor/check.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_verified(request.user) or factors.device_of(self.user) is None:
            return HttpResponseRedirect(_next(request))
        return super().dispatch(request, *args, **kwargs)

    def accept(self, code: str) -> HttpResponse:
        self.enter(factors.verify(self.user, code, at=timezone.now()))
        return HttpResponseRedirect(_next(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, next=_next(self.request))


class SetupView(CodeView):
    """Shows a key for an authenticator app, and takes it into use once the app shows the right code."""

    template_name = "cms_second_factor/setup.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if factors.device_of(self.user) is not None:
            return redirect("second_factor:own")
        return super().dispatch(request, *args, **kwargs)

    def accept(self, code: str) -> HttpResponse:
        device, codes = factors.set_up(self.user, key=self._key(), code=code, at=timezone.now())
        del self.request.session[KEY]
        self.enter(device)
        return _tell(self.request, codes)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        key, required = self._key(), settings.SIGN_IN_SECOND_FACTOR == REQUIRED
        shown = {"picture": factors.picture_of(self.user, key), "letters": factors.in_letters(key)}
        return super().get_context_data(**kwargs, **shown, required=required, next=_next(self.request))

    def _key(self) -> str:
        """The same until it is taken into use: who mistypes must not scan again. Sessions are kept in the database."""
        kept: str | None = self.request.session.get(KEY)
        try:
            if kept:
                return decrypt(kept)
        except KeyMissingError:
            pass  # nobody has it yet but the app that is being set up: another one does
        key = factors.new_key()
        self.request.session[KEY] = encrypt(key)
        return key


class OwnView(WagtailAdminTemplateMixin, CodeView):
    """What somebody does about their own second factor. A current code is asked for: the session may be left open."""

    template_name = "cms_second_factor/own.html"
    page_title = TITLE
    header_icon = "lock"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        account = {"url": reverse("wagtailadmin_account"), "label": _("Account")}
        return [HOME, account, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            device=factors.device_of(self.user),
            codes_left=factors.codes_left(self.user),
            required=settings.SIGN_IN_SECOND_FACTOR == REQUIRED,
        )

    def accept(self, code: str) -> HttpResponse:
        if factors.device_of(self.user) is None:
            return redirect("second_factor:own")
        factors.verify(self.user, code, at=timezone.now())
        if self.request.POST.get("do") == "renew":
            return _tell(self.request, factors.renew_codes(self.user, at=timezone.now()))
        factors.remove(self.user, by=self.user, at=timezone.now())
        messages.success(self.request, _("Your second factor is removed."))
        return redirect("second_factor:own")


class RemoveView(WagtailAdminTemplateMixin, TemplateView):
    """Removes somebody else's, who has lost it."""

    template_name = "cms_second_factor/remove.html"
    page_title = gettext_lazy("Remove the second factor")
    header_icon = "lock-open"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.account = get_object_or_404(User, pk=kwargs["pk"])
        if not may_remove(request.user, self.account):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        users = {"url": reverse("wagtailusers_users:index"), "label": _("Users")}
        return [HOME, users, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, account=self.account)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        factors.remove(self.account, by=cast(User, request.user), at=timezone.now())
        text = _("The second factor of %(name)s is removed.")
        messages.success(request, text % {"name": self.account.get_username()})
        return redirect("wagtailusers_users:index")


def may_remove(user: Any, account: User) -> bool:  # Any: whoever Django says is signed in
    """Administrators, of others; of superusers, superusers. One's own goes with a code."""
    permitted: bool = user.has_perm("cms_users.change_user")
    return permitted and user != account and may_touch(user, superuser=account.is_superuser)


def _tell(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The recovery codes, this once."""
    return TemplateResponse(request, "cms_second_factor/codes.html", {"codes": codes, "next": _next(request)})


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("wagtailadmin_home")
