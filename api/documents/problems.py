"""The problems that only published content has."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict

from api.documents.models import Change, Document
from api.documents.reading import Withdrawal
from api.documents.schemas.base import DocumentReference
from api.documents.schemas.documents import Translation
from api.http.problems import Problem, ProblemDetails, ProblemType

REASONS = {
    Change.Reason.UNPUBLISHED: gettext_lazy("The editors have taken it offline."),
    Change.Reason.EXPIRED: gettext_lazy("It was published for a limited time, which is over."),
    Change.Reason.DELETED: gettext_lazy("The editors have deleted it."),
    Change.Reason.SAFETY: gettext_lazy("It was withdrawn because it may not be safe to follow. Don't rely on copies."),
    Change.Reason.SOURCE_CHANGED: gettext_lazy(
        "The original says something else by now about when to see a doctor. "
        "This translation comes back when it does too."
    ),
}


class WithdrawalReason(BaseModel):
    """Why a document was withdrawn."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    code: str
    """`unpublished`, `expired`, `deleted`, `safety` or `source_changed`."""
    detail: str
    """For readers, in their language; for `safety` the words of the safety notice."""


class GoneDetails(ProblemDetails):
    """What was published here has been withdrawn."""

    reason: WithdrawalReason
    replacement: DocumentReference | None
    """What to show instead."""


def _translations_may_be_missing(schema: dict[str, Any]) -> None:
    schema["required"].remove("translations")


class NotPublishedDetails(ProblemDetails):
    """Nothing is published here."""

    model_config = ConfigDict(json_schema_extra=_translations_may_be_missing)

    translations: list[Translation]
    """The languages in which it is published; missing where the address can't be that of a document."""


GONE = ProblemType(
    "gone",
    HTTPStatus.GONE,
    gettext_lazy("This has been withdrawn"),
    gettext_lazy(
        "It was published here and has been taken back. Stop showing every copy of it. `reason` says why, and "
        "`replacement`, where there is one, what to show instead."
    ),
    GoneDetails,
)
NOT_PUBLISHED = ProblemType(
    "not-published",
    HTTPStatus.NOT_FOUND,
    gettext_lazy("Nothing is published here"),
    gettext_lazy(
        "Nothing is published under this address in the language asked for. If it is published in others, "
        "`translations` lists them. An address that comes from a website is looked up with `/api/v1/resolve/`."
    ),
    NotPublishedDetails,
)
BEHIND = ProblemType(
    "behind",
    HTTPStatus.SERVICE_UNAVAILABLE,
    gettext_lazy("The library isn't there yet"),
    gettext_lazy(
        "`min_serial` asks for a state of the library that this server hasn't reached. Ask again after "
        "`Retry-After`; if it never gets there, the serial was never drawn, or the library was restored from a "
        "backup."
    ),
)
NOT_PUBLIC_THEN = ProblemType(
    "not-public-then",
    HTTPStatus.NOT_FOUND,
    gettext_lazy("Nothing was public then"),
    gettext_lazy(
        "It is published now, but at that moment it wasn't: it had not been published yet, or had been withdrawn "
        "for a while. Its editions say from when until when each was public."
    ),
)
TYPES = (GONE, NOT_PUBLISHED, NOT_PUBLIC_THEN, BEHIND)


def gone(withdrawal: Withdrawal) -> Problem:
    """410 for what was withdrawn."""
    detail = str(REASONS[withdrawal.reason])
    if withdrawal.notice:
        detail = withdrawal.notice.messages.get(get_language(), detail)
    reason = WithdrawalReason(code=withdrawal.reason.value, detail=detail)
    replacement = refer_to(withdrawal.replacement).model_dump(mode="json") if withdrawal.replacement else None
    return Problem(GONE, reason.detail, members={"reason": reason.model_dump(), "replacement": replacement})


def not_published(locale: str, translations: Sequence[Document] = ()) -> Problem:
    """404 for what is not published in `locale`, with the languages that it is published in."""
    listed = [Translation(locale=found.locale, path=found.path).model_dump() for found in translations]
    detail = ""
    if listed:
        detail = _("Under this address nothing is published in %(language)s. `translations` lists where it is.") % {
            "language": get_language_info(locale)["name_translated"]
        }
    return Problem(NOT_PUBLISHED, detail, members={"translations": listed})


def nothing_at_path() -> Problem:
    """404 for a path of the website of which nothing is known."""
    detail = _("The library knows nothing of this path. Show your own page for what isn't found.")
    return Problem(NOT_PUBLISHED, detail, members={"translations": []})


def refer_to(document: Document) -> DocumentReference:
    """The document as others name it."""
    return DocumentReference.model_validate(
        {
            "kind": document.kind,
            "id": document.public_id,
            "slug": document.slug,
            "locale": document.locale,
            "path": document.path,
            "title": document.title,
        }
    )


def behind(serial: int) -> Problem:
    """503 where the library stands at `serial`, and more was asked for."""
    return Problem(BEHIND, headers={"Retry-After": "1", "Library-Serial": str(serial)})
