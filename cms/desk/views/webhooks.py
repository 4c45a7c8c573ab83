"""Who is told of what happens: a page for each webhook, with its secret and the messages that it was sent."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views.generic.base import BaseListingView

from api.webhooks import subscribing
from api.webhooks.models import Delivery, Event, Subscription
from api.webhooks.queueing import queue_again

CHANGE = "webhooks.change_subscription"


class SubscriptionForm(WagtailAdminModelForm):
    events = forms.MultipleChoiceField(
        label=_("Events"),
        help_text=_("Of what it is told."),
        choices=Event.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Subscription
        fields = ["name", "url", "events"]

    def save(self, commit: bool = True) -> Any:
        if not self.instance.pk:
            self.instance.created_at = timezone.now()
        return super().save(commit)


class MessagesView(BaseListingView):
    """One webhook: its state, its secret, what it was sent and what became of that."""

    template_name = "cms_desk/webhook.html"
    page_title = _("Webhook")
    header_icon = "link-external"
    paginate_by = 50

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def webhook(self) -> Subscription:
        return get_object_or_404(Subscription, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.webhook.name

    def get_base_queryset(self) -> QuerySet[Delivery]:
        return Delivery.objects.filter(subscription=self.webhook).order_by("-created_at", "-pk")

    def get_index_url(self) -> str:
        return reverse("webhook_messages", args=[self.webhook.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(
            **kwargs, webhook=self.webhook, former_until=self._former_until()
        )
        return context

    def _former_until(self) -> Any:
        until = self.webhook.former_secret_until
        return until if until and until > timezone.now() else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now, action = timezone.now(), request.POST.get("action", "")
        if action == "again":
            key = request.POST.get("message", "")
            queue_again(get_object_or_404(self.get_base_queryset(), message_id=key), at=now)
            messages.success(request, _("It will be sent again in a moment."))
        elif action == "turn_off":
            subscribing.turn_off(self.webhook)
            messages.success(request, _("Nothing is sent to it any more."))
        elif action == "turn_on":
            subscribing.turn_on(self.webhook)
            messages.success(request, _("It is told again of what happens from now on."))
        elif action == "new_secret":
            subscribing.renew_secret(self.webhook, at=now, overlap=timedelta(days=1))
            messages.success(request, _("There is a new secret. For a day messages are signed with both."))
        return HttpResponseRedirect(self.get_index_url())
