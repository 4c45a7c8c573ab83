"""What is spam. It is answered like anything else, so that no program learns from it, and put aside for staff."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from api.documents.schemas.forms import Form
from api.enquiries import tokens
from api.enquiries.models import Enquiry
from api.enquiries.problems import TOKEN_EXPIRED
from api.http.problems import Problem

Spam = Enquiry.Spam


def screen(form: Form, *, fields: Mapping[str, Any], token: str, at: datetime) -> tuple[Enquiry.Spam, str | None]:
    """Whether and why it is spam, and the digest of the token, by which a second use is noticed.

    Raises the problem `token-expired`, because people leave pages open.
    """
    try:
        issued = tokens.read(token, form_id=form.id)
    except tokens.ForgedTokenError:
        return Spam.TOKEN, None
    if fields.get(form.honeypot.name) != "":
        return Spam.HONEYPOT, issued.digest()
    if issued.too_young(at=at):
        return Spam.TOKEN, issued.digest()
    if issued.expired(at=at):
        raise Problem(TOKEN_EXPIRED)
    return Spam.NO, issued.digest()
