"""What has been published can't be rewritten, whoever asks and however."""

import pytest
from django.db import DatabaseError, connection, transaction

from api.documents.models import Change, Edition, ImmutableError
from tests.api.documents.publishing import publish
from tests.builders import article

pytestmark = pytest.mark.django_db
RECORDS = pytest.mark.parametrize("record", [Edition, Change])


@RECORDS
def test_a_row_refuses_to_be_saved_again(record):
    publish(article())
    with pytest.raises(ImmutableError, match=f"{record.__name__} rows are never changed"):
        record.objects.get().save()


@RECORDS
def test_a_row_refuses_to_be_deleted(record):
    publish(article())
    with pytest.raises(ImmutableError, match="never deleted"):
        record.objects.get().delete()


@RECORDS
def test_all_rows_at_once_refuse_too(record):
    publish(article())
    with pytest.raises(ImmutableError):
        record.objects.update(by="somebody else")
    with pytest.raises(ImmutableError):
        record.objects.all().delete()


@pytest.mark.parametrize("table", ["documents_edition", "documents_change"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET by = 'somebody else'", "DELETE FROM {}"])
def test_the_database_refuses_what_goes_around_the_models(table, statement):
    publish(article())
    with (
        pytest.raises(DatabaseError, match=f"{table} rows are never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    assert (Edition.objects.get().by, Change.objects.get().by) == ("Eva", "Eva")


@pytest.mark.parametrize(
    "contradiction",
    [
        {"action": "withdraw", "reason": "expired"},
        {"action": "publish", "edition": None},
        {"action": "withdraw", "edition": None, "reason": ""},
        {"action": "publish", "reason": "deleted"},
    ],
    ids=[
        "withdrawal with an edition",
        "publication without one",
        "withdrawal without reason",
        "publication with a reason",
    ],
)
def test_a_change_that_contradicts_itself_is_refused(contradiction):
    first = publish(article())
    values = {
        "document": first.document,
        "edition": first.edition,
        "path": "/",
        "at": first.at,
        "by": "Eva",
        **contradiction,
    }
    with pytest.raises(DatabaseError, match="withdrawal_has_a_reason_and_no_edition"), transaction.atomic():
        Change.objects.create(serial=first.serial + 1, **values)
