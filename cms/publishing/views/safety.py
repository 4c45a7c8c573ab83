"""Withdrawing an article for safety: what is said, then what will happen, then it happens."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from api.documents import store
from api.documents.models import Document
from cms.articles.models import ArticlePage
from cms.publishing import safety
from cms.publishing.forms import SafetyForm
from cms.publishing.safety import Candidate
from cms.publishing.views.base import PublishedPageMixin, language_name


class Outcome(NamedTuple):
    """What readers of one language get in place of the article."""

    candidate: Candidate
    language: str
    message: str
    replacement: Document | None


class WithdrawForSafetyView(PublishedPageMixin, FormView):  # type: ignore[type-arg]
    template_name = "cms_publishing/withdraw.html"
    form_class = SafetyForm
    header_icon = "warning"

    def is_permitted(self) -> bool:
        return bool(self.page.permissions_for_user(self.user).can_publish())

    def get_page_title(self) -> str:
        return _("Withdraw for safety")

    @cached_property
    def article(self) -> ArticlePage:
        if not isinstance(self.page, ArticlePage):
            raise Http404
        return self.page

    @cached_property
    def candidates(self) -> list[Candidate]:
        return safety.candidates(self.article, user=self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.candidates:
            messages.warning(request, _("Readers have never seen it, or it has been withdrawn for safety already."))
            return HttpResponseRedirect(self.edit_url)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "candidates": self.candidates}

    def form_valid(self, form: SafetyForm) -> HttpResponse:
        step = self.request.POST.get("step")
        if step == "withdraw":
            return self._withdraw(form)
        if step == "change":
            return self.render_to_response(self.get_context_data(form=form))
        self.template_name = "cms_publishing/confirm_withdrawal.html"
        chosen = form.cleaned_data["languages"]
        staying = [one.locale for one in self.candidates if one.is_public and one.locale not in chosen]
        return self.render_to_response(
            self.get_context_data(
                form=form,
                outcomes=list(_outcomes(form)),
                reason=form.cleaned_data["reason"],
                staying=[language_name(code) for code in staying],
            )
        )

    def form_invalid(self, form: SafetyForm) -> HttpResponse:
        messages.error(self.request, _("Nothing has been withdrawn yet: see below."))
        return super().form_invalid(form)

    def _withdraw(self, form: SafetyForm) -> HttpResponse:
        safety.withdraw_for_safety(
            [one.page for one in form.chosen],
            reason=form.cleaned_data["reason"],
            messages=form.messages,
            replacement=form.cleaned_data["replacement"],
            user=self.user,
            at=timezone.now(),
        )
        languages = ", ".join(language_name(one.locale) for one in form.chosen)
        text = _("“%(title)s” is withdrawn for safety (%(languages)s). Readers and apps are told so from now on.")
        messages.success(self.request, text % {"title": self.article.title, "languages": languages})
        return HttpResponseRedirect(reverse("published:history", args=[self.article.pk]))


def _outcomes(form: SafetyForm) -> Iterator[Outcome]:
    chosen: ArticlePage | None = form.cleaned_data["replacement"]
    for candidate in form.chosen:
        instead = store.find(store.Identity(chosen.kind, chosen.translation_key, candidate.locale)) if chosen else None
        yield Outcome(
            candidate=candidate,
            language=language_name(candidate.locale),
            message=form.messages[candidate.locale],
            replacement=instead if instead and instead.current_id else None,
        )
