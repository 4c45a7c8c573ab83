"""Taking something back because it may harm, and telling so whoever has a copy."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from api.documents import store
from api.documents.models import Change, SafetyNotice
from api.documents.store import Identity


class InvalidNoticeError(ValueError):
    """A safety notice without a reason, or without words for every language."""


@transaction.atomic
def withdraw_for_safety(
    documents: Iterable[Identity],
    *,
    reason: str,
    messages: Mapping[str, str],
    by: str,
    at: datetime,
    replacement: UUID | None = None,
) -> list[SafetyNotice]:
    """Withdraw the documents, usually all languages of one, and issue a safety notice for each, in one transaction.

    `reason` says what is wrong, `messages` what readers are told instead, by locale. `replacement` is the id of a
    document of the same kind; each language has its own. What has such a notice already gets no second one. Raises
    InvalidNoticeError.
    """
    missing = [code for code, _name in settings.LANGUAGES if not messages.get(code, "").strip()]
    if missing or not reason.strip():
        raise InvalidNoticeError(f"a safety notice needs a reason, and a message in every language; missing: {missing}")
    notices = []
    for identity in documents:
        change = store.withdraw(
            identity,
            reason=Change.Reason.SAFETY,
            replacement=Identity(identity.kind, replacement, identity.locale) if replacement else None,
            by=by,
            at=at,
        )
        if change:
            last_edition = change.document.editions.latest("number").number
            notices.append(
                SafetyNotice.objects.create(
                    public_id=uuid4(), change=change, last_edition=last_edition, reason=reason, messages=dict(messages)
                )
            )
    return notices
