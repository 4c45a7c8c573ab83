"""Where the editors lead from a path of the website, as readers are told."""

from uuid import NAMESPACE_URL, uuid4, uuid5

import pytest

from api.documents import store
from api.documents.models import Change, Document
from api.documents.schemas.redirects import RedirectContent
from tests.api.documents.publishing import NOON, identity_of, publish, withdraw
from tests.api.documents.test_resolve import resolve
from tests.api.sync.mirror import Mirror
from tests.builders import article

pytestmark = pytest.mark.django_db


def redirect(path, *, to=None, url=None, permanent=True):
    found = identity_of(to) if to else None
    end = {"kind": found.kind, "id": found.id, "locale": found.locale} if found else None
    identity = uuid5(NAMESPACE_URL, path)
    return RedirectContent.model_validate(
        {"id": identity, "locale": "en", "slug": identity.hex, "path": path, "title": path}
        | {"permanent": permanent, "to": end, "url": url}
    )


def test_a_path_leads_to_a_document_wherever_that_is_by_then(client):
    publish(knee := article(slug="knee"))
    publish(redirect("/old/knee.html/", to=knee))
    publish(type(knee).model_validate({**knee.model_dump(), "slug": "sore-knee", "path": "/en/back/sore-knee/"}))

    for path in ("/old/knee.html", "/old/knee.html/"):
        found = resolve(client, path).json()
        assert (found["type"], found["path"], found["permanent"]) == ("redirect", "/en/back/sore-knee/", True)
        assert found["document"]["slug"] == "sore-knee"


def test_several_in_a_row_are_answered_with_their_end(client):
    publish(knee := article(slug="knee"))
    publish(redirect("/a/", url="/b/", permanent=False))
    publish(redirect("/b/", url="/c"))
    publish(redirect("/c/", to=knee))

    found = resolve(client, "/a/")

    assert (found.json()["path"], found.json()["permanent"]) == ("/en/back/knee/", False)
    assert len([tag for tag in found["Cache-Tag"].split(",") if tag.startswith("redirect:")]) == 3


@pytest.mark.parametrize("url", ["https://www.example.org/knee", "/en/contact/"])
def test_what_is_not_in_the_library_is_elsewhere(client, url):
    publish(redirect("/old/", url=url, permanent=False))

    assert resolve(client, "/old/").json() == {"type": "elsewhere", "url": url, "permanent": False}


def test_a_circle_leads_nowhere(client):
    publish(redirect("/a/", url="/b/"))
    publish(redirect("/b/", url="/a/"))

    assert resolve(client, "/a/").status_code == 404


def test_a_redirect_to_what_was_withdrawn_says_so(client):
    publish(knee := article(slug="knee"))
    publish(redirect("/old/", to=knee))
    withdraw(knee, reason=Change.Reason.EXPIRED)

    gone = resolve(client, "/old/")

    assert (gone.status_code, gone.json()["reason"]["code"]) == (410, "expired")


def test_a_redirect_takes_the_place_of_what_was_withdrawn_but_not_for_safety(client):
    publish(knee := article(slug="knee"))
    publish(instead := article(slug="instead"))
    withdraw(knee)
    publish(redirect("/en/back/knee/", to=instead))
    assert resolve(client, "/en/back/knee/").json()["path"] == "/en/back/instead/"
    assert client.get("/api/v1/articles/knee/").json()["replacement"]["slug"] == "instead"

    withdraw(knee, reason=Change.Reason.SAFETY)
    gone = resolve(client, "/en/back/knee/")
    assert (gone.status_code, gone.json()["reason"]["code"]) == (410, "safety")
    assert gone.json()["replacement"]["slug"] == "instead"


def test_a_document_at_the_path_has_the_precedence(client):
    publish(redirect("/en/back/knee/", url="https://www.example.org/"))
    publish(article(slug="knee"))

    assert resolve(client, "/en/back/knee/").json()["type"] == "document"
    assert Document.objects.get(kind="redirect").current is None


def test_a_redirect_that_ended_leaves_the_path_as_it_was(client):
    publish(knee := article(slug="knee"))
    publish(type(knee).model_validate({**knee.model_dump(), "slug": "sore-knee", "path": "/en/back/sore-knee/"}))
    publish(content := redirect("/en/back/knee/", url="https://www.example.org/"))
    assert resolve(client, "/en/back/knee/").json()["type"] == "elsewhere"

    store.withdraw(identity_of(content), reason=Change.Reason.UNPUBLISHED, by="Eva", at=NOON)

    assert resolve(client, "/en/back/knee/").json()["path"] == "/en/back/sore-knee/"


def test_it_moves_the_serial_so_that_caches_see_it(client):
    publish(redirect("/old/", url="/en/"))
    assert resolve(client, "/old/")["Library-Serial"] == "1"
    assert client.get("/api/v1/").json()["serial"] == 1


def test_it_is_no_document_for_readers(client):
    publish(redirect("/old/", url="/en/"))

    assert Mirror(client).synchronise().documents == {}
    assert "redirect" not in client.get("/api/v1/").json()["kinds"]
    assert b"redirect" not in b"".join(client.get("/api/v1/library/en.ndjson.gz").streaming_content)


@pytest.mark.parametrize("ends", [{}, {"to": article(id=uuid4()), "url": "/en/"}])
def test_it_has_exactly_one_end(ends):
    with pytest.raises(ValueError, match="either"):
        redirect("/old/", **ends)
