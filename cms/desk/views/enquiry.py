"""One enquiry: reading it, and what is done with it. Every time that it is shown is in the access log."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from api.enquiries import handling, inbox, purge
from api.enquiries.inbox import Field, Opened
from api.enquiries.models import AccessLog, Enquiry
from cms.desk.forms import AnswerForm, AssignForm, EraseForm, NoteForm
from cms.desk.permissions import ERASE, VIEW_LOG, DeskPermissionMixin
from cms.desk.views.inbox import BREADCRUMBS


class Verb(NamedTuple):
    """Something that is done without asking for more."""

    do: Callable[..., None]
    done: Any
    """What staff are told afterwards."""


VERBS = {
    "claim": Verb(handling.claim, gettext_lazy("It is yours now.")),
    "close": Verb(handling.close, gettext_lazy("Closed.")),
    "reopen": Verb(handling.reopen, gettext_lazy("Open again.")),
    "spam": Verb(handling.mark_spam, gettext_lazy("Put aside as spam.")),
    "not_spam": Verb(handling.mark_not_spam, gettext_lazy("Moved to the inbox.")),
}


class OneEnquiryMixin(DeskPermissionMixin):
    kwargs: dict[str, Any]

    @cached_property
    def enquiry(self) -> Enquiry:
        """Without what it says: nobody has read it yet."""
        return get_object_or_404(Enquiry.objects.defer("content", "answer"), reference=self.kwargs["reference"])

    def open(self) -> Opened:
        try:
            return inbox.read(self.kwargs["reference"], by=self.actor, at=timezone.now())
        except Enquiry.DoesNotExist:
            raise Http404 from None

    def url(self) -> str:
        return reverse("enquiries:enquiry", args=[self.kwargs["reference"]])


class EnquiryView(OneEnquiryMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms_desk/enquiry.html"
    header_icon = "mail"

    def get_page_title(self) -> str:
        return _("Enquiry %(reference)s") % {"reference": self.kwargs["reference"]}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*BREADCRUMBS, {"url": "", "label": self.kwargs["reference"]}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        opened = self.open()
        enquiry = opened.enquiry
        forms: dict[str, Form] = {
            "assign": AssignForm(initial={"to": enquiry.assignee}),
            "note": NoteForm(),
            "answer": AnswerForm(locale=enquiry.locale),
            **kwargs.pop("forms", {}),
        }
        answer = forms["answer"]
        return super().get_context_data(
            **kwargs,
            opened=opened,
            enquiry=enquiry,
            fields=readable(opened),
            forms=forms,
            templates={str(one.pk): one.text for one in answer.templates} if isinstance(answer, AnswerForm) else {},
            address=handling.sender_address(enquiry),
            language=dict(settings.LANGUAGES).get(enquiry.locale, enquiry.locale),
            looks=AccessLog.objects.filter(reference=enquiry.reference).order_by("-at", "-pk")[:50],
            mine=enquiry.assignee == self.actor,
            may_erase=self.request.user.has_perm(ERASE),
            may_view_log=self.request.user.has_perm(VIEW_LOG),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verb, at = request.POST.get("do", ""), timezone.now()
        if verb in VERBS:
            return self._do(VERBS[verb], at)
        enquiry = self.enquiry
        if verb == "retry":
            return self._retry(at)
        if verb == "assign":
            return self._submit("assign", AssignForm(request.POST), at)
        if verb == "note":
            return self._submit("note", NoteForm(request.POST), at)
        if verb == "answer":
            return self._submit("answer", AnswerForm(request.POST, locale=enquiry.locale), at)
        raise Http404

    def _do(self, verb: Verb, at: datetime) -> HttpResponse:
        try:
            verb.do(self.enquiry, by=self.actor, at=at)
            messages.success(self.request, verb.done)
        except handling.TakenError as taken:
            messages.error(self.request, _("%(name)s has taken it on already.") % {"name": taken.holder})
        return HttpResponseRedirect(self.url())

    def _retry(self, at: datetime) -> HttpResponse:
        notification = get_object_or_404(self.enquiry.notifications, pk=_number(self.request.POST.get("mail")))
        handling.retry(notification, by=self.actor, at=at)
        messages.success(self.request, _("It will be sent again in a moment."))
        return HttpResponseRedirect(self.url())

    def _submit(self, name: str, form: Form, at: datetime) -> HttpResponse:
        if not form.is_valid():
            messages.error(self.request, _("Nothing has been sent or saved yet: see below."))
            return self.render_to_response(self.get_context_data(forms={name: form}))
        try:
            messages.success(self.request, self._save(name, form, at))
        except handling.NoAddressError:
            messages.error(self.request, _("The sender left no e-mail address. Call them, or write a letter."))
        return HttpResponseRedirect(self.url())

    def _save(self, name: str, form: Form, at: datetime) -> str:
        given, enquiry = form.cleaned_data, self.enquiry
        if name == "assign":
            handling.assign(enquiry, to=given["to"], by=self.actor, at=at)
            return _("Given to %(name)s.") % {"name": given["to"]} if given["to"] else _("It is nobody's now.")
        if name == "note":
            handling.note(enquiry, given["note"], by=self.actor, at=at)
            return _("Noted.")
        handling.answer(enquiry, given["answer"], by=self.actor, at=at)
        return _("The answer is on its way.")


class PrintView(OneEnquiryMixin, TemplateView):
    template_name = "cms_desk/print.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        opened = self.open()
        return super().get_context_data(**kwargs, opened=opened, enquiry=opened.enquiry, fields=readable(opened))


class EraseView(OneEnquiryMixin, WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    template_name = "cms_desk/erase.html"
    header_icon = "bin"
    form_class = EraseForm
    permission = ERASE

    def get_page_title(self) -> str:
        return _("Erase enquiry %(reference)s") % {"reference": self.enquiry.reference}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *BREADCRUMBS,
            {"url": self.url(), "label": self.enquiry.reference},
            {"url": "", "label": _("Erase")},
        ]

    @cached_property
    def address(self) -> str | None:
        return handling.sender_address(self.enquiry)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "enquiry": self.enquiry, "has_address": bool(self.address)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, enquiry=self.enquiry)

    def form_valid(self, form: EraseForm) -> HttpResponse:
        at, erased = timezone.now(), 1
        if form.cleaned_data.get("everything") and self.address:
            erased = len(purge.erase_person(self.address, by=self.actor, at=at))
        if Enquiry.objects.filter(pk=self.enquiry.pk).exists():
            purge.erase(self.enquiry, by=self.actor, at=at)
        text = ngettext("%(count)d enquiry has been erased.", "%(count)d enquiries have been erased.", max(erased, 1))
        messages.success(self.request, text % {"count": max(erased, 1)})
        return HttpResponseRedirect(reverse("enquiries:inbox"))


def readable(opened: Opened) -> list[Field]:
    """The answers as people say them: the label of an option, a yes or no."""
    labels = {
        (field.name, option.value): option.label
        for field in opened.form.ui
        if field.type == "choice"
        for option in field.options
    }
    return [
        Field(field.name, field.label, field.type, _spoken(field, labels.get((field.name, str(field.value)))))
        for field in opened.fields
    ]


def _spoken(field: Field, label: str | None) -> str:
    if isinstance(field.value, bool):
        return _("Yes") if field.value else _("No")
    return label or field.value


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0
