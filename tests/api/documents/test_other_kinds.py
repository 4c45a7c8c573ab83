"""GET /api/v1/topics/, /clinicians/, /clinic/"""

import pytest

from api.documents.schemas import KINDS
from tests.api.documents.publishing import publish, withdraw
from tests.builders import REVIEWER_ID, TOPIC_ID, clinic, clinician, topic

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "kind", "path"),
    [
        (topic, "topic", "/api/v1/topics/back/"),
        (topic, "topic", f"/api/v1/topics/{TOPIC_ID}/"),
        (clinician, "clinician", "/api/v1/clinicians/ana-ruiz/"),
        (clinician, "clinician", f"/api/v1/clinicians/{REVIEWER_ID}/"),
        (clinic, "clinic", "/api/v1/clinic/"),
    ],
)
def test_a_document_of_any_kind_costs_one_query(client, django_assert_num_queries, make, kind, path):
    publish(make())

    with django_assert_num_queries(1):
        response = client.get(path)

    assert KINDS[kind].document.model_validate_json(response.content)


@pytest.mark.parametrize(("make", "path"), [(topic, "/api/v1/topics/"), (clinician, "/api/v1/clinicians/")])
def test_topics_and_clinicians_are_listed_whole(client, django_assert_num_queries, make, path):
    publish(make())

    with django_assert_num_queries(1):
        listed = client.get(path).json()["results"]

    assert listed == [client.get(f"{path}{listed[0]['slug']}/?rich_text=nodes").json()]


def test_each_language_has_its_own_clinic(client):
    publish(clinic())
    publish(clinic(locale="es", path="/es/", title="Clínica del Puerto"))

    assert client.get("/api/v1/clinic/").json()["title"] == "Harbour Clinic"
    assert client.get("/api/v1/clinic/?locale=es").json()["title"] == "Clínica del Puerto"


def test_a_clinic_that_is_missing_in_a_language_says_where_it_is_there(client):
    publish(clinic())

    response = client.get("/api/v1/clinic/?locale=es")

    assert response.status_code == 404
    assert response.json()["translations"] == [{"locale": "en", "path": "/en/"}]


def test_a_clinic_that_was_withdrawn_is_gone(client):
    publish(clinic())
    withdraw(clinic())

    assert client.get("/api/v1/clinic/").status_code == 410


def test_kinds_do_not_share_slugs(client):
    publish(topic(slug="back"))

    assert client.get("/api/v1/articles/back/").status_code == 404
    assert client.get("/api/v1/clinicians/back/").status_code == 404


def test_parameters_of_articles_are_unknown_to_other_kinds(client):
    response = client.get("/api/v1/topics/?topic=back")

    assert response.json()["errors"][0]["code"] == "unknown"
