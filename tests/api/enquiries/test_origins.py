"""Which web origins may send enquiries."""

import pytest

from tests.api.enquiries.sending import URL, send

SITE, STRANGER = "https://www.clinic.example", "https://elsewhere.example"
pytestmark = pytest.mark.usefixtures("form")


@pytest.fixture(autouse=True)
def _origins(settings):
    settings.CORS_ALLOWED_ORIGINS = [SITE]


def preflight(client, url: str, origin: str):
    return client.options(
        url,
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type, idempotency-key",
        },
    )


@pytest.mark.parametrize("url", [URL, f"{URL}validate/"])
def test_a_page_of_a_configured_origin_may_send(client, url):
    response = preflight(client, url, SITE)

    assert response["Access-Control-Allow-Origin"] == SITE
    assert "POST" in response["Access-Control-Allow-Methods"]
    assert "idempotency-key" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("url", [URL, f"{URL}validate/"])
def test_a_page_of_any_other_origin_may_not(client, url):
    response = preflight(client, url, STRANGER)

    assert "Access-Control-Allow-Origin" not in response


def test_only_a_configured_origin_reads_the_answer(client):
    receipt = send(client).json()["receipt"]

    for origin, allowed in ((SITE, SITE), (STRANGER, None)):
        response = client.get(f"{URL}{receipt}/", headers={"Origin": origin})
        assert response.get("Access-Control-Allow-Origin") == allowed
        assert "origin" in response["Vary"]


def test_forms_are_open_to_every_origin_like_all_that_is_read(client):
    response = client.get("/api/v1/forms/get-in-touch/", headers={"Origin": STRANGER})

    assert response["Access-Control-Allow-Origin"] == "*"
