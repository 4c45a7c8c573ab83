"""Finding and reading enquiries. Whoever reads one is written down before it is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from api.documents.schemas.forms import Form
from api.enquiries.contacts import digests_for
from api.enquiries.definitions import recorded
from api.enquiries.models import AccessLog, Enquiry, Entry, Notification

MOST_SEARCHED = 2000
"""How many messages a search for words opens; nothing of what they say is in an index."""
REDACTED = "***"


@dataclass(frozen=True, kw_only=True)
class Search:
    """What staff look for. Everything that is given must hold."""

    spam: bool = False
    """What was put aside as spam, instead of the inbox."""
    status: tuple[str, ...] = ()
    assignee: str | None = None
    """"" for nobody's."""
    flag: str | None = None
    form_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    contact: str = ""
    """An e-mail address or a telephone number, whole."""
    words: str = ""
    """A reference, or words that stand in the message."""


@dataclass(frozen=True)
class Field:
    """A question and its answer, as the sender saw them."""

    name: str
    label: str
    type: str
    value: str | bool


@dataclass(frozen=True)
class Opened:
    """An enquiry with its content."""

    enquiry: Enquiry
    form: Form
    fields: list[Field]
    article: str | None
    """Slug or id of the article from which the form was opened."""
    consent: str
    """The text that was agreed to; empty if nothing was, as with spam."""
    entries: list[Entry]
    notifications: list[Notification]


def search(wanted: Search, *, by: str, at: datetime) -> QuerySet[Enquiry]:
    """The enquiries, newest first, without what they say."""
    found = Enquiry.objects.defer("content", "answer").order_by("-received_at", "-pk")
    found = found.exclude(spam="") if wanted.spam else found.filter(spam="")
    exact = {
        "status__in": wanted.status or None,
        "assignee": wanted.assignee,
        "flag": wanted.flag,
        "form_id": wanted.form_id,
        "received_at__gte": wanted.since,
        "received_at__lt": wanted.until,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value is not None})
    if wanted.contact:
        found = found.filter(contacts__digest__in=digests_for(wanted.contact)).distinct()
    if wanted.words:
        found = found.filter(Q(reference__iexact=wanted.words.strip()) | Q(pk__in=_saying(wanted.words, found)))
    if wanted.words or wanted.contact:  # that somebody has written to the clinic is confidential too
        AccessLog(action=AccessLog.Action.SEARCHED, by=by, at=at).save()
    return found


def counts(*, assignee: str) -> dict[str, int]:
    """How many are new, somebody's own, spam, and how many e-mails have failed: for the menu."""
    enquiries = Enquiry.objects.aggregate(
        new=Count("pk", filter=Q(spam="", status=Enquiry.Status.NEW)),
        mine=Count("pk", filter=Q(spam="", assignee=assignee) & ~Q(status=Enquiry.Status.CLOSED)),
        spam=Count("pk", filter=~Q(spam="")),
    )
    return {**enquiries, "failed": Notification.objects.filter(failed_at__isnull=False).count()}


@transaction.atomic
def read(reference: str, *, by: str, at: datetime) -> Opened:
    """Open an enquiry. Raises Enquiry.DoesNotExist."""
    enquiry = Enquiry.objects.get(reference=reference)
    AccessLog(reference=reference, action=AccessLog.Action.VIEWED, by=by, at=at).save()
    return _open(enquiry)


def export(enquiries: Iterable[Enquiry], *, by: str, at: datetime, whole: bool = False) -> Iterator[dict[str, Any]]:
    """One flat row for each. Unless `whole`, what people typed is starred out: only choices and ticks are shown."""
    action = AccessLog.Action.EXPORTED_WHOLE if whole else AccessLog.Action.EXPORTED
    for enquiry in enquiries:
        AccessLog(reference=enquiry.reference, action=action, by=by, at=at).save()
        opened = _open(enquiry)
        yield {
            "reference": enquiry.reference,
            "received_at": enquiry.received_at,
            "form": opened.form.title,
            "locale": enquiry.locale,
            "status": enquiry.status,
            "assignee": enquiry.assignee,
            "flag": enquiry.flag,
            **{
                field.label: field.value if whole or field.type in {"choice", "checkbox"} else REDACTED
                for field in opened.fields
            },
        }


def _open(enquiry: Enquiry) -> Opened:
    form = recorded(enquiry.form_id, locale=enquiry.locale, version=enquiry.form_version)
    answers = enquiry.content["fields"]
    return Opened(
        enquiry=enquiry,
        form=form,
        fields=[
            Field(field.name, field.label, field.type, answers[field.name])
            for field in form.ui
            if field.name in answers
        ],
        article=enquiry.content["article"],
        consent=form.consent.text if enquiry.consent_version else "",
        entries=list(enquiry.entries.order_by("at", "pk")),
        notifications=list(enquiry.notifications.order_by("pk")),
    )


def _saying(words: str, among: QuerySet[Enquiry]) -> list[int]:
    sought = words.casefold().split()
    opened = Enquiry.objects.filter(pk__in=among.values("pk")).order_by("-received_at").only("content")
    return [
        enquiry.pk
        for enquiry in opened[:MOST_SEARCHED].iterator()
        if _contains_all(" ".join(str(value) for value in enquiry.content["fields"].values()).casefold(), sought)
    ]


def _contains_all(text: str, sought: list[str]) -> bool:
    return all(word in text for word in sought)
