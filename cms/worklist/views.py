"""The list of what needs a clinician."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from cms.articles.models import ArticlePage, TopicPage
from cms.clinic.models import Clinician
from cms.review.approving import SIGN_OFF, may_sign_off
from cms.review.forms import years_later
from cms.users.models import User
from cms.worklist import confirming, selection
from cms.worklist.selection import Need

TITLE = gettext_lazy("Reviews")
YEARS = {"1": gettext_lazy("in a year"), "2": gettext_lazy("in two years"), "3": gettext_lazy("in three years")}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet compute a cell (OWASP, CSV injection)."""


def visible_to(user: User) -> QuerySet[ArticlePage]:
    """The articles that somebody may edit or publish."""
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, ["change", "publish"])
    return selection.articles().filter(pk__in=pages.values("pk"))


class WorklistFilter(WagtailFilterSet):
    need = django_filters.ChoiceFilter(label=gettext_lazy("Needs"), choices=Need, method="by_need")
    reviewer = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Reviewer"), queryset=Clinician.objects.order_by("name"), method="by_reviewer"
    )
    locale = django_filters.ModelChoiceFilter(label=gettext_lazy("Language"), queryset=Locale.objects.all())
    topics = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Topic"), queryset=TopicPage.objects.order_by("title"), method="by_topic"
    )

    class Meta:
        model = ArticlePage
        fields: ClassVar[list[str]] = []

    def by_need(self, found: QuerySet[ArticlePage], _name: str, need: str) -> QuerySet[ArticlePage]:
        return selection.in_need(found, Need(need), today=timezone.localdate())

    def by_reviewer(self, found: QuerySet[ArticlePage], _name: str, reviewer: Clinician) -> QuerySet[ArticlePage]:
        return found.filter(reviewer__translation_key=reviewer.translation_key)

    def by_topic(self, found: QuerySet[ArticlePage], _name: str, topic: TopicPage) -> QuerySet[ArticlePage]:
        return found.filter(topics__translation_key=topic.translation_key).distinct()


class ConfirmColumn(Column):
    """The action of a row, for those who may sign off."""

    cell_template_name = "cms_worklist/confirm.html"

    def get_cell_context_data(self, instance: ArticlePage, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(context["request"]), "years": YEARS.items()}


class WorklistView(ReportView):
    model = ArticlePage
    page_title = TITLE
    header_icon = "calendar-check"
    filterset_class = WorklistFilter
    index_url_name = "worklist:index"
    index_results_url_name = "worklist:results"
    default_ordering = "next_review_on"
    is_searchable = False
    export_filename = "reviews"
    list_export: ClassVar[list[str]] = ["title", "locale", "reviewer", "reviewed_on", "next_review_on", "needs"]
    export_headings: ClassVar[dict[str, Any]] = {"needs": gettext_lazy("Needs"), "locale": gettext_lazy("Language")}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_shown_to(request.user):  # type: ignore[arg-type]  # staff alone come here
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def columns(self) -> list[Column]:
        columns = [
            Column("title", label=_("Title"), width="30%", accessor=lambda one: one),
            Column("locale", label=_("Language"), accessor=lambda one: one.locale.get_display_name()),
            Column("reviewer", label=_("Reviewer")),
            Column("reviewed_on", label=_("Reviewed on"), accessor=lambda one: _day(one.reviewed_on)),
            Column("next_review_on", label=_("Due again on"), accessor=lambda one: _day(one.next_review_on)),
            Column("needs", label=_("Needs"), accessor=_needs),
        ]
        columns[0].cell_template_name = "cms_worklist/title.html"
        if may_sign_off(self.request.user):
            columns.append(ConfirmColumn("confirm", label=_("Still correct")))
        return columns

    def get_base_queryset(self) -> QuerySet[ArticlePage]:
        found = visible_to(self.request.user)
        asked = self.request.GET.get("need")
        return found if asked else selection.in_any_need(found, today=timezone.localdate())

    def get_queryset(self) -> QuerySet[ArticlePage]:
        return self.get_base_queryset()

    def to_row_dict(self, item: ArticlePage) -> dict[str, Any]:
        plain = {
            "title": item.title,
            "locale": item.locale.language_code,
            "reviewer": str(item.reviewer or ""),
            "reviewed_on": item.reviewed_on or "",
            "next_review_on": item.next_review_on or "",
            "needs": _needs(item),
        }
        return {name: harmless(value) for name, value in plain.items()}


class ConfirmView(View):
    """Still correct: signed off again, and published with its new days."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Where signing in again leads whoever was signed out meanwhile: to the list, to choose anew."""
        return HttpResponseRedirect(reverse("worklist:index"))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user: Any = request.user
        if not may_sign_off(user):
            raise PermissionDenied
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Say when it is due again."))
            return HttpResponseRedirect(_back(request))
        article = get_object_or_404(visible_to(user), pk=pk)
        today = timezone.localdate()
        due = years_later(today, int(form.cleaned_data["years"]))
        confirming.confirm(article, seen=form.cleaned_data["revision"], next_review_on=due, by=user, at=timezone.now())
        text = _("“%(title)s” is signed off again. Due on %(day)s.")
        messages.success(request, text % {"title": article.title, "day": _day(due)})
        return HttpResponseRedirect(_back(request))


class ConfirmForm(forms.Form):
    revision = forms.IntegerField()
    years = forms.ChoiceField(choices=list(YEARS.items()))


def is_shown_to(user: User) -> bool:
    if user.has_perm(SIGN_OFF):
        return True
    may: bool = policy_registry.get_by_type(Page).user_has_any_permission(user, ["change", "publish"])
    return may


def harmless(value: Any) -> str:
    """The text of a cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _day(day: Any) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def _needs(article: ArticlePage) -> str:
    return ", ".join(str(need.label) for need in selection.needs_of(article, today=timezone.localdate()))


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    return reverse("worklist:index")
