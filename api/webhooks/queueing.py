"""Messages become rows together with what they tell of: with the follower's place in the log, or with the enquiry."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from api.documents.changes import current_serial, follow, skip_to
from api.documents.models import Change
from api.documents.schemas import KINDS
from api.documents.tags import tags_of_change
from api.enquiries.models import Enquiry
from api.webhooks.models import Delivery, Event, Subscription
from api.webhooks.shapes import (
    DocumentData,
    DocumentMessage,
    EnquiryData,
    EnquiryMessage,
    Message,
    SafetyNoticeData,
    SafetyNoticeMessage,
)

FOLLOWER = "webhooks"
OF_ACTION = {
    Change.Action.PUBLISH: Event.PUBLISHED,
    Change.Action.MOVE: Event.MOVED,
    Change.Action.WITHDRAW: Event.WITHDRAWN,
}


def queue_what_changed() -> int:
    """Write the messages about the next changes; returns how many changes there were."""
    serial = current_serial()
    if not Subscription.objects.exists():  # who comes after this look has not subscribed to what is before it
        skip_to(FOLLOWER, serial)
        return 0
    return follow(FOLLOWER, handle=_queue_change)


def on_enquiry(enquiry: Enquiry, **_signal: object) -> None:
    message = EnquiryMessage(
        type="enquiry.received", timestamp=enquiry.received_at, data=EnquiryData(reference=enquiry.reference)
    )
    _queue([(Event.ENQUIRY, message)], at=enquiry.received_at)


def queue_again(delivery: Delivery, *, at: datetime) -> None:
    """Have it sent again, whatever became of it: the same message under the same id."""
    again = {"due_at": at, "done_at": None, "failed_at": None, "created_at": at}
    Delivery.objects.filter(pk=delivery.pk).update(**again)
    Subscription.objects.filter(pk=delivery.subscription_id).update(rests_until=None)


def _queue_change(change: Change) -> None:
    if change.document.kind in KINDS:
        _queue(_messages(change), at=change.at)


def _queue(messages: Iterable[tuple[Event, Message]], *, at: datetime) -> None:
    """What happened before somebody subscribed is not for them."""
    subscribed = Subscription.objects.filter(created_at__lte=at, disabled="")
    subscriptions = list(subscribed.defer("secret", "former_secret"))
    if subscriptions:
        now = timezone.now()
        Delivery.objects.bulk_create(
            Delivery(subscription=one, event=event, body=message.model_dump_json(), created_at=now, due_at=now)
            for event, message in messages
            for one in subscriptions
            if event in one.events
        )


def _messages(change: Change) -> Iterator[tuple[Event, Message]]:
    document, event = change.document, OF_ACTION[Change.Action(change.action)]
    data = DocumentData(
        serial=change.serial,
        kind=document.kind,
        id=document.public_id,
        locale=document.locale,
        path=change.path,
        edition=change.edition.number if change.edition else None,
        tags=tags_of_change(document),
    )
    yield event, DocumentMessage.model_validate({"type": event.value, "timestamp": change.at, "data": data})
    notice = getattr(change, "safety_notice", None)
    if notice is not None:
        whole = SafetyNoticeData(**data.model_dump(), notice=notice.public_id)
        yield Event.NOTICE, SafetyNoticeMessage(type="safety_notice.issued", timestamp=change.at, data=whole)
