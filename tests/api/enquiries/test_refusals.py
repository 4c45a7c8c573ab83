"""What is not an enquiry gets the problem that says so, and never a 500."""

from io import BytesIO
from uuid import uuid4

import orjson
import pytest

from api.enquiries.models import Enquiry
from tests.api.enquiries.sending import URL, send, submission

pytestmark = pytest.mark.usefixtures("form")


def post(client, body: bytes | str, *, content_type: str = "application/json", **headers: str):
    return client.post(URL, body, content_type=content_type, headers={"Idempotency-Key": str(uuid4()), **headers})


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("name", "", "required"),
        ("name", "   ", "required"),
        ("name", None, "required"),
        ("name", 5, "not-text"),
        ("name", ["Rosa"], "not-text"),
        ("name", {"first": "Rosa"}, "not-text"),
        ("name", "R" * 101, "too-long"),
        ("name", "Rosa\x00", "control-character"),
        ("name", "Rosa\r\nBcc: all@example.org", "control-character"),
        ("message", "a\x00b", "control-character"),
        ("message", "é" * 3001, "too-long"),
        ("email", "rosa", "not-an-email"),
        ("email", "rosa@example", "not-an-email"),
        ("email", "rosa@example.org\nBcc: all@example.org", "not-an-email"),
        ("email", "rosa@example.org, all@example.org", "not-an-email"),
        ("email", "Rosa <rosa@example.org>", "not-an-email"),
        ("email", "a" * 250 + "@example.org", "not-an-email"),
        ("email", True, "not-text"),
        ("phone", "911", "not-a-phone"),
        ("phone", "555-0142", "not-a-phone"),
        ("phone", "call me", "not-a-phone"),
        ("phone", "+1305555014\N{FULLWIDTH DIGIT TWO}", "not-a-phone"),
        ("phone", "1" * 41, "not-a-phone"),
        ("topic", "anything", "not-a-choice"),
        ("topic", ["billing"], "not-a-choice"),
        ("day", "tomorrow", "not-a-date"),
        ("day", "2026-02-30", "not-a-date"),
        ("day", "20260301", "not-a-date"),
        ("day", "2025-12-31", "too-early"),
        ("day", "2031-01-01", "too-late"),
        ("newsletter", "yes", "not-a-boolean"),
        ("newsletter", 1, "not-a-boolean"),
        ("newsletter", "", "not-a-boolean"),
    ],
)
def test_each_field_says_what_is_wrong_with_it(client, name, value, code):
    body = submission()
    body["fields"][name] = value
    if value is None:
        del body["fields"][name]

    response = send(client, body)

    assert response.status_code == 422
    assert response.json()["type"] == "/api/problems/invalid-enquiry/"
    [error] = response.json()["errors"]
    assert (error["pointer"], error["code"]) == (f"/fields/{name}", code)
    assert error["detail"]
    assert Enquiry.objects.count() == 0


@pytest.mark.parametrize("name", ["nick name", "a/b~c", "名前", "x" * 500, "", "__proto__"])
def test_an_unknown_field_is_refused_and_pointed_at(client, name):
    body = submission()
    body["fields"][name] = "x"

    response = send(client, body)

    assert response.status_code == 422
    [error] = response.json()["errors"]
    assert error["code"] == "unknown"
    assert len(error["pointer"]) <= 80
    if name == "a/b~c":
        assert error["pointer"] == "/fields/a~1b~0c"


