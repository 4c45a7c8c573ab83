"""Which articles need a clinician, and why."""

from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from cms.articles.models import ArticlePage
from cms.headless import changed_since_review
from cms.review.models import SignOff


class Need(TextChoices):
    OVERDUE = "overdue", _("Overdue")
    DUE_30 = "due_30", _("Due in 30 days")
    DUE_60 = "due_60", _("Due in 60 days")
    DUE_90 = "due_90", _("Due in 90 days")
    CHANGED = "changed", _("Changed since review")
    NEVER = "never", _("Never signed off")


WITHIN = {Need.DUE_30: 30, Need.DUE_60: 60, Need.DUE_90: 90}


def articles() -> QuerySet[ArticlePage]:
    """Every article, with `changed` and `signed`, the one that is due first at the top."""
    found = annotated(ArticlePage.objects.filter(alias_of=None))
    return found.select_related("locale", "reviewer").defer("body").order_by("next_review_on", "title")


def annotated(found: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    """With what `in_need` and `needs_of` go by."""
    own = {"locale": OuterRef("locale__language_code")}
    changed = changed_since_review("article").filter(public_id=OuterRef("translation_key"), **own)
    signed = SignOff.objects.filter(content=OuterRef("translation_key"), **own)
    return found.annotate(changed=Exists(changed), signed=Exists(signed))


def in_need(found: QuerySet[ArticlePage], *needs: Need, today: date) -> QuerySet[ArticlePage]:
    """Those with one of the needs."""
    return found.filter(reduce(or_, [_condition(need, today) for need in needs]))


def in_any_need(found: QuerySet[ArticlePage], *, today: date) -> QuerySet[ArticlePage]:
    return in_need(found, Need.OVERDUE, Need.DUE_90, Need.CHANGED, Need.NEVER, today=today)


def needs_of(article: ArticlePage, *, today: date) -> list[Need]:
    """Of an article that `articles` found; of the times in which it is due, the shortest."""
    needs = []
    due = article.next_review_on
    if article.live and due is not None:
        if due < today:
            needs.append(Need.OVERDUE)
        else:
            needs += [need for need, days in WITHIN.items() if due <= today + timedelta(days=days)][:1]
    if article.live and article.changed:
        needs.append(Need.CHANGED)
    if not article.signed:
        needs.append(Need.NEVER)
    return needs


def counts(found: QuerySet[ArticlePage], *, today: date) -> dict[Need, int]:
    return {need: in_need(found, need, today=today).count() for need in (Need.OVERDUE, Need.DUE_30, Need.CHANGED)}


def _condition(need: Need, today: date) -> Q:
    match need:
        case Need.OVERDUE:
            return Q(live=True, next_review_on__lt=today)
        case Need.CHANGED:
            return Q(live=True, changed=True)
        case Need.NEVER:
            return Q(signed=False)
        case _:
            return Q(live=True, next_review_on__range=(today, today + timedelta(days=WITHIN[need])))
