"""What is accepted is exactly what the schema says; everything else is named, all at once, with what to do."""

import pytest

from api.documents.parameters import DetailQuery, ListQuery, Selective
from api.enquiries.shapes import Submission
from api.http.parameters import Query
from api.http.validation import FORMS

pytestmark = pytest.mark.django_db
ID = "6f1c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b01"
KEYWORDS = {"type", "format", "enum", "const", "default", "description", "examples", "pattern", "items"} | {
    f"{bound}{of}" for bound in ("min", "max") for of in ("imum", "Length", "Items")
}


CONTROL_CHARACTERS = r"^[^\x00-\x1f\x7f]*$"
"""Which has a problem of its own."""
ABSTRACT = {Selective, DetailQuery, ListQuery}


def errors_of(response) -> dict[str, str]:
    assert response.status_code == 400, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "/api/problems/invalid-parameter/"
    return {error["parameter"]: error["code"] for error in response.json().get("errors", [])}


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("limit=0", "limit", "too-small"),
        ("limit=-1", "limit", "too-small"),
        ("limit=101", "limit", "too-large"),
        ("limit=99999999999999999999999999", "limit", "not-an-integer"),
        ("limit=10.0", "limit", "not-an-integer"),
        ("limit=1_0", "limit", "not-an-integer"),
        ("limit=%2010", "limit", "not-an-integer"),
        ("limit=010", "limit", "not-an-integer"),
        ("limit=%D9%A1", "limit", "not-an-integer"),
        ("limit=1e1", "limit", "not-an-integer"),
        ("limit=true", "limit", "not-an-integer"),
        ("limit=", "limit", "not-an-integer"),
        ("locale=fr", "locale", "not-a-choice"),
        ("locale=EN", "locale", "not-a-choice"),
        ("locale=", "locale", "not-a-choice"),
        ("order=newest", "order", "not-a-choice"),
        ("audience=everybody", "audience", "not-a-choice"),
        ("level=1", "level", "not-a-choice"),
        ("review_status=CURRENT", "review_status", "not-a-choice"),
        ("topic=back%00", "topic", "wrong-form"),
        ("topic=a%20b", "topic", "wrong-form"),
        ("topic=back%0A", "topic", "wrong-form"),
        ("topic=", "topic", "wrong-form"),
        (f"topic={'x' * 256}", "topic", "too-long"),
        ("ids=1", "ids", "not-a-uuid"),
        ("ids=", "ids", "not-a-uuid"),
        (f"ids={ID},", "ids", "not-a-uuid"),
        (f"ids={ID.replace('-', '')}", "ids", "not-a-uuid"),
        (f"ids=urn:uuid:{ID}", "ids", "not-a-uuid"),
        (f"ids={','.join([ID] * 101)}", "ids", "too-many"),
        ("updated_since=2026-11-22", "updated_since", "not-a-moment"),
        ("updated_since=1763800000", "updated_since", "not-a-moment"),
        ("updated_since=2026-11-22T15:00:00", "updated_since", "not-a-moment"),
        ("updated_since=2026-02-30T15:00:00Z", "updated_since", "not-a-moment"),
        ("updated_since=2026-11-22T15:00:00+02:00", "updated_since", "not-a-moment"),
        ("updated_since=2026-11-22T25:00:00Z", "updated_since", "not-a-moment"),
        ("fields=titel", "fields", "unknown-field"),
        ("fields=", "fields", "unknown-field"),
        ("fields=title,,summary", "fields", "unknown-field"),
        ("fields=body", "fields", "unknown-field"),
        ("cursor=%00", "cursor", "wrong-form"),
        (f"cursor={'x' * 3001}", "cursor", "too-long"),
        ("rich_text=html", "rich_text", "unknown"),
        ("format=json", "format", "unknown"),
        ("limit=1&limit=2", "limit", "repeated"),
        ("limit[]=1", "limit[]", "unknown"),
        ("=1", "", "unknown"),
        ("li%00mit=1", "li�mit", "unknown"),
        (f"{'x' * 5000}=1", "x" * 60, "unknown"),
    ],
)
def test_a_value_that_is_not_allowed_is_named(client, query, parameter, code):
    assert errors_of(client.get(f"/api/v1/articles/?{query}")) == {parameter: code}


