"""Query parameters: a pydantic model per endpoint declares them once, reads them strictly and documents them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any, Self
from urllib.parse import unquote_to_bytes
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.utils.translation import gettext as _
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError
from rest_framework.request import Request

from api.http.problems import INVALID_PARAMETER, Problem, ProblemError
from api.http.validation import explain, nearest

LONGEST_SHOWN = 60
RFC_3339 = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d):(\d\d)(\.\d+)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII)
WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")
HYPHENATED = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def _whole_number(text: str) -> int:
    if not WHOLE_NUMBER.fullmatch(text):  # pydantic alone takes " 1_0.0 " for 10
        raise PydanticKnownError("int_parsing")
    return int(text)


def _moment(text: str) -> datetime:
    """RFC 3339 and nothing else: neither dates nor seconds since 1970. A leap second is the end of its minute."""
    found = RFC_3339.fullmatch(text.upper())
    if not found:
        raise PydanticCustomError("date_time", "not a moment")
    minute, second, fraction, offset = found.groups()
    second = "59.999999" if second == "60" else second + (fraction or "")[:7]
    try:
        local = datetime.fromisoformat(f"{minute}:{second}")
        return datetime.fromisoformat(f"{local.isoformat()}{offset}").astimezone(UTC)
    except OverflowError:  # the offset leads out of the calendar's first or last day
        return local.replace(tzinfo=UTC)
    except ValueError as error:  # the 30th of February
        raise PydanticCustomError("date_time", "not a moment") from error


def _identifier(text: str) -> UUID:
    if not HYPHENATED.fullmatch(text):  # pydantic alone takes braces and URNs too
        raise PydanticKnownError("uuid_parsing", {"error": "not hyphenated"})
    return UUID(text)


def _split(text: str) -> list[str]:
    return text.split(",")


CommaSeparated = BeforeValidator(_split)
"""`a,b,c` as a list, to annotate one with."""
Identifier = Annotated[UUID, BeforeValidator(_identifier)]
WrittenInFull = BeforeValidator(_whole_number)
"""To annotate an `int` with, after its bounds: pydantic describes only those that stand before."""
Limit = Annotated[int, Field(ge=1, le=100), WrittenInFull]
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]


class Query(BaseModel):
    """The query parameters of an endpoint. Field docstrings are what the documentation says of them."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    min_serial: Annotated[int, Field(ge=0), WrittenInFull] | None = None
    """Answer only from a library that has this serial already, such as one that `Library-Serial` told before; else 503,
    at once, with `Retry-After`."""

    @classmethod
    def read(cls, request: Request) -> Self:
        """The parameters of `request`. Raises the Problem that names everything that is wrong with them."""
        given = _decode(request)
        errors = [_repeated(name) for name, values in given.items() if len(values) > 1]
        errors += [_unknown(name, list(cls.model_fields)) for name in given if name not in cls.model_fields]
        known = {name: values[0] for name, values in given.items() if name in cls.model_fields}
        try:
            query = cls.model_validate(known)
        except ValidationError as error:
            errors += _invalid(error)
        if errors:
            detail = _("Correct these query parameters: %(names)s.") % {
                "names": ", ".join(dict.fromkeys(error.parameter or "" for error in errors))
            }
            raise Problem(INVALID_PARAMETER, detail, errors=dict.fromkeys(errors))
        return query

    def beside(self) -> dict[str, str]:
        """The parameters of the pages beside this one, as text, without the cursor."""
        given = self.model_dump(mode="json", exclude_defaults=True, exclude={"cursor", "min_serial"})
        return {name: ",".join(value) if isinstance(value, list) else str(value) for name, value in given.items()}

    @classmethod
    def describe(cls) -> dict[str, dict[str, Any]]:
        """The JSON Schema of each parameter, with its description."""
        return _describe(cls)


@cache
def _describe(query: type[Query]) -> dict[str, dict[str, Any]]:
    schema = query.model_json_schema()
    described = {}
    for name, found in schema.get("properties", {}).items():
        flat = {key: value for key, value in found.items() if key not in {"title", "anyOf"}}
        for option in found.get("anyOf", ()):
            if option != {"type": "null"}:
                flat |= option
        if flat.get("default", ...) is None:
            del flat["default"]
        described[name] = flat
    return described


def _decode(request: Request) -> dict[str, list[str]]:
    """The query's names and values. What is not UTF-8 is refused; Django would put U+FFFD in its place."""
    try:
        given = dict(request.GET.lists())
        unquote_to_bytes(request.META.get("QUERY_STRING", "")).decode()
    except UnicodeDecodeError as error:
        raise Problem(INVALID_PARAMETER, _("The query isn't percent-encoded UTF-8.")) from error
    except SuspiciousOperation as error:
        raise Problem(INVALID_PARAMETER, _("There are too many query parameters.")) from error
    return given


def _repeated(name: str) -> ProblemError:
    return ProblemError(parameter=_shown(name), code="repeated", detail=_("Give this parameter once."))


def _unknown(name: str, known: list[str]) -> ProblemError:
    return ProblemError(parameter=_shown(name), code="unknown", detail=nearest(_shown(name), known))


def _invalid(error: ValidationError) -> Iterator[ProblemError]:
    for found in error.errors(include_url=False, include_input=False):
        code, detail = explain(found)
        name, *place = found["loc"]
        if place and isinstance(place[0], int):  # one of several, separated by commas
            detail = _("Value %(number)d: %(detail)s") % {"number": place[0] + 1, "detail": detail}
        yield ProblemError(parameter=str(name), code=code, detail=detail)


def _shown(name: str) -> str:
    """A name that a stranger chose, fit to be repeated."""
    return "".join(character if character.isprintable() else "�" for character in name[:LONGEST_SHOWN])
