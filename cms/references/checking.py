"""Asking, a little at a time, whether what articles lead to still answers. What is due is a row.

An address is asked once in REFERENCE_CHECK_DAYS, and a day after it has failed. One website at a time is asked, and the
same one not again for a while.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from cms.articles.models import ArticlePage
from cms.references import asking
from cms.references.asking import Answer
from cms.references.citations import citations_in
from cms.references.models import ENOUGH_FAILURES, ArticleCitations, CitedAddress, Problem

logger = logging.getLogger(__name__)
REST_OF_HOST = timedelta(seconds=30)
LEASE = timedelta(minutes=5)
AGAIN = timedelta(days=1)
LATELY = timedelta(days=7)
LONGEST_REST = timedelta(days=30)
NOT_REACHED = {Problem.SILENT, Problem.NO_HOST}
"""Problems that would be the same if it was this machine that reached nobody."""

Ask = Callable[[str], Answer]


def check_references(*, at: datetime) -> int:
    """Note what newly written articles lead to, and ask one address; returns how much was done."""
    if settings.REFERENCE_CHECK_DAYS < 1:
        return 0
    return gather(at=at) + ask_next(at=at)


def dead(addresses: Iterable[str] | None = None) -> QuerySet[CitedAddress]:
    """What has not answered often enough to tell somebody; among `addresses`, where they are given."""
    found = CitedAddress.objects.filter(failures__gte=ENOUGH_FAILURES)
    return found if addresses is None else found.filter(url__in=set(addresses))


def gather(*, at: datetime, limit: int = 10) -> int:
    """Note the addresses of articles that were written since they were looked at last."""
    newest = Coalesce("latest_revision_id", 0)
    changed = ArticlePage.objects.filter(alias_of=None).filter(Q(citations=None) | ~Q(citations__revision=newest))
    articles = list(changed.order_by("pk")[:limit])
    for article in articles:
        _note(article, at=at)
    return len(articles)


def _note(article: ArticlePage, *, at: datetime) -> None:
    revision = article.latest_revision_id or 0
    try:
        draft = article.get_latest_revision_as_object().present_draft()
        addresses = list(dict.fromkeys(citation.address for citation in citations_in(draft)))
    except ValueError:  # one that nobody can look at must not keep the others from being looked at
        logger.exception("What article %s leads to can't be told", article.pk)
        addresses = []
    with transaction.atomic():
        new = [CitedAddress(url=url, host=urlsplit(url).hostname or "", due_at=at) for url in addresses]
        CitedAddress.objects.bulk_create(new, ignore_conflicts=True)
        row, _new = ArticleCitations.objects.update_or_create(article_id=article.pk, defaults={"revision": revision})
        row.addresses.set(CitedAddress.objects.filter(url__in=addresses))


def ask_next(*, at: datetime, ask: Ask | None = None) -> int:
    """Ask the address that is due longest, of a website that has had its rest; returns how many were asked."""
    row = _claim(at=at)
    if row is None:
        return 0
    if not row.citations.exists():
        row.delete()
        return 1
    agent = f"Mozilla/5.0 (compatible; Vertebra reference check; +{settings.PUBLIC_URL})"
    answer = ask(row.url) if ask else asking.ask(row.url, agent=agent)
    _keep(row, answer, at=at)
    return 1


def ask_again(address: CitedAddress, *, at: datetime) -> None:
    """Have the worker ask in its next turn, for somebody who has seen that the page is there."""
    CitedAddress.objects.filter(pk=address.pk).update(due_at=at)


def _claim(*, at: datetime) -> CitedAddress | None:
    """Take the next row for as long as the lease lasts. Of several who try, one gets it."""
    resting = CitedAddress.objects.filter(asked_at__gt=at - REST_OF_HOST).values("host")
    due = CitedAddress.objects.filter(due_at__lte=at)
    for pk, due_at in due.exclude(host__in=resting).order_by("due_at", "pk").values_list("pk", "due_at")[:10]:
        if due.filter(pk=pk, due_at=due_at).update(due_at=at + LEASE, asked_at=at):
            return CitedAddress.objects.get(pk=pk)
    return None


def _keep(row: CitedAddress, answer: Answer, *, at: datetime) -> None:
    problem = "" if answer.problem in NOT_REACHED and not _reaches_others(row, at) else answer.problem
    row.status = answer.status
    row.problem = problem
    row.failures = min(row.failures + 1, 1000) if problem else 0
    row.failing_since = (row.failing_since or at) if problem else None
    unsure = answer.problem and row.failures < ENOUGH_FAILURES
    row.due_at = at + (AGAIN if unsure else timedelta(days=settings.REFERENCE_CHECK_DAYS))
    row.save()
    if answer.retry_after:
        until = at + min(timedelta(seconds=answer.retry_after), LONGEST_REST)
        CitedAddress.objects.filter(host=row.host, due_at__lt=until).update(due_at=until)


def _reaches_others(row: CitedAddress, at: datetime) -> bool:
    """Whether another website has answered lately: else nobody's page is gone, but this machine is cut off."""
    others = CitedAddress.objects.exclude(host=row.host)
    return others.filter(asked_at__gt=at - LATELY, status__isnull=False).exists()
