"""Clinical review as a step of a workflow."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState, WorkflowState

from cms.review.models.reviewed import Reviewed
from cms.users.models import User

APPROVE = "approve"
REJECT = "reject"


class ClinicalReviewTaskState(TaskState):
    """One article at this step."""

    digest = models.CharField(max_length=64, help_text="Of the clinical fields when the step began.")

    class Meta:
        verbose_name = _("clinical review")
        verbose_name_plural = _("clinical reviews")


class ClinicalReviewTask(Task):
    """A clinician signs the text off, exactly as it is shown to them. What has no clinical content passes."""

    task_state_class = ClinicalReviewTaskState
    admin_form_fields: ClassVar[list[str]] = Task.admin_form_fields

    class Meta:
        verbose_name = _("clinical review")
        verbose_name_plural = _("clinical reviews")

    @classmethod
    def get_description(cls) -> str:
        return str(_("A clinician whose account may sign articles off approves the text, or asks for changes"))

    @transaction.atomic
    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        state = super().start(workflow_state, user=user)
        draft = workflow_state.content_object.get_latest_revision().as_object()
        if isinstance(draft, Reviewed):
            state.digest = draft.clinical_digest()
        else:
            state.status, state.finished_at = TaskState.STATUS_SKIPPED, timezone.now()
        state.save()
        return state

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Raises SignOffRefusedError if the text is not what the reviewer has seen.

        That is `digest` where the form says so, and else the text with which the step began.
        """
        from cms.review import approving

        if action_name != APPROVE:
            super().on_action(task_state, user, action_name, **kwargs)
            return
        if not approving.may_sign_off(user):
            raise PermissionDenied
        answers = approving.read_form({"digest": task_state.digest, **kwargs})
        page = task_state.workflow_state.content_object
        approving.sign_off_draft(
            page, seen=answers["digest"], next_review_on=answers["next_review_on"], by=user, at=timezone.now()
        )
        task_state.approve(user=user, comment=answers["comment"])

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        from cms.review.approving import SIGN_OFF

        return bool(user.has_perm(SIGN_OFF))

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """What is being reviewed stays as it is, but for the reviewer."""
        return not self.user_can_access_editor(obj, user)

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, Any, bool]]:
        from cms.review.approving import may_sign_off

        actions: list[tuple[str, Any, bool]] = []
        if self.user_can_access_editor(obj, user):
            actions.append((REJECT, _("Request changes"), True))
        if may_sign_off(user):
            actions.append((APPROVE, _("Sign off"), True))
        return actions

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        from cms.review.forms import SignOffForm

        form: type[forms.Form] = SignOffForm if action == APPROVE else super().get_form_for_action(action)
        return form

    def get_template_for_action(self, action: str) -> str:
        return "cms_review/sign_off.html" if action == APPROVE else ""

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> "QuerySet[TaskState]":
        states: QuerySet[TaskState] = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return states if self.user_can_access_editor(Page(), user) else states.none()
