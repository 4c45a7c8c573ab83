"""What can be wrong with an enquiry, beside what HTTP itself brings."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _
from pydantic import RootModel
from pydantic.json_schema import SkipJsonSchema

from api.enquiries.shapes import Help
from api.http.problems import ProblemDetails, ProblemType


class EnquiryProblemDetails(ProblemDetails):
    """An enquiry wasn't received."""

    help: Help | SkipJsonSchema[None] = None
    """There where the message may be about somebody in danger, whatever else is wrong: show it before everything."""


class LooksMedicalDetails(ProblemDetails):
    """The enquiry reads as medical, and wasn't received."""

    help: Help
    """What to do instead."""
    send_anyway: str
    """To send the same message all the same, for an hour: put it into the body as `send_anyway`."""


class EnquiryRefused(RootModel[LooksMedicalDetails | EnquiryProblemDetails]):
    """What can be wrong with what an enquiry says; `type` tells which."""


INVALID_ENQUIRY = ProblemType(
    "invalid-enquiry",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    _("Something in the form isn't right yet"),
    _("`errors` names each field, with what to do about it. Nothing was stored; send it again when it is corrected."),
    EnquiryProblemDetails,
)
FORM_NOT_OPEN = ProblemType(
    "form-not-open",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    _("This form doesn't take enquiries"),
    _("No form of that name is published in that language. `/api/v1/forms/` lists those that are. Nothing was stored."),
    EnquiryProblemDetails,
)
FORM_VERSION_EXPIRED = ProblemType(
    "form-version-expired",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    _("The form has changed since"),
    _(
        "This version of the form isn't accepted any more. Load the form again, keep what was typed, and show it "
        "with the new notice and consent. Nothing was stored."
    ),
    EnquiryProblemDetails,
)
TOKEN_EXPIRED = ProblemType(
    "token-expired",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    _("The form was open for too long"),
    _("Load the form again for a new `token`, keep what was typed, and send it with that. Nothing was stored."),
    EnquiryProblemDetails,
)
TOKEN_USED = ProblemType(
    "token-used",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    _("This form has been sent already"),
    _(
        "An enquiry was received with this `token`. To send another one, load the form again. To repeat one whose "
        "answer was lost, use the same `Idempotency-Key` and the same body."
    ),
    EnquiryProblemDetails,
)
LOOKS_MEDICAL = ProblemType(
    "looks-like-medical",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    _("This looks like a medical question"),
    _(
        "The form is for everyday matters, and what it asks may be too urgent or too private for it. `help` says "
        "what to do instead. Nothing was stored. To send it all the same, send it again with `send_anyway` as given "
        "here."
    ),
    LooksMedicalDetails,
)
KEY_MISSING = ProblemType(
    "idempotency-key-missing",
    HTTPStatus.BAD_REQUEST,
    _("The Idempotency-Key header is missing"),
    _("Make a key for each enquiry, a UUID for example, send it as `Idempotency-Key`, and keep it for every retry."),
    EnquiryProblemDetails,
)
KEY_MALFORMED = ProblemType(
    "idempotency-key-malformed",
    HTTPStatus.BAD_REQUEST,
    _("The Idempotency-Key isn't one"),
    _("A key has 16 to 255 printable ASCII characters, none of them a space, and can't be guessed, such as a UUID."),
    EnquiryProblemDetails,
)
KEY_REUSED = ProblemType(
    "idempotency-key-reused",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    _("This Idempotency-Key belongs to another enquiry"),
    _("Something else was received under this key. Make a new key for each enquiry. Nothing was stored."),
    EnquiryProblemDetails,
)
STILL_RUNNING = ProblemType(
    "enquiry-still-running",
    HTTPStatus.CONFLICT,
    _("This enquiry is just being received"),
    _("A request with this `Idempotency-Key` hasn't ended yet. Send it again, unchanged, after `Retry-After` seconds."),
    EnquiryProblemDetails,
)
TYPES = (
    INVALID_ENQUIRY,
    FORM_NOT_OPEN,
    FORM_VERSION_EXPIRED,
    TOKEN_EXPIRED,
    TOKEN_USED,
    LOOKS_MEDICAL,
    KEY_MISSING,
    KEY_MALFORMED,
    KEY_REUSED,
    STILL_RUNNING,
)
