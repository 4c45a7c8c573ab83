"""Reading what was sent: the bytes of a request as a `Submission`, or the problem that says what is wrong with them."""

import re
from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import ValidationError

from api.enquiries.problems import INVALID_ENQUIRY, KEY_MALFORMED, KEY_MISSING
from api.enquiries.shapes import Submission
from api.http.problems import BAD_REQUEST, CONTENT_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, Problem, ProblemError
from api.http.validation import explain

MOST_BYTES = 256 * 1024
"""More than the longest form filled with the widest characters, each escaped."""
KEY = re.compile(r"[!-~]{16,255}", re.ASCII)


def read_key(request: HttpRequest) -> str:
    """The Idempotency-Key, bare or as the string of a structured field (RFC 9651)."""
    given = request.headers.get("Idempotency-Key", "").strip()
    if not given:
        raise Problem(KEY_MISSING)
    key = given[1:-1] if len(given) > 1 and given[0] == given[-1] == '"' else given
    if not KEY.fullmatch(key):
        raise Problem(KEY_MALFORMED)
    return key


def read_submission(request: HttpRequest) -> Submission:
    """The body of the request."""
    if request.content_type != "application/json":
        raise Problem(UNSUPPORTED_MEDIA_TYPE)
    try:
        decoded = orjson.loads(_body(request))
    except orjson.JSONDecodeError:
        raise Problem(BAD_REQUEST, _("The body isn't JSON in UTF-8, or is nested too deeply.")) from None
    try:
        return Submission.model_validate(decoded)
    except ValidationError as error:
        raise Problem(INVALID_ENQUIRY, errors=_errors(error)) from None


def _body(request: HttpRequest) -> bytes:
    """What was sent, also in chunks: without a length, Django takes it for nothing."""
    length = request.META.get("CONTENT_LENGTH")
    if int(length or 0) > MOST_BYTES:
        raise Problem(CONTENT_TOO_LARGE)
    if length or not request.META.get("wsgi.input_terminated"):
        return request.body
    chunks: bytes = request.META["wsgi.input"].read(MOST_BYTES + 1)
    if len(chunks) > MOST_BYTES:
        raise Problem(CONTENT_TOO_LARGE)
    return chunks


def _errors(error: ValidationError) -> list[ProblemError]:
    found = []
    for details in error.errors(include_url=False, include_input=False):
        code, sentence = explain(details)
        found.append(ProblemError(pointer=_pointer(details["loc"]), code=code, detail=sentence))
    return found


def _pointer(places: tuple[Any, ...]) -> str:
    escaped = (str(place)[:60].replace("~", "~0").replace("/", "~1") for place in places)
    return "".join(f"/{place}" for place in escaped)
