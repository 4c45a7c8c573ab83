"""Receiving an enquiry: one transaction, after which it is there exactly once, whatever is killed or repeated."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from api.documents.schemas.forms import Form
from api.enquiries import answers, guidance, limits, medical, notify, tokens
from api.enquiries.contacts import contacts_of
from api.enquiries.definitions import definition
from api.enquiries.models import Contact, Enquiry
from api.enquiries.problems import INVALID_ENQUIRY, KEY_REUSED, LOOKS_MEDICAL, STILL_RUNNING, TOKEN_USED
from api.enquiries.screen import screen
from api.enquiries.shapes import Checked, Help, Received, Submission
from api.enquiries.signals import enquiry_received
from api.http.problems import TOO_MANY_REQUESTS, Problem, ProblemError

REFERENCE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: nothing that is mistaken for something else when it is read out on the telephone."""
LONGEST_WAIT = "5s"
LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's code when that is over: most likely a twin of the request, still running, holds the key."""


@dataclass(frozen=True)
class Examined:
    """What is to be stored of a submission."""

    form: Form
    content: dict[str, Any]
    flag: Enquiry.Flag
    spam: Enquiry.Spam
    token_digest: str | None


def check(submission: Submission, *, network: str, at: datetime) -> Checked:
    """The same checks as `receive`, with nothing stored. Raises the same problems."""
    flag, shown = _read(submission)
    with _help_first(flag, shown):
        _refuse_flood(checks_of(network), settings.ENQUIRY_NETWORK_LIMIT, at=at)
        examined = _examine(submission, flag, shown, at=at)
    return Checked(help=_help_after(examined, shown, submission))


def receive(submission: Submission, *, key: str, network: str, at: datetime) -> Received:
    """Store the enquiry, or answer again what was answered under this Idempotency-Key.

    Raises the problems of `api.enquiries.problems`, and `too-many-requests`.
    """
    flag, shown = _read(submission)
    key_digest = _sha256(key)
    body_digest = _sha256(key + orjson.dumps(submission.model_dump(), option=orjson.OPT_SORT_KEYS).decode())
    with _help_first(flag, shown):
        if repeated := _answer_again(key_digest, body_digest):
            return repeated
        examined = _examine(submission, flag, shown, at=at)
        answer = _answer(examined.form, _help_after(examined, shown, submission), at=at)
        try:
            _store(submission, examined, answer, digests=(key_digest, body_digest), network=network, at=at)
        except IntegrityError:
            if repeated := _answer_again(key_digest, body_digest):  # it came twice at the same time
                return repeated
            if Enquiry.objects.filter(token_digest=examined.token_digest).exists():
                raise Problem(TOKEN_USED) from None
            raise
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE:
                raise Problem(STILL_RUNNING, headers={"Retry-After": "1"}) from None
            raise
    return answer


@contextmanager
def _help_first(flag: Enquiry.Flag, shown: Help) -> Iterator[None]:
    """Whatever is wrong with a message about somebody in danger, the answer to it shows the help."""
    try:
        yield
    except Problem as problem:
        if flag == Enquiry.Flag.CRISIS:
            problem.members = {"help": shown.model_dump(mode="json"), **problem.members}
        raise


def _read(submission: Submission) -> tuple[Enquiry.Flag, Help]:
    flag = medical.read("\n".join(value for value in submission.fields.values() if isinstance(value, str)))
    return flag, guidance.help_for(flag, locale=submission.locale, article=submission.article)


def _help_after(examined: Examined, shown: Help, submission: Submission) -> Help:
    """What is shown with a success: after a warning that was heeded or needn't be, only the general help."""
    if examined.flag == Enquiry.Flag.CRISIS:
        return shown
    return guidance.help_for(Enquiry.Flag.NONE, locale=submission.locale, article=None)


def _answer_again(key_digest: str, body_digest: str) -> Received | None:
    """What was answered under this key. Raises the problem `idempotency-key-reused` if that was to something else."""
    known = Enquiry.objects.filter(key_digest=key_digest).only("body_digest", "answer").first()
    if known is None:
        return None
    if known.body_digest != body_digest:
        raise Problem(KEY_REUSED)
    return Received.model_validate_json(orjson.dumps(known.answer))


