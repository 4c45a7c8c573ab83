"""The inbox: finding enquiries, and taking a list of them away."""

import csv
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from api.enquiries import inbox
from api.enquiries.models import Enquiry
from cms.desk.forms import ExportForm, SearchForm
from cms.desk.permissions import EXPORT_WHOLE, DeskPermissionMixin
from cms.forms.models import EnquiryForm

BREADCRUMBS = [
    {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")},
    {"url": reverse_lazy("enquiries:inbox"), "label": _("Enquiries")},
]
"""Where every other page of the desk stands."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet compute a cell (OWASP, CSV injection)."""


def found(form: SearchForm, *, by: str) -> QuerySet[Enquiry]:
    """What the search form asks for."""
    enquiries = inbox.search(form.wanted(), by=by, at=timezone.now())
    return enquiries.filter(locale=form.language) if form.language else enquiries


class InboxView(DeskPermissionMixin, BaseListingView):
    template_name = "cms_desk/inbox.html"
    page_title = _("Enquiries")
    header_icon = "mail"
    index_url_name = "enquiries:inbox"
    paginate_by = 50

    @cached_property
    def search(self) -> SearchForm:
        return SearchForm(self.request.GET or None)

    @cached_property
    def columns(self) -> list[Column]:
        titles, languages = _form_titles(), dict(settings.LANGUAGES)
        return [
            TitleColumn("reference", label=_("Reference"), url_name="enquiries:enquiry", id_accessor="reference"),
            Column("received_at", label=_("Received"), accessor=_received),
            Column("form", label=_("Form"), accessor=lambda one: titles.get((one.form_id, one.locale), "")),
            Column("locale", label=_("Language"), accessor=lambda one: languages.get(one.locale, one.locale)),
            Column("status", label=_("State"), accessor=lambda one: capfirst(one.get_status_display())),
            Column("flag", label=_("Flag"), accessor=_why_it_stands_out),
            Column("assignee", label=_("Taken on by")),
        ]

    def get_base_queryset(self) -> QuerySet[Enquiry]:
        return found(self.search, by=self.actor)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        query = self.request.GET.urlencode()
        return [HeaderButton(_("Export"), url=f"{reverse('enquiries:export')}?{query}", icon_name="download")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = inbox.counts(assignee=self.actor)
        context: dict[str, Any] = super().get_context_data(
            **kwargs, search=self.search, counts=counts, actor=self.actor
        )
        return context


class ExportView(DeskPermissionMixin, WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """The enquiries of a search as a file for a spreadsheet."""

    template_name = "cms_desk/export.html"
    page_title = _("Export enquiries")
    header_icon = "download"
    form_class = ExportForm

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*BREADCRUMBS, {"url": "", "label": self.page_title}]

    def get_form(self, form_class: type[ExportForm] | None = None) -> ExportForm:
        form: ExportForm = super().get_form(form_class)
        if not self.request.user.has_perm(EXPORT_WHOLE):
            del form.fields["whole"]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, count=self._enquiries().count())

    def form_valid(self, form: ExportForm) -> HttpResponse:
        whole = form.cleaned_data.get("whole", False)
        if whole and not self.request.user.has_perm(EXPORT_WHOLE):
            raise PermissionDenied
        at = timezone.now()
        enquiries = Enquiry.objects.filter(pk__in=[one.pk for one in self._enquiries()]).order_by("-received_at")
        rows = list(inbox.export(enquiries, by=self.actor, at=at, whole=whole))
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="enquiries-{at:%Y-%m-%d}.csv"'
        _write(response, rows)
        return response

    def form_invalid(self, form: ExportForm) -> HttpResponse:
        messages.error(self.request, _("Nothing has been exported."))
        return super().form_invalid(form)

    def _enquiries(self) -> QuerySet[Enquiry]:
        return found(SearchForm(self.request.GET or None), by=self.actor)


def _write(response: HttpResponse, rows: Iterable[dict[str, Any]]) -> None:
    """As CSV with every column that any of the forms has. The mark at the start tells spreadsheets that it is UTF-8."""
    rows = list(rows)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    response.write("\N{BYTE ORDER MARK}")
    writer = csv.writer(response)
    writer.writerow([harmless(name) for name in columns])
    writer.writerows([harmless(row.get(name, "")) for name in columns] for row in rows)


def harmless(value: Any) -> str:
    """The text of a cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) or text.startswith(FORMULA) else text


def _received(enquiry: Enquiry) -> str:
    return date_format(timezone.localtime(enquiry.received_at), "SHORT_DATETIME_FORMAT")


def _why_it_stands_out(enquiry: Enquiry) -> str:
    reason = enquiry.get_spam_display() if enquiry.spam else enquiry.get_flag_display()
    return str(capfirst(reason))


def _form_titles() -> dict[tuple[Any, str], str]:
    forms = EnquiryForm.objects.values_list("translation_key", "locale__language_code", "title")
    return {(key, locale): title for key, locale, title in forms}
