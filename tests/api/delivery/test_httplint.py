"""What the really running server answers is good HTTP in the eyes of `httplint`: nothing bad, and no warning."""

import http.client

import pytest
from httplint import HttpRequestLinter, HttpResponseLinter, levels

from api.documents.models import Change
from tests.api.documents.publishing import publish, withdraw
from tests.builders import article, clinic, clinician, form, topic
from tests.servers import serve

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = [
    "/api/v1/",
    "/api/v1/openapi.json",
    "/api/v1/articles/",
    "/api/v1/articles/?limit=1&fields=title&order=title",
    "/api/v1/articles/back-pain/",
    "/api/v1/articles/back-pain/?rich_text=plain&at=2026-11-03T00:00:00Z",
    "/api/v1/articles/back-pain/editions/",
    "/api/v1/articles/back-pain/editions/1/",
    "/api/v1/articles/former/",
    "/api/v1/articles/gone/",
    "/api/v1/articles/never/",
    "/api/v1/articles/?unknown=1",
    "/api/v1/topics/",
    "/api/v1/topics/back/",
    "/api/v1/clinicians/",
    "/api/v1/clinicians/ana-ruiz/",
    "/api/v1/clinic/",
    "/api/v1/clinic/?locale=es&locale_fallback=en",
    "/api/v1/forms/",
    "/api/v1/forms/get-in-touch/",
    "/api/v1/resolve/?path=/en/back/back-pain/",
    "/api/v1/resolve/?path=/en/back/former/",
    "/api/v1/search/?q=back",
    "/api/v1/search/suggest/?q=ba",
    "/api/v1/changes/",
    "/api/v1/changes/?include=documents",
    "/api/v1/safety-notices/",
    "/api/v1/library/en.ndjson.gz",
    "/api/v1/nowhere/",
    "/api/docs/",
    "/api/problems/",
    "/api/problems/gone/",
]
WAYS = {
    "plain": {},
    "gzip": {"Accept-Encoding": "gzip"},
    "compressed": {"Accept-Encoding": "gzip, br, zstd"},
    "from another origin": {"Origin": "https://www.example.org"},
    "in Spanish": {"Accept-Language": "es"},
}
PREFLIGHT = {"Origin": "https://www.example.org", "Access-Control-Request-Method": "GET"}
TOLERATED = {
    "STATUS_BAD_REQUEST",  # one of the addresses is meant to be
    "STORE_PUBLIC_UNNECESSARY",  # the contract says `public`, and the response cache keeps only what does
}


@pytest.fixture
def server(transactional_db):
    for content in (clinic(), topic(), clinician(), form(), article(slug="back-pain")):
        publish(content)
    publish(old := article(slug="former"))
    publish(type(old).model_validate({**old.model_dump(), "slug": "now", "path": "/en/back/now/"}))
    publish(gone := article(slug="gone"))
    withdraw(gone, reason=Change.Reason.SAFETY)
    with serve(DELIVERY_FRESHNESS="1", ACCESS_LOG="0") as (host, port):
        connection = http.client.HTTPConnection(host, port, timeout=60)
        yield connection
        connection.close()


def lint(connection, method, address, **headers):
    """Ask, and let the linter see both sides; returns what it found, and the answer."""
    sent = {"Host": f"{connection.host}:{connection.port}", "Accept": "*/*", "Accept-Encoding": "identity", **headers}
    asked, answered = HttpRequestLinter(), HttpResponseLinter()
    asked.process_request_topline(method.encode(), address.encode(), b"1.1")
    asked.process_headers([(name.encode(), value.encode()) for name, value in sent.items()])
    asked.finish_content(True)
    answered.request = asked
    answered.is_head_response = method == "HEAD"
    connection.request(method, address, headers=sent)
    answer = connection.getresponse()
    body = answer.read()
    answered.process_response_topline(b"1.1", str(answer.status).encode(), answer.reason.encode())
    answered.process_headers([(name.encode(), value.encode()) for name, value in answer.getheaders()])
    answered.feed_content(body)
    answered.finish_content(True)
    notes = [note for note in answered.notes if note.level in (levels.BAD, levels.WARN)]
    found = [f"{method} {address}: {note.level.value} {type(note).__name__}: {note.summary}" for note in notes]
    return [line for line, note in zip(found, notes, strict=True) if type(note).__name__ not in TOLERATED], answer


def test_the_linter_finds_nothing_bad(server):
    found = []
    for address in ADDRESSES:
        for headers in WAYS.values():
            for method in ("GET", "GET", "HEAD"):  # computed, then from memory
                notes, answer = lint(server, method, address, **headers)
                found += notes
        assert answer.status < 500
        if tag := answer.headers["ETag"]:
            notes, answer = lint(server, "GET", address, **{"If-None-Match": tag})
            assert answer.status == 304, address
            found += notes
        for headers in ({}, PREFLIGHT):
            notes, _answer = lint(server, "OPTIONS", address, **headers)
            found += notes
        notes, answer = lint(server, "DELETE", address)
        assert answer.status in {403, 404, 405}
        found += notes
    kinds = {line.split(": ", 2)[1] for line in found}
    assert sorted(set(found)) == [], kinds


def test_the_linter_would_find_what_is_bad():
    answered = HttpResponseLinter()
    answered.process_response_topline(b"1.1", b"200", b"OK")
    answered.process_headers(
        [(b"Content-Type", b"application/json"), (b"Content-Length", b"5"), (b"ETag", b"unquoted")]
    )
    answered.feed_content(b"{}")
    answered.finish_content(True)
    assert levels.BAD in {note.level for note in answered.notes}
