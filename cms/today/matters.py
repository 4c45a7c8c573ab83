"""What waits for somebody: each subject only for those whom it concerns, in a few queries however much there is."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Exists, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Revision, TaskState
from wagtail.permissions import policy_registry

from cms.articles import originals
from cms.articles.models import ArticlePage
from cms.desk import waiting as desk
from cms.images.models import Image
from cms.listing.filters import last_edited_by, under_way
from cms.mails import unreachable
from cms.publishing import queue
from cms.publishing.models import Republication
from cms.references.checking import dead
from cms.review.approving import clinician_of, may_sign_off
from cms.second_factor.models import SecondFactorMail
from cms.translations.views import SUBMIT
from cms.users.models import User
from cms.worklist import selection, views
from cms.worklist.models import ReviewMail

MOST_NAMED = 5
PATIENCE = timedelta(minutes=5)
"""So long the worker may take with what is scheduled."""
UNREACHABLE_FOR = timedelta(days=30)
"""So long it is told that somebody's e-mail was given up, unless a later one arrives."""


@dataclass(frozen=True)
class Line:
    text: str
    url: str = ""
    """Where to do something about it; "" where there is nothing to do."""


@dataclass(frozen=True)
class Matter:
    """A subject and what waits in it."""

    heading: str
    lines: list[Line]


def waiting_for(user: User) -> list[Matter]:
    """The subjects in which something waits for somebody, the most urgent first."""
    found = [subject(user) for subject in SUBJECTS]
    return [matter for matter in found if matter.lines]


def enquiries(user: User) -> Matter:
    lines = []
    if user.has_perm(desk.HANDLE):
        counts, inbox = desk.counts(user), reverse("enquiries:inbox")
        mine = urlencode({"assignee": user.get_username()})
        lines = _counted(
            (counts["new"], _("New: %(count)d"), f"{inbox}?status=new"),
            (counts["mine"], _("Taken on by you: %(count)d"), f"{inbox}?{mine}"),
            (counts["failed"], _("E-mails that failed: %(count)d"), reverse("enquiries:failed_mails")),
        )
    return Matter(_("Enquiries"), lines)


def sent_for_review(user: User) -> Matter:
    """Steps of workflows that somebody may take; Wagtail lists them further down on the dashboard."""
    count = TaskState.objects.reviewable_by(user).count()
    address = f"{reverse('wagtailadmin_reports:workflow_tasks')}?reviewable=true"
    return Matter(_("Sent to you for review"), _counted((count, _("Waiting: %(count)d"), address)))


def reviews(user: User) -> Matter:
    """Of a reviewer their own, of others all."""
    reviewer = clinician_of(user) if may_sign_off(user) else None
    heading = _("Your reviews") if reviewer else _("Clinical reviews")
    if not views.is_shown_to(user):
        return Matter(heading, [])
    found = views.visible_to(user)
    if reviewer:
        found = found.filter(reviewer__translation_key=reviewer.translation_key)
    lines = []
    for need, count in selection.counts(found, today=timezone.localdate()).items():
        query = {"need": need.value, **({"reviewer": reviewer.pk} if reviewer else {})}
        text = f"{need.label}: %(count)d"
        lines += _counted((count, text, f"{reverse('worklist:index')}?{urlencode(query)}"))
    return Matter(heading, lines)


def drafts(user: User) -> Matter:
    """Articles that somebody was the last to write at, and that neither wait for a reviewer nor for their time."""
    mine = (
        _editable(user)
        .filter(has_unpublished_changes=True, latest_revision__user=user)
        .filter(~Exists(under_way()), latest_revision__approved_go_live_at=None)
        .select_related("locale")
        .defer("body")
        .order_by("-latest_revision_created_at")
    )
    lines = [
        Line(f"{one.draft_title} ({one.locale.language_code})", reverse("wagtailadmin_pages:edit", args=[one.pk]))
        for one in mine[:MOST_NAMED]
    ]
    everything = f"{reverse('articles:index')}?{urlencode(last_edited_by(user))}"
    return Matter(_("Your drafts"), [*lines, *_and_more(mine.count() if len(lines) == MOST_NAMED else 0, everything)])


