"""What is measured with many articles is what the store would have written."""

from datetime import timedelta
from uuid import UUID

import orjson
import pytest
from django.db import connection

from api.documents import reading, store
from api.documents.models import Change, Document, DocumentFacet, Library
from api.documents.schemas.documents import ArticleContent
from api.http.content_coding import CODERS
from api.search.models import Entry
from bench import bulk
from bench.content import article
from tests.api.documents.test_query_plans import plan_of
from tests.api.sync.mirror import Mirror

pytestmark = pytest.mark.django_db
MANY = 1000


def publish(number, **changes):
    content = ArticleContent.model_validate_json(orjson.dumps({**article(number), **changes}))
    at = bulk.BEGINNING + timedelta(minutes=number)
    return store.publish(content, source=f"bench:{number}", by="bench", at=at)


def rows_of(number):
    """Everything that is known of the article, but its keys and its serial."""
    document = Document.objects.select_related("current").get(slug=f"article-{number}")
    known = {name: value for name, value in vars(document).items() if not name.startswith("_")}
    facets = sorted(DocumentFacet.objects.filter(document=document).values_list("name", "value"))
    change = Change.objects.values("action", "path", "reason", "at", "by").get(document=document)
    entry = Entry.objects.values("locale", "kind", "title", "summary", "body").get(document=document)
    for name in ("id", "current_id", "last_serial"):
        del known[name]
    body, summary = (orjson.loads(bytes(stored)) for stored in (document.current.body, document.current.summary))
    return known, facets, change, entry, body, summary


def test_an_article_written_in_bulk_has_the_rows_of_a_published_one():
    bulk.main(0, 3)
    written = rows_of(1)
    wipe()
    publish(1)
    assert rows_of(1) == written


def wipe():
    """As it was before; records refuse to be deleted, so the article takes another identity."""
    Document.objects.filter(slug="article-1").update(
        slug="other", path="/other/", public_id=UUID(int=99), source="other"
    )


def test_publishing_goes_on_where_the_bulk_ended():
    bulk.main(0, 3)
    assert publish(3).serial == 4
    assert Library.objects.get().serial == 4
    assert reading.find("article", "en", "article-2").serial == 4


def test_one_change_among_a_thousand_reaches_a_synchronised_client_in_less_than_5_kilobytes(client):
    bulk.main(0, MANY)
    mirror = Mirror(client).synchronise(limit=500)
    publish(7, title="Another title")
    answer = client.get("/api/v1/changes/", {"after": mirror.after, "include": "documents"})
    assert [entry["document"]["title"] for entry in answer.json()["results"]] == ["Another title"]
    headers = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items())
    assert headers + len(CODERS["br"](answer.content)) < 5000
    assert headers + len(CODERS["gzip"](answer.content)) < 5000


@pytest.mark.parametrize("key", ["article-0", str(UUID(int=1))])
def test_a_document_is_looked_up_by_its_name_among_many(client, key):
    publish(0)
    plan = plan_of(lambda: client.get(f"/api/v1/articles/{key}/"))
    if connection.vendor == "sqlite":
        assert "SEARCH document USING INDEX" in plan
    else:
        assert "on documents_document document" in plan
        assert "Seq Scan" not in plan


@pytest.mark.parametrize("filters", [{}, {"locale": "en"}, {"kind": "article"}, {"kind": "article", "locale": "en"}])
def test_a_delta_is_looked_up_by_its_place_in_the_log(client, filters):
    publish(0)
    mirror = Mirror(client, **filters).synchronise()
    publish(1)
    plan = plan_of(lambda: client.get("/api/v1/changes/", {"after": mirror.after}), part='"last_serial" >')
    if connection.vendor == "sqlite":
        assert "last_serial>?)" in plan
        assert "TEMP B-TREE" not in plan
