"""By what the list of articles is narrowed."""

from typing import ClassVar

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Locale, Revision, WorkflowState, get_default_page_content_type

from cms.articles.models import ArticlePage, TopicPage
from cms.clinic.models import Clinician
from cms.users.models import User
from cms.worklist import selection
from cms.worklist.selection import Need


class State(TextChoices):
    LIVE = "live", _("Published")
    CHANGED = "changed", _("Published, with a newer draft")
    DRAFT = "draft", _("Not published")
    REVIEW = "review", _("Sent to review")
    SCHEDULED = "scheduled", _("Scheduled")


class ArticleFilter(WagtailFilterSet):
    language = django_filters.ModelChoiceFilter(label=_("Language"), queryset=Locale.objects.all(), field_name="locale")
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"), queryset=TopicPage.objects.order_by("title"), method="by_topic"
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=State, method="by_state")
    need = django_filters.ChoiceFilter(label=_("Review"), choices=Need, method="by_need")
    clinician = django_filters.ModelChoiceFilter(
        label=_("Clinician"), queryset=Clinician.objects.order_by("name"), method="by_clinician"
    )
    editor = django_filters.ModelChoiceFilter(
        label=_("Last edited by"),
        queryset=get_user_model().objects.order_by("username"),
        field_name="latest_revision__user",
    )

    class Meta:
        model = ArticlePage
        fields: ClassVar[list[str]] = []

    def by_topic(self, found: QuerySet[ArticlePage], _name: str, topic: TopicPage) -> QuerySet[ArticlePage]:
        same = ArticlePage.objects.filter(topics__translation_key=topic.translation_key)
        return found.filter(pk__in=same.values("pk"))

    def by_state(self, found: QuerySet[ArticlePage], _name: str, state: str) -> QuerySet[ArticlePage]:
        match State(state):
            case State.LIVE:
                return found.filter(live=True)
            case State.CHANGED:
                return found.filter(live=True, has_unpublished_changes=True)
            case State.DRAFT:
                return found.filter(live=False)
            case State.REVIEW:
                return found.filter(Exists(under_way()))
            case State.SCHEDULED:
                return found.filter(Exists(_scheduled()))

    def by_need(self, found: QuerySet[ArticlePage], _name: str, need: str) -> QuerySet[ArticlePage]:
        return selection.in_need(found, Need(need), today=timezone.localdate())

    def by_clinician(self, found: QuerySet[ArticlePage], _name: str, clinician: Clinician) -> QuerySet[ArticlePage]:
        """As its reviewer, or as an author."""
        key = clinician.translation_key
        theirs = ArticlePage.objects.filter(
            Q(reviewer__translation_key=key) | Q(authors__clinician__translation_key=key)
        )
        return found.filter(pk__in=theirs.values("pk"))


def under_way() -> QuerySet[WorkflowState]:
    """The way through a workflow that the page of an outer query is on."""
    states: QuerySet[WorkflowState] = WorkflowState.objects.active().filter(
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("pk"), output_field=WorkflowState._meta.get_field("object_id")),
    )
    return states


def _scheduled() -> QuerySet[Revision]:
    revisions: QuerySet[Revision] = Revision.page_revisions.filter(
        approved_go_live_at__isnull=False,
        object_id=Cast(OuterRef("pk"), output_field=Revision._meta.get_field("object_id")),
    )
    return revisions


def last_edited_by(user: User) -> dict[str, str]:
    """What the list is asked for to show somebody's drafts."""
    return {"editor": str(user.pk)}
