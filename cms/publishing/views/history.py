"""What of a page was public, when, and word for word: the record that a clinic may need years later."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from api.documents import evidence
from api.documents.models import Change, Document, Edition, SafetyNotice
from cms.articles.models.articles import ChangeKind
from cms.publishing.comparison import PartDifference, State, compare
from cms.publishing.publisher import source_key
from cms.publishing.texts import note_of, parts_of
from cms.publishing.views.base import PublishedPageMixin, language_name

EVENTS_ON_A_PAGE = 50


class Event(NamedTuple):
    """One row of the record."""

    change: Change
    following: Change | None
    """What ended it."""
    note: str
    kind: str
    """Of the note: editorial, clinical, safety."""
    notice: SafetyNotice | None


class RecordMixin(PublishedPageMixin):
    """A view about the document of a page."""

    header_icon = "history"

    @cached_property
    def document(self) -> Document:
        return get_object_or_404(Document, source=source_key(self.page))

    def edition(self, number: Any) -> Edition:
        text = str(number)
        if not text.isdecimal() or len(text) > 9:
            raise Http404
        return get_object_or_404(self.document.editions, number=int(text))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *above, here = super().get_breadcrumbs_items()
        history = {"url": reverse("published:history", args=[self.page.pk]), "label": _("What was public")}
        return [*above, history, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, document=self.document)


class HistoryView(RecordMixin, TemplateView):
    template_name = "cms_publishing/history.html"

    def get_page_title(self) -> str:
        return _("What was public")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return PublishedPageMixin.get_breadcrumbs_items(self)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not Document.objects.filter(source=source_key(self.page)).exists():
            messages.warning(request, _("Readers have never seen it."))
            return HttpResponseRedirect(self.edit_url)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes = self.document.changes.select_related("edition", "replacement", "safety_notice").order_by("-serial")
        page = Paginator(changes.defer("edition__summary"), EVENTS_ON_A_PAGE).get_page(self.request.GET.get("p"))
        numbers = list(self.document.editions.order_by("-number").values_list("number", flat=True))
        others = self.page.get_translations().select_related("locale")
        return super().get_context_data(
            **kwargs,
            page_obj=page,
            events=_events(list(page), self._after(page.object_list[0])) if page.object_list else [],
            numbers=numbers,
            others=[(other, language_name(other.locale.language_code)) for other in others],
        )

    def _after(self, newest: Change) -> Change | None:
        return self.document.changes.filter(serial__gt=newest.serial).order_by("serial").first()


class EditionView(RecordMixin, TemplateView):
    """What one edition said."""

    template_name = "cms_publishing/edition.html"

    @cached_property
    def shown(self) -> Edition:
        return self.edition(self.kwargs["number"])

    def get_page_title(self) -> str:
        return _("Edition %(number)d") % {"number": self.shown.number}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, edition=self.shown, parts=parts_of(self.shown))


class ComparisonView(RecordMixin, TemplateView):
    """What differs between two editions."""

    template_name = "cms_publishing/comparison.html"

    @cached_property
    def pair(self) -> tuple[Edition, Edition]:
        """The earlier one first, however it was asked."""
        asked = [self.edition(self.request.GET.get(name)) for name in ("from", "to")]
        before, after = sorted(asked, key=lambda edition: edition.number)
        return before, after

    def get_page_title(self) -> str:
        before, after = self.pair
        return _("Edition %(before)d and edition %(after)d") % {"before": before.number, "after": after.number}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before, after = self.pair
        differences = compare(before, after)
        return super().get_context_data(
            **kwargs,
            before=before,
            after=after,
            differences=differences,
            counts={state.value: _count(differences, state) for state in State},
            moved=sum(one.moved for one in differences),
        )


class EvidenceView(RecordMixin, TemplateView):
    """The record as a file, and the digest by which it can be proved."""

    template_name = "cms_publishing/evidence.html"

    def get_page_title(self) -> str:
        return _("Evidence")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, digest=evidence.verify(evidence.write(self.document)), name=_file_name(self.document)
        )


class EvidenceFileView(RecordMixin, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = StreamingHttpResponse(evidence.write(self.document), content_type="application/x-ndjson")
        response["Content-Disposition"] = f'attachment; filename="{_file_name(self.document)}"'
        return response


def _events(changes: list[Change], after: Change | None) -> list[Event]:
    """`changes` are the newest first, `after` is what came after the first of them."""
    kinds = dict(ChangeKind.choices)
    events = []
    for change in changes:
        note = note_of(change.edition) if change.edition and not change.edition.consequence else None
        events.append(
            Event(
                change,
                after if change.edition else None,
                note["note"] if note else "",
                str(kinds.get(note["kind"], "")).partition(":")[0] if note else "",
                getattr(change, "safety_notice", None),
            )
        )
        after = change
    return events


def _count(differences: list[PartDifference], state: State) -> int:
    return sum(one.state == state for one in differences)


def _file_name(document: Document) -> str:
    return f"history-{document.kind}-{document.slug}-{document.locale}.jsonl"
