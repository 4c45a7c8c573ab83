"""Many articles at once: `python -m bench.bulk FIRST COUNT`.

The rows are those that the store writes for each, without the checks of each one: through the store, 100,000 articles
would take half an hour. The search index is written by its own door.
"""

import hashlib
import sys
from datetime import UTC, datetime, timedelta
from os import environ
from typing import Any

import django
import orjson
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max

environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
django.setup()

from api.documents.listing import list_as  # noqa: E402 - models exist once Django is set up
from api.documents.models import Change, Document, DocumentFacet, Edition, Library  # noqa: E402
from api.search import indexing  # noqa: E402
from bench.content import article  # noqa: E402

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
AT_ONCE = 500
MODELS = (Document, Edition, Change, DocumentFacet)


def write(numbers: range) -> None:
    """The articles of these numbers, as the next changes of the library."""
    first_pk = 1 + max(model.objects.aggregate(top=Max("pk"))["top"] or 0 for model in (Document, Edition))
    library = Library.objects.select_for_update().get(pk=1)
    documents, editions, changes, facets = [], [], [], []
    for place, number in enumerate(numbers):
        pk, serial, at = first_pk + place, library.serial + 1 + place, BEGINNING + timedelta(minutes=number)
        told = _published(number, at)
        listing, body = list_as(told), orjson.dumps(told)
        document = Document(
            pk=pk,
            kind="article",
            public_id=told["id"],
            locale="en",
            source=f"bench:{number}",
            slug=told["slug"],
            path=told["path"],
            last_serial=serial,
            first_published_at=at,
            published_at=at,
            **listing.columns,
        )
        digest = hashlib.sha256(body).hexdigest()
        edition = Edition(
            pk=pk,
            document=document,
            number=1,
            body=body,
            summary=listing.summary,
            digest=digest,
            content_digest=digest,
            consequence=False,
            at=at,
            by="bench",
        )
        documents.append(document)
        editions.append(edition)
        changes.append(
            Change(
                serial=serial,
                document=document,
                action="publish",
                edition=edition,
                path=told["path"],
                at=at,
                by="bench",
            )
        )
        facets += [DocumentFacet(document=document, name=name, value=value) for name, value in sorted(listing.facets)]
    for model, rows in zip(MODELS, (documents, editions, changes, facets), strict=True):
        model.objects.bulk_create(rows)
    # Not before: for a row that refers to one still missing, SQLite looks through whole tables at each that comes.
    for document, edition in zip(documents, editions, strict=True):
        document.current = edition
    Document.objects.bulk_update(documents, ["current"])
    library.serial += len(documents)
    library.save()
    indexing.write(documents)


def _published(number: int, at: datetime) -> dict[str, Any]:
    """What the store makes of the content."""
    moment = at.isoformat().replace("+00:00", "Z")
    published = {"edition": 1, "published_at": moment, "first_published_at": moment, "changes": []}
    return {**published, **article(number), "clinically_changed_at": moment}


def main(first: int, count: int) -> None:
    for start in range(first, first + count, AT_ONCE):
        with transaction.atomic():
            write(range(start, min(start + AT_ONCE, first + count)))
    with connection.cursor() as cursor:  # PostgreSQL would count on from where it was
        for statement in connection.ops.sequence_reset_sql(no_style(), MODELS):
            cursor.execute(statement)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
