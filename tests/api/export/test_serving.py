"""An exported library behind a static server answers as the API does, at the same addresses."""

import gzip
import shutil

import brotli
import pytest
from backports import zstd

from api.documents.models import Change
from api.export.exporting import export
from api.export.targets import target_at
from api.sync import snapshots, views
from tests.api.documents.publishing import identity_of, publish, withdraw
from tests.api.export.static import Client, nginx, serving
from tests.api.sync.mirror import Mirror
from tests.builders import article, clinic, clinician, form, topic

pytestmark = pytest.mark.django_db
DECODERS = {"gzip": gzip.decompress, "br": brotli.decompress, "zstd": zstd.decompress}
NOT_AS_FILES = {"search", "suggest", "resolve"}
NOWHERE = [
    "/api/v1/articles/never/",
    "/api/v1/articles/article-1/?locale=es",
    "/api/v1/articles/?level=emergency",
    "/api/v1/search/?q=back",
    "/api/v1/forms/get-in-touch/",  # its token is for one person
]


@pytest.fixture
def root(tmp_path, monkeypatch):
    """The exported files of a library: renamed, translated, withdrawn, more than a page of articles."""
    monkeypatch.setattr(views, "SNAPSHOTS", snapshots.Snapshots())  # as in another process
    for content in (clinic(), clinic(locale="es", path="/es/"), topic(), clinician(), form()):
        publish(content)
    for number in range(21):
        publish(article(slug=f"article-{number}"))
    publish(old := article(slug="old-name"))
    publish(type(old).model_validate({**old.model_dump(), "slug": "new-name", "path": "/en/back/new-name/"}))
    publish(type(old).model_validate({**old.model_dump(), "locale": "es", "path": "/es/espalda/old-name/"}))
    publish(gone := article(slug="gone"))
    withdraw(gone, reason=Change.Reason.EXPIRED, replacement=identity_of(old))
    export(target_at(str(tmp_path / "library")))
    return tmp_path / "library" / "current" / "public"


@pytest.fixture
def static(root):
    with serving(root) as url:
        yield Client(url)


def walk(client, path):
    """The addresses of a list's pages, as `next` and `previous` lead to them."""
    seen, waiting = [], [path]
    while waiting:
        address = waiting.pop()
        if address not in seen:
            seen.append(address)
            page = client.get(address).json()
            waiting += [found.split("8000", 1)[1] for found in (page["next"], page["previous"]) if found]
    return seen


def addresses(client):
    """Every address of the service index, every page of every list, every document."""
    links = client.get("/api/v1/").json()["links"]
    yield from ("/api/v1/", "/api/v1/library/en.ndjson.gz", "/api/v1/library/es.ndjson.gz", "/api/v1/clinic/?locale=es")
    yield from ("/" + url.split("/", 3)[3] for name, url in links.items() if name not in NOT_AS_FILES)
    yield from ("/api/problems/gone/", "/static/http/problems.css", "/api/v1/articles/new-name/editions/2/?locale=en")
    yield from walk(client, "/api/v1/articles/?topic=back")
    for plural in ("articles", "topics", "clinicians", "forms"):
        for query in ("", "?locale=en", "?locale=es"):
            for page in walk(client, f"/api/v1/{plural}/{query}"):
                yield page
                for found in client.get(page).json()["results"]:
                    for key in (found["slug"], found["id"]) if plural != "forms" else ():
                        yield f"/api/v1/{plural}/{key}/?locale={found['locale']}"
                        if plural == "articles":
                            yield f"/api/v1/articles/{key}/editions/?locale={found['locale']}"


def whole(response):
    """The body, also where the API streams it."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def assert_same(static, client):
    asked = dict.fromkeys(addresses(client))
    assert sum("cursor=" in address for address in asked) > 3  # there are lists of several pages
    for address in asked:
        live, filed = client.get(address), static.get(address)
        assert (filed.status_code, filed.content) == (200, whole(live)), address
    for path in ("/en/back/new-name/", "/en/back/new-name", "/en/back/old-name/", "/es/espalda/old-name/"):
        query = {"path": path}
        assert static.get("/api/v1/resolve/", query).json() == client.get("/api/v1/resolve/", query).json()
    live, filed = client.get("/api/v1/articles/gone/"), static.get("/api/v1/articles/gone/")
    assert (filed.status_code, filed.json()["reason"]) == (410, live.json()["reason"])
    assert filed.json()["replacement"]["slug"] == "new-name"
    assert {static.get(address).status_code for address in NOWHERE} == {404}


def test_every_address_answers_with_the_bytes_of_the_api(static, client):
    assert_same(static, client)


def test_nginx_serves_it_with_the_configuration_of_the_documentation(root, client, tmp_path):
    if not shutil.which("nginx"):
        pytest.skip("nginx isn't installed; the other static server follows the same rule")
    with nginx(root, tmp_path) as url:
        static = Client(url)
        assert_same(static, client)
        gone = static.get("/api/v1/articles/gone/")
        assert gone.headers["Content-Type"] == "application/problem+json"
        assert static.get("/api/v1/articles/").headers["Content-Type"] == "application/json"
        assert static.get("/api/v1/articles/never/").json()["status"] == 404
        orders = (
            {"after": after_of(client), "include": "documents"},
            {"include": "documents", "after": after_of(client)},
        )
        assert {static.get("/api/v1/changes/", query).status_code for query in orders} == {200}
        assert static.get("/api/v1/resolve/?path=/../../../../manifest").status_code == 404
        packed = static.get("/api/v1/articles/", **{"Accept-Encoding": "gzip"})
        assert gzip.decompress(packed.content) == client.get("/api/v1/articles/").content


def after_of(client):
    return client.get("/api/v1/changes/", {"limit": 100}).json()["after"]


def test_a_former_slug_answers_with_what_the_api_redirects_to(static, client):
    moved = client.get("/api/v1/articles/old-name/")
    assert moved.status_code == 308
    assert static.get("/api/v1/articles/old-name/").content == client.get(moved["Location"]).content


def test_answers_come_compressed(static):
    plain = static.get("/api/v1/articles/")
    for coding, decode in DECODERS.items():
        packed = static.get("/api/v1/articles/", **{"Accept-Encoding": coding})
        assert packed.headers["Content-Encoding"] == coding
        assert len(packed.content) < len(plain.content) / 3
        assert decode(packed.content) == plain.content


class FileMirror(Mirror):
    """Asks for pages of the usual length without saying so: there are no files of others."""

    def __init__(self, static):
        super().__init__(self)
        self.static = static

    def get(self, path, query):
        return self.static.get(path, {name: value for name, value in query.items() if name != "limit"})


def test_a_copy_is_made_from_files_and_brought_up_to_date_from_the_next_ones(static, client, root):
    live, mirror = Mirror(client).synchronise(), FileMirror(static).synchronise()
    assert mirror.documents == live.documents
    publish(added := article(slug="added"))
    withdraw(added)
    publish(article(slug="last"))
    export(target_at(str(root.parents[1])))
    assert mirror.synchronise().documents == live.synchronise().documents
    assert {entry["path"] for entry in mirror.tombstones} == {"/en/back/added/"}
