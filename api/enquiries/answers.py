"""What was filled in, checked field by field against the form's definition."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import phonenumbers
from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

from api.documents.schemas import forms
from api.documents.schemas.forms import Form, FormField
from api.http.problems import ProblemError
from api.http.validation import nearest

Answer = str | bool
CONTROL_CHARACTERS = re.compile(forms.CONTROL_CHARACTERS)
CONTROL_CHARACTERS_BUT_LINES = re.compile(forms.CONTROL_CHARACTERS_BUT_LINES)
PHONE = re.compile(r"[-+0-9 ().\/x#]{5,40}", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class InvalidAnswerError(ValueError):
    """`code` for programs, the message for the person who filled the field in."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def check(form: Form, given: Mapping[str, Any]) -> tuple[dict[str, Answer], list[ProblemError]]:
    """The answers as they are stored, without those left empty; and what is wrong, each with what to do about it."""
    answers: dict[str, Answer] = {}
    errors: list[ProblemError] = []
    for field in form.ui:
        value = given.get(field.name, False if field.type == "checkbox" else "")
        try:
            if value != "" or field.type == "checkbox":
                answers[field.name] = _check(field, value)
            elif field.required:
                raise InvalidAnswerError("required", _("Fill this in."))
        except InvalidAnswerError as error:
            errors.append(_error(field.name, error.code, str(error)))
    known = {field.name for field in form.ui} | {form.honeypot.name}
    errors += [_error(name, "unknown", nearest(name[:60], known)) for name in given if name not in known]
    return answers, errors


def impossible(given: Mapping[str, Any]) -> list[ProblemError]:
    """What is wrong with values that no field of any form takes."""
    return [
        _error(name, "not-text", _("Write text.")) for name, value in given.items() if not isinstance(value, str | bool)
    ]


def _check(field: FormField, value: Any) -> Answer:
    match field:
        case forms.TextField() | forms.LongTextField():
            return _check_text(field, value)
        case forms.EmailField():
            return _check_email(value)
        case forms.PhoneField():
            return _check_phone(field, value)
        case forms.ChoiceField():
            return _check_choice(field, value)
        case forms.DateField():
            return _check_date(field, value)
        case forms.CheckboxField():
            return _check_checkbox(field, value)


def _error(name: str, code: str, detail: str) -> ProblemError:
    escaped = name[:60].replace("~", "~0").replace("/", "~1")
    return ProblemError(pointer=f"/fields/{escaped}", code=code, detail=detail)


def _check_text(field: forms.TextField | forms.LongTextField, value: Any) -> str:
    text = _string(value)
    refused = CONTROL_CHARACTERS if field.type == "text" else CONTROL_CHARACTERS_BUT_LINES
    if refused.search(text):
        raise InvalidAnswerError("control-character", _("Take out what can't be seen, such as line breaks."))
    if len(text) > field.max_length:
        raise InvalidAnswerError("too-long", _("Write at most %(count)s characters.") % {"count": field.max_length})
    if not re.search(r"\S", text):
        raise InvalidAnswerError("required", _("Fill this in.") if field.required else _("Fill this in, or empty it."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check_email(value: Any) -> str:
    text = _string(value)
    try:
        if len(text) > forms.EmailField.max_length:
            raise EmailNotValidError
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise InvalidAnswerError("not-an-email", _("Write an e-mail address, such as ana@example.org.")) from None
    return found.ascii_email or found.normalized


def _check_phone(field: forms.PhoneField, value: Any) -> str:
    text = _string(value)
    try:
        if not PHONE.fullmatch(text):
            raise phonenumbers.NumberParseException(phonenumbers.NumberParseException.NOT_A_NUMBER, "")
        number = phonenumbers.parse(text, field.region)
        if not phonenumbers.is_valid_number(number):
            raise phonenumbers.NumberParseException(phonenumbers.NumberParseException.NOT_A_NUMBER, "")
    except phonenumbers.NumberParseException:
        raise InvalidAnswerError(
            "not-a-phone", _("Write the whole number with its area code; from abroad, with + and the country code.")
        ) from None
    extension = f" x{number.extension}" if number.extension else ""
    return f"{phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)}{extension}"


def _check_choice(field: forms.ChoiceField, value: Any) -> str:
    if value not in [option.value for option in field.options]:
        raise InvalidAnswerError("not-a-choice", _("Choose one of those offered."))
    return str(value)


def _check_date(field: forms.DateField, value: Any) -> str:
    text = _string(value)
    try:
        if not DAY.fullmatch(text):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidAnswerError("not-a-date", _("Write a day as year-month-day, such as 2026-11-22.")) from None
    if field.earliest and day < field.earliest:
        raise InvalidAnswerError("too-early", _("The first day possible is %(day)s.") % {"day": field.earliest})
    if field.latest and day > field.latest:
        raise InvalidAnswerError("too-late", _("The last day possible is %(day)s.") % {"day": field.latest})
    return text


def _check_checkbox(field: forms.CheckboxField, value: Any) -> bool:
    if not isinstance(value, bool):
        raise InvalidAnswerError("not-a-boolean", _("Send true or false."))
    if field.required and not value:
        raise InvalidAnswerError("required", _("Tick this."))
    return value


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise InvalidAnswerError("not-text", _("Write text."))
    return value
