"""Many pages published at once: what the gate refuses stays as it was and says why, the others are published."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.template.response import TemplateResponse
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from cms.headless import PublicationRefusedError, Reason
from cms.users.models import User

Refusals = list[tuple[Page, list[Reason]]]


class GatedPublishBulkAction(PublishBulkAction):
    """Wagtail's own, in which one refusal would undo everything."""

    def form_valid(self, form: Form) -> HttpResponse:
        self.refusals: Refusals = []
        response: HttpResponse = super().form_valid(form)
        if not self.refusals:
            return response
        context = {"refusals": self.refusals, "next": self.next_url}
        return TemplateResponse(self.request, "cms_listing/refusals.html", context)

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "refusals": self.refusals}

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: User | None = None,
        refusals: Refusals | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Returns how many of `objects` and of the drafts below them were published; what was not joins `refusals`."""
        chosen = {page.pk: page for page in objects}
        below = {page.pk: page for page in _drafts_below(chosen.values(), user)} if include_descendants else {}
        refused = _publish({**below, **chosen}, user)
        if refusals is not None:
            refusals += refused
        held_back = {page.pk for page, _reasons in refused}
        return len(chosen.keys() - held_back), len(below.keys() - chosen.keys() - held_back)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects + num_child_objects:
            return None
        message: str = super().get_success_message(num_parent_objects, num_child_objects)
        return message


def _drafts_below(pages: Iterable[Page], user: User | None) -> list[Page]:
    drafts = [draft for page in pages for draft in page.get_descendants().not_live()]
    return [draft for draft in drafts if user is None or draft.permissions_for_user(user).can_publish()]


def _publish(pages: dict[int, Page], user: User | None) -> Refusals:
    """Publish in any order that works: one may be refused only because another is not published yet."""
    waiting = list(pages.values())
    while waiting:
        refusals = [(page, reasons) for page in waiting if (reasons := _refusal(page, user))]
        if len(refusals) == len(waiting):
            return refusals
        waiting = [page for page, _reasons in refusals]
    return []


def _refusal(page: Page, user: User | None) -> list[Reason]:
    """Publish its newest draft. Returns why not, if it is refused; then nothing of it has happened."""
    try:
        with transaction.atomic():
            revision = page.get_latest_revision() or page.specific.save_revision(user=user)
            revision.publish(user=user)
    except PublicationRefusedError as refused:
        return refused.reasons
    return []