def translations(user: User) -> Matter:
    count = 0
    if user.has_perm(SUBMIT):
        count = originals.behind(_editable(user).filter(live=True)).count()
    line = (count, _("Behind their original: %(count)d"), reverse("translations:board"))
    return Matter(_("Translations"), _counted(line))


def references(user: User) -> Matter:
    count = _editable(user).filter(citations__addresses__in=dead()).distinct().count()
    line = (count, _("Articles with references that do not answer: %(count)d"), reverse("references:index"))
    return Matter(_("References"), _counted(line))


def publications(user: User) -> Matter:
    """What readers do not have yet though it was published, and what was refused when its time came."""
    if not policy_registry.get_by_type(Page).user_has_permission(user, "publish"):
        return Matter(_("Publications"), [])
    failed = queue.waiting().exclude(error="")
    lines = [
        *_failed(failed, user),
        *_missed(),
        *_counted(
            (queue.waiting().filter(error="").count(), _("Being published again: %(count)d"), ""),
            (
                Image.objects.filter(renditions_ready_at=None).count(),
                _("Pictures whose sizes are being made: %(count)d"),
                "",
            ),
        ),
    ]
    return Matter(_("Publications"), lines)


def staff_mail(user: User) -> Matter:
    """Whom no e-mail reaches, for those who can write down another address."""
    heading = _("E-mails to staff")
    if not user.has_perm("cms_users.change_user"):
        return Matter(heading, [])
    text = _("E-mails to %(name)s do not arrive (%(problem)s). Look at the address.")
    given_up = unreachable([ReviewMail, SecondFactorMail], since=timezone.now() - UNREACHABLE_FOR)
    lines = [
        Line(
            text % {"name": mail.user.get_full_name() or mail.user.get_username(), "problem": mail.problem},
            reverse("wagtailusers_users:edit", args=[mail.user_id]),
        )
        for mail in given_up[:MOST_NAMED]
    ]
    return Matter(heading, [*lines, *_and_more(len(given_up), reverse("wagtailusers_users:index"))])


SUBJECTS = (enquiries, sent_for_review, reviews, drafts, translations, references, publications, staff_mail)


def _failed(rows: QuerySet[Republication], user: User) -> list[Line]:
    finder, text = AdminURLFinder(user), _("Readers see an old state of “%(title)s”: %(reason)s")
    lines = [
        Line(text % {"title": row.source, "reason": row.error}, finder.get_edit_url(row.source) or "")
        for row in rows.prefetch_related("source").order_by("requested_at")[:MOST_NAMED]
        if row.source is not None
    ]
    return [*lines, *_and_more(rows.count() if len(lines) == MOST_NAMED else 0)]


def _missed() -> list[Line]:
    text = _("“%(title)s” was not published when its time came. Its history says why.")
    late = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now() - PATIENCE)
    keys = list(late.values_list("object_id", flat=True)[:MOST_NAMED])
    pages = Page.objects.filter(pk__in=keys).order_by("draft_title") if keys else []
    return [
        Line(text % {"title": page.draft_title}, reverse("wagtailadmin_pages:history", args=[page.pk]))
        for page in pages
    ]


def _editable(user: User) -> QuerySet[ArticlePage]:
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    found: QuerySet[ArticlePage] = ArticlePage.objects.filter(alias_of=None, pk__in=pages.values("pk"))
    return found


def _counted(*counts: tuple[int, str, str]) -> list[Line]:
    """A line for each count that is not nothing."""
    return [Line(text % {"count": count}, url) for count, text, url in counts if count]


def _and_more(count: int, url: str = "") -> list[Line]:
    return _counted((max(count - MOST_NAMED, 0), _("… and %(count)d more"), url))
