"""The access log, which nobody can edit, and the e-mails that could not be sent."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import BaseListingView

from api.enquiries import handling
from api.enquiries.models import AccessLog, Notification
from cms.desk.permissions import VIEW_LOG, DeskPermissionMixin


class LogSearchForm(forms.Form):
    reference = forms.CharField(required=False, label=_("Reference"), max_length=12)
    by = forms.CharField(required=False, label=_("User name"), max_length=150)
    action = forms.ChoiceField(
        required=False,
        label=_("What was done"),
        choices=[("", pgettext_lazy("no filter", "All")), *AccessLog.Action.choices],
    )


class AccessLogView(DeskPermissionMixin, BaseListingView):
    permission = VIEW_LOG
    template_name = "cms_desk/access_log.html"
    page_title = _("Access log")
    header_icon = "history"
    index_url_name = "enquiries:access_log"
    paginate_by = 100
    columns = [
        Column("at", label=_("When"), accessor=lambda row: _moment(row.at)),
        Column("by", label=_("Who")),
        Column("action", label=_("What"), accessor=lambda row: capfirst(row.get_action_display())),
        Column("reference", label=_("Enquiry")),
        Column("detail", label=_("To whom")),
    ]

    @cached_property
    def search(self) -> LogSearchForm:
        return LogSearchForm(self.request.GET or None)

    def get_base_queryset(self) -> QuerySet[AccessLog]:
        rows = AccessLog.objects.order_by("-at", "-pk")
        if not (self.search.is_bound and self.search.is_valid()):
            return rows
        given = self.search.cleaned_data
        wanted = {
            "reference__iexact": given["reference"].strip(),
            "by__iexact": given["by"].strip(),
            "action": given["action"],
        }
        return rows.filter(**{name: value for name, value in wanted.items() if value})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs, search=self.search)
        return context


class FailedMailsView(DeskPermissionMixin, BaseListingView):
    """E-mails that were given up; the message itself is never among what is shown."""

    template_name = "cms_desk/failed_mails.html"
    page_title = _("E-mails that failed")
    header_icon = "warning"
    index_url_name = "enquiries:failed_mails"
    paginate_by = 50

    def get_base_queryset(self) -> QuerySet[Notification]:
        failed = Notification.objects.filter(failed_at__isnull=False).defer("recipient", "text")
        return failed.select_related("enquiry").defer("enquiry__content", "enquiry__answer").order_by("-failed_at")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("mail", "")
        failed = self.get_base_queryset()
        chosen = failed if key == "all" else [get_object_or_404(failed, pk=int(key) if key.isdecimal() else 0)]
        for notification in chosen:
            handling.retry(notification, by=self.actor, at=timezone.now())
        messages.success(request, _("It will be sent again in a moment."))
        return HttpResponseRedirect(reverse("enquiries:failed_mails"))


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