def test_of_several_values_the_wrong_one_is_told_by_its_number(client):
    response = client.get(f"/api/v1/articles/?ids={ID},nonsense")
    assert errors_of(response) == {"ids": "not-a-uuid"}
    assert response.json()["errors"][0]["detail"].startswith("Value 2: Write a UUID, such as ")


@pytest.mark.parametrize(
    "query",
    [
        "limit=1",
        "limit=100",
        f"ids={ID}",
        f"ids={ID.upper()},{ID}",
        "fields=title,title",
        "topic=espa%C3%B1a",
        "updated_since=2026-11-22T15:00:00Z",
        "updated_since=2026-11-22t15:00:00.123456789z",
        "updated_since=2026-12-31T23:59:60Z",
        "updated_since=2026-11-22T15:00:00-05:00",
        "updated_since=0001-01-01T00:00:00%2B14:00",
        "updated_since=9999-12-31T23:59:59-12:00",
        "",
        "&",
    ],
)
def test_a_value_that_is_allowed_is_taken(client, query):
    assert client.get(f"/api/v1/articles/?{query}").status_code == 200


def test_everything_that_is_wrong_is_told_at_once(client):
    response = client.get("/api/v1/articles/?limit=0&locale=fr&lmit=3&order=up&order=down")

    assert errors_of(response) == {
        "order": "not-a-choice",
        "lmit": "unknown",
        "limit": "too-small",
        "locale": "not-a-choice",
    }
    assert [error["code"] for error in response.json()["errors"] if error["parameter"] == "order"] == [
        "repeated",
        "not-a-choice",
    ]


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("lmit=3", "“limit”"),
        ("local=es", "“locale”"),
        ("fields=titel", "“title”"),
        ("page=2", "cursor"),
        ("locale=fr", "en, es"),
        ("updated_since=2026-11-22T15:00:00+02:00", "%2B"),
        ("topic=back%20pain", "back-pain"),
        ("cursor=", "leave the parameter out"),
    ],
)
def test_the_detail_says_what_to_write_instead(client, query, hint):
    assert hint in client.get(f"/api/v1/articles/?{query}").json()["errors"][0]["detail"]


@pytest.mark.parametrize("query", ["topic=%ED%A0%80", "topic=%FF", "%C3%28=1"])
def test_what_is_not_utf_8_is_refused(client, query):
    response = client.get(f"/api/v1/articles/?{query}")

    assert errors_of(response) == {}
    assert "UTF-8" in response.json()["detail"]


def test_thousands_of_parameters_are_refused(client):
    response = client.get("/api/v1/articles/?" + "&".join(f"a{number}=1" for number in range(2000)))

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/openapi.json", "/api/v1/clinic/", "/api/v1/articles/none/"])
def test_no_endpoint_ignores_a_parameter_that_it_does_not_know(client, path):
    assert errors_of(client.get(f"{path}?utm_source=mail")) == {"utm_source": "unknown"}


def test_every_bound_is_described_in_json_schema():
    """pydantic leaves out, without a word, what it can't express."""
    queries = descendants(Query) - ABSTRACT
    described = [schema for query in queries for schema in query.describe().values()]

    for schema in described:
        assert set(schema) <= KEYWORDS, schema


def test_no_detail_shows_a_regular_expression():
    described = [schema for query in descendants(Query) - ABSTRACT for schema in query.describe().values()]
    described += Submission.model_json_schema()["properties"].values()
    options = [option for schema in described for option in (schema, *schema.get("anyOf", ()))]
    patterns = {option["pattern"] for option in options if "pattern" in option}

    assert patterns - {CONTROL_CHARACTERS} <= set(FORMS)


def descendants(shape: type) -> set[type]:
    return {below for child in shape.__subclasses__() for below in {child, *descendants(child)}}
