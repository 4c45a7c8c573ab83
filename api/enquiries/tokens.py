"""What a client is given to send back: the form's token, and the one that sends a message in spite of a warning."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.core.signing import BadSignature, Signer

FORM_SIGNER = Signer(salt="api.enquiries.form")
SEND_ANYWAY_SIGNER = Signer(salt="api.enquiries.send-anyway")
SEND_ANYWAY_LASTS = timedelta(hours=1)


class ForgedTokenError(ValueError):
    """The token is not one that was given out for this form."""


@dataclass(frozen=True)
class FormToken:
    nonce: str
    issued_at: datetime

    def digest(self) -> str:
        return hashlib.sha256(self.nonce.encode()).hexdigest()

    def too_young(self, *, at: datetime) -> bool:
        """Whether nobody could have filled the form in since."""
        return at < self.issued_at + timedelta(seconds=settings.ENQUIRY_LEAST_SECONDS)

    def expired(self, *, at: datetime) -> bool:
        return at > expires_at(self.issued_at)


def issue(form_id: UUID, *, at: datetime) -> str:
    """A token for one enquiry to this form."""
    return FORM_SIGNER.sign_object([str(form_id), secrets.token_urlsafe(16), int(at.timestamp())])


def expires_at(issued_at: datetime) -> datetime:
    return issued_at + timedelta(hours=settings.ENQUIRY_TOKEN_HOURS)


def read(token: str, *, form_id: UUID) -> FormToken:
    """Raises ForgedTokenError."""
    try:
        issued_for, nonce, seconds = FORM_SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        raise ForgedTokenError from None
    if issued_for != str(form_id):
        raise ForgedTokenError
    return FormToken(nonce, datetime.fromtimestamp(seconds, UTC))


def issue_send_anyway(content: Any, *, at: datetime) -> str:
    """Lets this very content through once its sender has seen the warning."""
    return SEND_ANYWAY_SIGNER.sign_object([_digest(content), int(at.timestamp())])


def sends_anyway(token: str | None, content: Any, *, at: datetime) -> bool:
    if token is None:
        return False
    try:
        digest, seconds = SEND_ANYWAY_SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        return False
    age = at - datetime.fromtimestamp(seconds, UTC)
    return bool(digest == _digest(content)) and age <= SEND_ANYWAY_LASTS


def _digest(content: Any) -> str:
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()
