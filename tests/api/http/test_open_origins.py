"""Any website may read; none may send its visitors' cookies along."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/api/v1/", "/api/v1/articles/?nonsense=1", "/api/v1/articles/none/", "/api/nowhere/"]
)
@pytest.mark.parametrize("headers", [{}, {"Origin": "https://web.example"}, {"Origin": "null"}])
def test_every_answer_is_open_to_every_origin(client, path, headers):
    response = client.get(path, headers=headers)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    exposed = response["Access-Control-Expose-Headers"].split(", ")
    assert {"ETag", "Library-Serial", "Link", "Memento-Datetime", "Retry-After", "X-Request-ID"} <= set(exposed)


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/articles/", "/api/v1/articles/none/", "/api/v1/resolve/"])
def test_a_preflight_allows_what_a_client_of_this_api_sends(client, path):
    response = client.options(
        path,
        headers={
            "Origin": "https://web.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match,x-request-id",
        },
    )

    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "GET" in response["Access-Control-Allow-Methods"]
    allowed = response["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"if-none-match", "x-request-id"} <= set(allowed)
    assert int(response["Access-Control-Max-Age"]) > 0
