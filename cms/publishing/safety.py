"""Taking an article back because it may harm: off the site, off readers' phones, off every plan to publish it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from api.documents import safety, store
from api.documents.models import Change, Document, SafetyNotice
from cms.articles.models import ArticlePage
from cms.publishing.dependents import dependents_of
from cms.publishing.publisher import source_key
from cms.publishing.queue import enqueue
from cms.publishing.republication import republish_after_commit

WITHDRAWN = "vertebra.withdrawn_for_safety"
"""The action in the history of the page."""


@dataclass(frozen=True)
class Candidate:
    """One language of an article that readers see, or have seen without being warned since."""

    page: ArticlePage
    document: Document

    @property
    def locale(self) -> str:
        return self.document.locale

    @property
    def is_public(self) -> bool:
        return self.document.current_id is not None


def candidates(article: ArticlePage, *, user: AbstractUser) -> list[Candidate]:
    """The languages of the article that the user may withdraw for safety, its own first."""
    found = []
    for page in article.get_translations(inclusive=True).select_related("locale"):
        document = Document.objects.filter(source=source_key(page)).first()
        if document and not _is_warned_of(document) and page.permissions_for_user(user).can_publish():
            found.append(Candidate(page, document))
    return sorted(found, key=lambda one: (one.page.pk != article.pk, one.locale))


@transaction.atomic
def withdraw_for_safety(
    articles: Iterable[ArticlePage],
    *,
    reason: str,
    messages: Mapping[str, str],
    user: AbstractUser,
    at: datetime,
    replacement: ArticlePage | None = None,
) -> list[SafetyNotice]:
    """Withdraw the articles and their aliases, each with a safety notice, and unpublish the pages.

    `articles` are usually the languages of one. What was scheduled or waits in a workflow is called off. Raises
    InvalidNoticeError, and changes nothing then.
    """
    store.lock()
    articles = list(articles)
    sources = [source for article in articles for source in _with_aliases(article)]
    for source in sources:
        enqueue(dependents_of(source), because=str(source))
    keys = [source_key(source) for source in sources]
    notices = safety.withdraw_for_safety(
        [store.Identity(one.kind, one.public_id, one.locale) for one in Document.objects.filter(source__in=keys)],
        reason=reason,
        messages=messages,
        replacement=replacement.translation_key if replacement else None,
        by=user.get_username(),
        at=at,
    )
    for article in articles:
        _take_down(article, reason=reason, user=user)
    republish_after_commit()
    return notices


def _take_down(article: ArticlePage, *, reason: str, user: AbstractUser) -> None:
    # Its aliases too; also while somebody has locked it, or it is locked because it is scheduled.
    UnpublishPageAction(article, user=user, log_action=False).execute(skip_permission_checks=True)
    article.revisions.update(approved_go_live_at=None)
    if workflow := article.current_workflow_state:
        workflow.cancel(user=user)
    log(instance=article, action=WITHDRAWN, user=user, data={"reason": reason})


def _with_aliases(article: ArticlePage) -> Iterator[ArticlePage]:
    yield article
    for alias in ArticlePage.objects.filter(alias_of=article):
        yield from _with_aliases(alias)


def _is_warned_of(document: Document) -> bool:
    return document.current_id is None and document.changes.latest("serial").reason == Change.Reason.SAFETY
