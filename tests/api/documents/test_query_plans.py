"""The thousandth page costs what the first one does: the database goes to its place in an index."""

from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.api.documents.publishing import publish
from tests.builders import article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("order", "index", "column", "sign"),
    [
        ("-first_published", "document_by_first_published", "first_published_at", "<"),
        ("first_published", "document_by_first_published", "first_published_at", ">"),
        ("-updated", "document_by_published", "published_at", "<"),
        ("updated", "document_by_published", "published_at", ">"),
        ("title", "document_by_title", "title", ">"),
        ("-title", "document_by_title", "title", "<"),
    ],
)
def test_a_page_deep_in_the_list_is_looked_up(client, order, index, column, sign):
    for number in range(3):
        publish(article(slug=f"article-{number}"))
    following = urlsplit(client.get(f"/api/v1/articles/?limit=1&order={order}").json()["next"])

    plan = plan_of(lambda: client.get(f"{following.path}?{following.query}"))

    if connection.vendor == "sqlite":
        assert f"USING INDEX {index} (kind=? AND locale=? AND {column}{sign}?)" in plan
    else:
        assert f"using {index}" in plan
        assert f"{sign} ROW(" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def plan_of(ask, part="documents_document") -> str:
    """How the database goes about the one statement with `part` in it, with the values bound as they are."""
    asked: list[tuple[str, tuple]] = []

    def listen(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        ask()
    [(sql, params)] = [found for found in asked if part in found[0]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # so few rows are read whole otherwise
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + sql, params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
