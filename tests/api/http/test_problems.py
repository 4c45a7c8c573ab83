"""Every failure below /api/ is `application/problem+json`, in the reader's language, and finds the request."""

from importlib import import_module
from pkgutil import walk_packages
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import translation

import api
from api.documents import problems as problem_texts
from api.http import problems
from api.http.validation import SENTENCES
from api.urls import PROBLEMS

pytestmark = pytest.mark.django_db


def problem_of(response) -> dict:
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Length"] == str(len(response.content))
    document = response.json()
    assert document["status"] == response.status_code
    assert document["type"].removeprefix("/api/problems/").removesuffix("/") in PROBLEMS
    assert document["title"]
    assert document["detail"]
    assert document["instance"] == f"urn:uuid:{UUID(response['X-Request-ID'])}"
    problems.ProblemDetails.model_validate(document)
    return document


@pytest.mark.parametrize(
    "path",
    ["/api/", "/api/v1/nothing/", "/api/v2/articles/", "/api/v1/articles/a/b/", "/api/problems/none/", "/api/%00/"],
)
def test_an_address_that_is_none_is_a_problem(client, path):
    assert problem_of(client.get(path))["type"] == "/api/problems/not-found/"


def test_an_address_that_is_none_is_a_problem_in_debug_mode_too(client, settings):
    settings.DEBUG = True

    assert problem_of(client.get("/api/v1/nothing/"))["status"] == 404


def test_a_slash_that_was_left_out_is_put_back(client):
    response = client.get("/api/v1/articles?locale=es")

    assert (response.status_code, response["Location"]) == (308, "/api/v1/articles/?locale=es")


def test_what_is_sent_to_an_address_without_its_slash_is_sent_again_as_it_was(client):
    response = client.post("/api/v1/enquiries", b"{}", content_type="application/json", follow=True)

    assert problem_of(response)["type"] == "/api/problems/idempotency-key-missing/"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/articles/", "/api/v1/articles/none/", "/api/v1/openapi.json"])
def test_a_method_that_is_not_allowed_is_told_with_those_that_are(client, method, path):
    response = getattr(client, method)(path)

    assert problem_of(response)["status"] == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/api/docs/", "/api/problems/", "/api/problems/gone/"])
def test_pages_are_only_read(path):
    client = Client(enforce_csrf_checks=True)

    response = client.post(path)

    assert problem_of(response)["status"] == 405
    assert response["Allow"] == client.options(path)["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*"])
def test_another_form_than_json_is_not_acceptable(client, accept):
    assert problem_of(client.get("/api/v1/", headers={"Accept": accept}))["status"] == 406


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/*", "text/html,*/*;q=0.1"])
def test_json_is_given_to_whoever_takes_it(client, accept):
    assert client.get("/api/v1/", headers={"Accept": accept}).status_code == 200


def test_a_defect_is_a_problem_that_says_nothing_of_its_cause(client, monkeypatch):
    client.raise_request_exception = False

    def fail(*_arguments, **_options):
        raise DatabaseError("the password is tangerine")

    monkeypatch.setattr("api.documents.reading.find", fail)
    response = client.get("/api/v1/articles/knee/")

    assert problem_of(response)["type"] == "/api/problems/internal-error/"
    assert "tangerine" not in response.content.decode()


def test_a_host_that_is_not_ours_is_a_problem(client):
    assert problem_of(client.get("/api/v1/", headers={"Host": "evil.example"}))["type"] == "/api/problems/bad-request/"


@pytest.mark.parametrize(
    ("query", "accepted", "spoken"),
    [
        ("", None, "en"),
        ("", "es-MX,es;q=0.9,en;q=0.8", "es"),
        ("", "de", "en"),
        ("", "de,es;q=0.5", "es"),
        ("?locale=es", "en", "es"),
        ("?locale=en", "es", "en"),
        ("?locale=fr", "es", "es"),
        ("?locale=%00", "\x00", "en"),
    ],
)
def test_problems_speak_the_language_asked_for(client, query, accepted, spoken):
    response = client.get(f"/api/v1/articles/none/{query}", headers={"Accept-Language": accepted} if accepted else {})

    assert response["Content-Language"] == spoken
    assert response["Vary"] == "Accept-Language"
    title = problem_of(response)["title"]
    assert (
        title
        in {
            "en": {"Nothing is published here", "A parameter isn't valid"},
            "es": {"Aquí no hay nada publicado", "Un parámetro no es válido"},
        }[spoken]
    )


def test_a_cookie_does_not_choose_the_language(client):
    client.cookies["django_language"] = "es"

    assert client.get("/api/v1/nothing/")["Content-Language"] == "en"


def test_the_language_of_one_request_does_not_stay_for_the_next(client):
    assert client.get("/api/v1/nothing/?locale=es")["Content-Language"] == "es"
    assert client.get("/api/v1/nothing/")["Content-Language"] == "en"


def test_a_request_keeps_the_identity_that_its_sender_gave_it(client):
    sent = uuid4()
    response = client.get("/api/v1/nothing/", headers={"X-Request-ID": str(sent).upper()})

    assert problem_of(response)["instance"] == sent.urn


@pytest.mark.parametrize("sent", ["", "1", "x" * 5000, "urn:uuid:\r\nSet-Cookie: a=b", "é"])
def test_an_identity_that_is_no_uuid_is_replaced(client, sent):
    problem_of(client.get("/api/v1/nothing/", headers={"X-Request-ID": sent}))


def test_answers_for_everybody_carry_no_identity(client):
    assert "X-Request-ID" not in client.get("/api/v1/")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=PROBLEMS)
def test_every_type_of_problem_has_a_page_in_every_language(client, problem, language):
    response = client.get(problem.uri, headers={"Accept-Language": language})

    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}">' in page
    assert problem.uri in page
    assert response["Vary"] == "Accept-Language"
    assert problem.uri in client.get("/api/problems/").content.decode()


def test_every_type_that_is_declared_anywhere_has_its_page():
    modules = [import_module(found.name) for found in walk_packages(api.__path__, "api.")]
    declared = {
        value.slug for module in modules for value in vars(module).values() if isinstance(value, problems.ProblemType)
    }

    assert declared == set(PROBLEMS)


def test_every_text_of_a_problem_is_there_in_spanish():
    texts = [text for problem in PROBLEMS.values() for text in (problem.title, problem.explanation)]
    texts += [*problem_texts.REASONS.values(), *(sentence for _code, sentence in SENTENCES.values())]

    for text in texts:
        with translation.override("en"):
            english = str(text)
        with translation.override("es"):
            assert str(text) != english


def test_pages_outside_the_api_stay_pages(client):
    assert client.get("/nothing/")["Content-Type"].startswith("text/html")