def _examine(submission: Submission, flag: Enquiry.Flag, shown: Help, *, at: datetime) -> Examined:
    """Everything that can be said of it before the database knows of it. Spam is decided first."""
    fields = submission.fields
    form = definition(submission.form, locale=submission.locale, version=submission.form_version, at=at)
    spam, token_digest = screen(form, fields=fields, token=submission.token, at=at)
    if spam and flag != Enquiry.Flag.CRISIS:  # of somebody in danger nothing is put aside
        if errors := answers.impossible(fields):
            raise Problem(INVALID_ENQUIRY, errors=errors)
        content = {"fields": _bounded(form, fields), "article": submission.article}
        return Examined(form, content, Enquiry.Flag.NONE, spam, token_digest)
    content = {"fields": _checked(form, submission), "article": submission.article}
    if flag == Enquiry.Flag.MEDICAL and not tokens.sends_anyway(submission.send_anyway, content["fields"], at=at):
        send_anyway = tokens.issue_send_anyway(content["fields"], at=at)
        raise Problem(LOOKS_MEDICAL, members={"help": shown.model_dump(mode="json"), "send_anyway": send_anyway})
    return Examined(form, content, flag, Enquiry.Spam.NO, token_digest)


def _checked(form: Form, submission: Submission) -> dict[str, answers.Answer]:
    checked, errors = answers.check(form, submission.fields)
    if submission.consent.version != form.consent.version:
        errors.append(
            ProblemError(
                pointer="/consent/version", code="not-current", detail=_("Show the form's consent text again.")
            )
        )
    if not submission.consent.agreed:
        errors.append(
            ProblemError(pointer="/consent/agreed", code="required", detail=_("Agree to the text, or call us."))
        )
    if errors:
        raise Problem(INVALID_ENQUIRY, errors=errors)
    return checked


def _bounded(form: Form, fields: Mapping[str, Any]) -> dict[str, answers.Answer]:
    """Of spam: what could be an answer. Staff may look at it; nothing else does anything with it."""
    names = {field.name for field in form.ui}
    return {name: value for name, value in fields.items() if name in names and isinstance(value, str | bool)}


def _answer(form: Form, shown: Help, *, at: datetime) -> Received:
    return Received(
        help=shown,
        reference=_reference(),
        receipt=secrets.token_urlsafe(32),
        received_at=at,
        message=form.confirmation.message,
        next_steps=form.confirmation.next_steps,
    )


@transaction.atomic
def _store(
    submission: Submission,
    examined: Examined,
    answer: Received,
    *,
    digests: tuple[str, str],
    network: str,
    at: datetime,
) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")
    form, crisis = examined.form, examined.flag == Enquiry.Flag.CRISIS
    key_digest, body_digest = digests
    enquiry = Enquiry.objects.create(
        reference=answer.reference,
        receipt_digest=receipt_digest(answer.receipt),
        key_digest=key_digest,
        body_digest=body_digest,
        token_digest=examined.token_digest,
        answer=answer.model_dump(mode="json"),
        form_id=form.id,
        form_version=form.edition,
        locale=form.locale,
        content=examined.content,
        consent_version=submission.consent.version if submission.consent.agreed else "",
        network=network,
        received_at=at,
        purge_after=at + timedelta(days=form.retention_days),
        flag=examined.flag,
        spam=examined.spam,
    )
    # Last, because the rows of limits are shared: whoever waits for them waits for a commit and no more.
    counted = f"crisis:{network}" if crisis else enquiries_of(network)
    _refuse_flood(counted, settings.ENQUIRY_NETWORK_LIMIT, at=at)
    if not crisis:
        _refuse_flood(f"form:{form.id}", settings.ENQUIRY_FORM_LIMIT, at=at)
        if not enquiry.spam and not limits.allow(
            f"people:{network}", limits.Limit.parse(settings.ENQUIRY_SPAM_LIMIT), at=at
        ):
            enquiry.spam = Enquiry.Spam.FLOOD
    if enquiry.spam:
        enquiry.purge_after = min(enquiry.purge_after, at + timedelta(days=settings.ENQUIRY_SPAM_DAYS))
        enquiry.save(update_fields=["spam", "purge_after"])
    else:
        contacts = contacts_of(form, examined.content["fields"])
        Contact.objects.bulk_create(
            Contact(enquiry=enquiry, kind=contact.kind, digest=contact.digest) for contact in contacts
        )
        notify.announce(enquiry, contacts, at=at)
        enquiry_received.send(Enquiry, enquiry=enquiry)


def receipt_digest(receipt: str) -> str:
    """By what the enquiry of a receipt is found."""
    return _sha256(receipt)


def enquiries_of(network: str) -> str:
    """Under what the enquiries of a network are counted."""
    return f"all:{network}"


def checks_of(network: str) -> str:
    """Under what its checks are counted."""
    return f"check:{network}"


def _refuse_flood(key: str, limit: str, *, at: datetime) -> None:
    parsed = limits.Limit.parse(limit)
    if not limits.allow(key, parsed, at=at):
        wait = limits.seconds_until_allowed(key, parsed, at=at)
        raise Problem(TOO_MANY_REQUESTS, headers={"Retry-After": str(wait)})


def _reference() -> str:
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _letter in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
