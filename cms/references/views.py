"""The list of articles whose references do not answer."""

from typing import Any, ClassVar

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from cms.articles.models import ArticlePage
from cms.references.checking import ask_again, dead
from cms.references.models import ArticleCitations, CitedAddress, Problem
from cms.users.models import User

TITLE = gettext_lazy("References that do not answer")


class DeadReferencesFilter(WagtailFilterSet):
    problem = django_filters.ChoiceFilter(label=gettext_lazy("Why"), choices=Problem, method="by_problem")
    locale = django_filters.ModelChoiceFilter(label=gettext_lazy("Language"), queryset=Locale.objects.all())

    class Meta:
        model = ArticlePage
        fields: ClassVar[list[str]] = []

    def by_problem(self, found: QuerySet[ArticlePage], _name: str, problem: str) -> QuerySet[ArticlePage]:
        concerned = ArticleCitations.objects.filter(addresses__in=dead().filter(problem=problem))
        return found.filter(pk__in=concerned.values("article"))


class AddressesColumn(Column):
    """Each with a button to have it asked again."""

    cell_template_name = "cms_references/addresses.html"

    def get_cell_context_data(self, instance: ArticlePage, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(context["request"])}


class DeadReferencesView(ReportView):
    """One row for each article, for those who may edit or publish it."""

    model = ArticlePage
    page_title = TITLE
    header_icon = "link-external"
    filterset_class = DeadReferencesFilter
    index_url_name = "references:index"
    index_results_url_name = "references:results"
    default_ordering = "title"
    is_searchable = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not user_has_any_page_permission(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Title"), width="30%", get_url=_editor),
            Column("locale", label=_("Language"), accessor=lambda one: one.locale.get_display_name()),
            AddressesColumn("addresses", label=_("Does not answer"), accessor=_dead_in),
        ]

    def get_base_queryset(self) -> QuerySet[ArticlePage]:
        addresses = Prefetch("citations__addresses", queryset=dead().order_by("failing_since"))
        found = with_dead_references(self.request.user)
        return found.select_related("locale").defer("body").prefetch_related(addresses)


class AskAgainView(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Where signing in again leads whoever was signed out meanwhile."""
        return HttpResponseRedirect(reverse("references:index"))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not user_has_any_page_permission(request.user):
            raise PermissionDenied
        address = get_object_or_404(dead(), pk=pk)
        ask_again(address, at=timezone.now())
        messages.success(request, _("%(address)s is asked again in a moment.") % {"address": address.url})
        return HttpResponseRedirect(reverse("references:index"))


def with_dead_references(user: User) -> QuerySet[ArticlePage]:
    """Among the articles that somebody may edit or publish."""
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, ["change", "publish"])
    concerned = ArticleCitations.objects.filter(addresses__in=dead()).values("article")
    found: QuerySet[ArticlePage] = ArticlePage.objects.filter(pk__in=pages.values("pk")).filter(pk__in=concerned)
    return found


def _dead_in(article: ArticlePage) -> list[CitedAddress]:
    return list(article.citations.addresses.all())


def _editor(article: ArticlePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[article.pk])
