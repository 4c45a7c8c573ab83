"""Webhooks in the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, OpenApiWebhook, extend_schema
from pydantic import BaseModel

from api.webhooks.models import Event
from api.webhooks.shapes import DocumentMessage, EnquiryMessage, SafetyNoticeMessage

TAG = "Webhooks"
DESCRIPTION = """Answer with 2xx within five seconds; 410 ends the subscription. Headers after
[Standard Webhooks](https://www.standardwebhooks.com): `webhook-id`, the same each time the message is sent;
`webhook-timestamp`, in seconds since 1970; `webhook-signature`, `v1,` and the signature in base64, or several of them
separated by spaces while a secret is replaced."""
SUMMARIES: dict[Event, tuple[str, type[BaseModel]]] = {
    Event.PUBLISHED: ("Something was published", DocumentMessage),
    Event.MOVED: ("Something has another address", DocumentMessage),
    Event.WITHDRAWN: ("Something was taken offline", DocumentMessage),
    Event.NOTICE: ("Something was withdrawn for safety", SafetyNoticeMessage),
    Event.ENQUIRY: ("An enquiry has arrived", EnquiryMessage),
}


def _decorator(event: Event, summary: str, message: type[BaseModel]) -> Any:
    return extend_schema(
        operation_id=event.value.replace(".", "_"),
        summary=summary,
        description=DESCRIPTION,
        tags=[TAG],
        request=message,
        responses={200: OpenApiResponse(description="It has been taken.")},
    )


PUBLISHED, MOVED, WITHDRAWN, NOTICE, ENQUIRY = (
    OpenApiWebhook(name=event.value, decorator=_decorator(event, summary, message))
    for event, (summary, message) in SUMMARIES.items()
)
