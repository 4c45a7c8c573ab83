"""Every article across topics, with what one asks about it."""

from typing import Any, ClassVar

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import WorkflowState
from wagtail.query import PageQuerySet

from cms.articles.models import ArticlePage
from cms.listing.filters import ArticleFilter, State
from cms.worklist import selection

REFUSED_BY_SEARCH = str.maketrans({'"': " ", "\0": " "})
"""What SQLite's full-text search takes for its own language, or for the end."""

MOST_FOUND = 500
"""So many that fit best are taken from the index."""


class ArticleIndexView(IndexView):
    page_title = _("Articles")
    template_name = "cms_listing/index.html"
    show_locale_labels = False

    def annotate_queryset(self, pages: PageQuerySet) -> PageQuerySet:
        articles: PageQuerySet = selection.annotated(pages.filter(alias_of=None))
        return (
            articles.select_related("locale", "content_type", "latest_revision__user__wagtail_userprofile")
            .defer("body", "latest_revision__content")
            .prefetch_related("sites_rooted_here", "view_restrictions", _ways_through_workflows())
            .annotate_has_untranslated_locale()
            .annotate_site_root_state()
            .annotate_approved_schedule()
        )

    def search_queryset(self, queryset: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
        """By the title of the newest draft, and by what the index knows of the text."""
        if not self.is_searching:
            return queryset
        words, everything = self.search_query.translate(REFUSED_BY_SEARCH), ArticlePage.objects.defer("body")
        results = everything.autocomplete(words)[:MOST_FOUND], everything.search(words)[:MOST_FOUND]
        found = {page.pk for some in results for page in some}
        return queryset.filter(Q(pk__in=found) | Q(draft_title__icontains=self.search_query))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        pages = {page.pk: page for page in context["object_list"]}
        topics = ArticlePage.topics.through.objects.filter(articlepage__in=pages).order_by("topicpage__title")
        for pk, title in topics.values_list("articlepage", "topicpage__title"):
            pages[pk].topic_titles = [*getattr(pages[pk], "topic_titles", []), title]
        return context


def _ways_through_workflows() -> Prefetch[Any]:
    """As `prefetch_workflow_states` does for pages of any type: for those of one type it finds none."""
    active = WorkflowState.objects.active().select_related("current_task_state__task")
    return Prefetch("_specific_workflow_states", queryset=active, to_attr="_current_workflow_states")


def _state(page: ArticlePage) -> str:
    """Wagtail's own words for it differ from those of the filter."""
    states = [State.CHANGED if page.has_unpublished_changes else State.LIVE] if page.live else [State.DRAFT]
    if page.workflow_in_progress:
        states.append(State.REVIEW)
    if page.approved_schedule:
        states.append(State.SCHEDULED)
    return " · ".join(str(state.label) for state in states)


def _review(page: ArticlePage) -> str:
    needs = selection.needs_of(page, today=timezone.localdate())
    return ", ".join(str(need.label) for need in needs) or str(_("Up to date"))


def _due(page: ArticlePage) -> str:
    return date_format(page.next_review_on, "SHORT_DATE_FORMAT") if page.next_review_on else ""


def _editor(page: ArticlePage) -> str:
    user = page.latest_revision.user if page.latest_revision else None
    return get_user_display_name(user) if user else ""


class ArticleListing(PageListingViewSet):
    model = ArticlePage
    name = "articles"
    url_prefix = "articles"
    icon = "doc-full-inverse"
    index_view_class = ArticleIndexView
    filterset_class = ArticleFilter
    columns: ClassVar = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("topic", label=_("Topic"), accessor=lambda page: ", ".join(getattr(page, "topic_titles", []))),
        Column("locale", label=_("Language"), accessor=lambda page: page.locale.get_display_name()),
        Column("state", label=_("State"), sort_key="live", accessor=_state),
        Column("review", label=_("Review"), accessor=_review),
        Column("next_review_on", label=_("Due again on"), sort_key="next_review_on", accessor=_due),
        Column("editor", label=_("Last edited by"), accessor=_editor),
        DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at"),
    ]


listing = ArticleListing()