@pytest.mark.parametrize(
    ("part", "value", "pointer"),
    [
        ("form", None, "/form"),
        ("form", 7, "/form"),
        ("form", "get-in-touch\x00", "/form"),
        ("article", "back\x00pain", "/article"),
        ("consent", {"version": "2026-11\x00", "agreed": True}, "/consent/version"),
        ("form_version", "1", "/form_version"),
        ("form_version", 0, "/form_version"),
        ("form_version", 1.0, "/form_version"),
        ("form_version", 10**30, "/form_version"),
        ("locale", "English", "/locale"),
        ("token", None, "/token"),
        ("token", "t" * 501, "/token"),
        ("fields", [], "/fields"),
        ("fields", None, "/fields"),
        ("fields", {f"f{n}": "" for n in range(61)}, "/fields"),
        ("consent", True, "/consent"),
        ("consent", {"version": "2026-11"}, "/consent/agreed"),
        ("consent", {"version": "2026-11", "agreed": "yes"}, "/consent/agreed"),
        ("consent", {"version": "2026-11", "agreed": True, "by": "me"}, "/consent/by"),
        ("consent", {"version": "2026-11", "agreed": False}, "/consent/agreed"),
        ("consent", {"version": "2019-01", "agreed": True}, "/consent/version"),
        ("colour", "red", "/colour"),
    ],
)
def test_each_part_of_the_body_says_what_is_wrong_with_it(client, part, value, pointer):
    body = submission() | {part: value}
    if value is None:
        del body[part]

    response = send(client, body)

    assert response.status_code == 422
    [error] = response.json()["errors"]
    assert error["pointer"] == pointer
    assert "Input" not in error["detail"]  # as pydantic begins, in English and with the names of classes
    assert "^" not in error["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"{",
        b"[" * 100_000,
        b'{"form":' * 5_000,
        b"\xff\xfe",
        b'{"form": "\\ud800"}',
        b'{"form": NaN}',
        b"form=get-in-touch",
    ],
)
def test_what_is_not_json_is_refused(client, body):
    response = post(client, body)

    assert response.status_code == 400
    assert response.json()["type"] == "/api/problems/bad-request/"


@pytest.mark.parametrize("body", [b"[]", b"null", b'"text"', b"7"])
def test_json_that_is_no_object_is_refused(client, body):
    response = post(client, body)

    assert response.status_code == 422
    assert response.json()["errors"] == [
        {"pointer": "", "code": "not-an-object", "detail": "Send a JSON object, in braces."}
    ]


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_other_media_types_are_refused(client, content_type):
    response = post(client, b"{}", content_type=content_type)

    assert response.status_code == 415
    assert response.json()["type"] == "/api/problems/unsupported-media-type/"


def test_ten_megabytes_are_refused_before_they_are_read(client):
    response = post(client, b'{"form": "' + b"a" * 10_000_000 + b'"}')

    assert response.status_code == 413
    assert response.json()["type"] == "/api/problems/content-too-large/"


@pytest.mark.parametrize(("padding", "status"), [(0, 201), (300_000, 413)])
def test_what_comes_in_chunks_is_read_to_its_end(client, padding, status):
    body = BytesIO(orjson.dumps(submission()) + b" " * padding)
    streamed = {"wsgi.input": body, "wsgi.input_terminated": True, "CONTENT_LENGTH": ""}

    response = client.post(URL, content_type="application/json", headers={"Idempotency-Key": str(uuid4())}, **streamed)

    assert response.status_code == status


def test_the_longest_form_filled_with_the_widest_characters_is_received(client):
    response = send(client, message="\U0001f3c3" * 3000)

    assert response.status_code == 201


def test_query_parameters_are_unknown_here(client):
    response = client.post(
        f"{URL}?debug=1", submission(), content_type="application/json", headers={"Idempotency-Key": str(uuid4())}
    )

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "debug"


def test_a_language_that_is_not_served_is_not_claimed(client):
    response = send(client, submission(locale="fr"))

    assert response.json()["type"] == "/api/problems/form-not-open/"
    assert response["Content-Language"] == "en"


def test_problems_are_in_the_language_of_the_form(client):
    response = send(client, locale="es", form="nada")

    assert response["Content-Language"] == "es"
    assert response.json()["title"] == "Este formulario no admite consultas"


def test_every_problem_of_an_enquiry_has_its_page(client):
    for slug in ("looks-like-medical", "idempotency-key-reused", "token-used"):
        assert client.get(f"/api/problems/{slug}/").status_code == 200
