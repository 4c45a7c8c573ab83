"""The admin's pages: hand files in, see how far they are, see what became of them."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.ui.tables import Column, TitleColumn, UserColumn
from wagtail.admin.views.generic import IndexView, PermissionCheckedMixin, WagtailAdminTemplateMixin

from cms.importing import runs
from cms.importing.drafts import Options
from cms.importing.forms import HandInForm, is_picture
from cms.importing.models import ImportOutcome, ImportRun

RESULTS_ON_A_PAGE = 50
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}
TITLE = _("Articles brought in")


class RunsView(IndexView):
    """Every run, the newest first."""

    model = ImportRun
    page_title = TITLE
    header_icon = "download"
    permission_required = "view"
    any_permission_required: ClassVar = ["add", "view"]
    index_url_name = "cms_importing:index"
    add_url_name = "cms_importing:add"
    add_item_label = _("Bring articles in")
    default_ordering = "-pk"
    paginate_by = 20
    is_searchable = False
    is_exportable = False
    columns: ClassVar = [
        TitleColumn("created_at", label=_("Begun"), url_name="cms_importing:report"),
        Column("names", label=_("Files"), accessor="names"),
        Column("state", label=_("State"), accessor="state"),
        UserColumn("created_by", label=_("By")),
    ]

    def get_base_queryset(self) -> QuerySet[ImportRun]:
        return ImportRun.objects.select_related("created_by").prefetch_related("files")


class HandInView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """Takes the files and lets the worker read them: the request is over as soon as they are stored."""

    model = ImportRun
    permission_required = "add"
    template_name = "cms_importing/hand_in.html"
    page_title = _("Bring articles in")
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [HOME, {"url": reverse_lazy("cms_importing:index"), "label": TITLE}, {"label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._shown(HandInForm(user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = HandInForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self._shown(form)
        given = form.cleaned_data
        options = Options(given["topic"], given["language"], settings.PHONE_REGION, request.user)
        run = runs.hand_in([(file, is_picture(file.name or "")) for file in given["uploads"]], options=options)
        return redirect("cms_importing:report", run.pk)

    def _shown(self, form: HandInForm) -> HttpResponse:
        context = self.get_context_data(form=form, media=form.media, action_url=self.request.path)
        return TemplateResponse(self.request, self.template_name, context)


class ReportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """How far a run is, and what became of each article. `?only=progress` is the part that changes."""

    model = ImportRun
    any_permission_required: ClassVar = ["add", "view"]
    template_name = "cms_importing/report.html"
    page_title = _("Report")
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [HOME, {"url": reverse_lazy("cms_importing:index"), "label": TITLE}, {"label": self.page_title}]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        if request.GET.get("only") == "progress":
            return TemplateResponse(request, "cms_importing/progress.html", progress_of(run))
        outcomes = ImportOutcome.objects.filter(file__run=run).select_related("file").order_by("file_id", "pk")
        only_to_check = "check" in request.GET
        if only_to_check:
            outcomes = outcomes.filter(needs_a_person=True)
        shown = Paginator(outcomes, RESULTS_ON_A_PAGE).get_page(request.GET.get("p"))
        context = self.get_context_data(**progress_of(run), outcomes=shown, only_to_check=only_to_check)
        return TemplateResponse(request, self.template_name, context)


def progress_of(run: ImportRun) -> dict[str, Any]:
    """How many articles each file holds, how many of them are in, and what became of them all."""
    files = list(
        run.files.filter(is_picture=False).annotate(
            done=Count("outcomes"), to_check=Count("outcomes", filter=Q(outcomes__needs_a_person=True))
        )
    )
    results = ImportOutcome.objects.filter(file__run=run).order_by().values_list("result").annotate(Count("pk"))
    return {
        "run": run,
        "files": files,
        "finished": all(file.finished_at for file in files),
        "results": [(ImportOutcome.Result(result).label, count) for result, count in results],
        "to_check": sum(file.to_check for file in files),
    }
