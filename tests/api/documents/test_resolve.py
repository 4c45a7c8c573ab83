"""GET /api/v1/resolve/?path="""

from uuid import UUID

import pytest

from api.documents.models import Change
from tests.api.documents.publishing import NOON, identity_of, publish, withdraw
from tests.builders import article, topic

pytestmark = pytest.mark.django_db
ID = UUID("6f1c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b01")


def resolve(client, path, **rest):
    return client.get("/api/v1/resolve/", {"path": path, **rest})


@pytest.mark.parametrize(
    "path", ["/en/back/knee/", "/en/back/knee", "en/back/knee/", "//en/back/knee//", "/en/back/kn%65e/"]
)
def test_a_path_is_found_however_it_is_written(client, django_assert_num_queries, path):
    publish(article(id=ID, slug="knee", title="Knee"))

    with django_assert_num_queries(1):
        response = resolve(client, path)

    assert response.json() == {
        "type": "document",
        "document": {
            "kind": "article",
            "id": str(ID),
            "slug": "knee",
            "locale": "en",
            "path": "/en/back/knee/",
            "title": "Knee",
        },
    }


def test_letters_with_accents_are_found_percent_encoded_or_not(client):
    publish(article(slug="tendón", locale="es", path="/es/tendón/"))

    for path in ("/es/tendón/", "/es/tend%C3%B3n/"):
        assert resolve(client, path).json()["document"]["slug"] == "tendón"


def test_a_path_that_moved_twice_leads_to_its_end_at_once(client):
    for slug in ("knee", "sore-knee", "knee-pain"):
        publish(article(id=ID, slug=slug))

    for path in ("/en/back/knee/", "/en/back/sore-knee"):
        found = resolve(client, path).json()
        assert (found["type"], found["path"], found["permanent"]) == ("redirect", "/en/back/knee-pain/", True)
        assert found["document"]["slug"] == "knee-pain"


def test_a_document_at_a_former_path_of_another_wins(client):
    publish(article(id=ID, slug="knee"))
    publish(article(id=ID, slug="sore-knee"))
    publish(topic(path="/en/back/knee/"))

    assert resolve(client, "/en/back/knee/").json()["document"]["kind"] == "topic"


def test_what_was_withdrawn_is_gone_also_at_its_former_paths(client):
    old, new = article(id=ID, slug="sore-knee"), article(slug="new")
    publish(article(id=ID, slug="knee"))
    publish(old)
    publish(new)
    withdraw(old, reason=Change.Reason.EXPIRED, replacement=identity_of(new))

    for path in ("/en/back/sore-knee/", "/en/back/knee/"):
        response = resolve(client, path)
        assert response.status_code == 410
        assert response.json()["reason"]["code"] == "expired"
        assert response.json()["replacement"]["slug"] == "new"


def test_the_latest_withdrawal_at_a_path_is_the_one_told(client):
    for number, reason in enumerate((Change.Reason.EXPIRED, Change.Reason.DELETED)):
        content = article(slug="knee")
        publish(content, at=NOON)
        withdraw(content, reason=reason, at=NOON)
        assert resolve(client, "/en/back/knee/").json()["reason"]["code"] == reason.value, number


def test_a_path_where_nothing_ever_was_is_not_published(client):
    response = resolve(client, "/en/nowhere/", locale="es")

    assert response.status_code == 404
    assert response.json()["type"] == "/api/problems/not-published/"
    assert response["Content-Language"] == "es"
    assert response.json()["detail"].startswith("La biblioteca no sabe nada de esta ruta.")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("", "too-short"),
        ("/en/?page=2", "wrong-form"),
        ("/en/#top", "wrong-form"),
        ("/en/\x00", "wrong-form"),
        ("/en/\n", "wrong-form"),
        ("/" + "x" * 1000, "too-long"),
    ],
)
def test_what_is_no_path_is_refused(client, path, code):
    response = resolve(client, path)

    assert response.status_code == 400
    assert [(error["parameter"], error["code"]) for error in response.json()["errors"]] == [("path", code)]
