"""What never reaches Django is refused in the API's own words too."""

import json
import socket
from collections.abc import Iterator

import pytest

from api.urls import PROBLEMS
from tests.servers import serve

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server() -> Iterator[tuple[str, int]]:
    with serve() as address:
        yield address


def send(address: tuple[str, int], request: bytes) -> tuple[int, dict[str, str], bytes]:
    with socket.create_connection(address, timeout=30) as client:
        client.sendall(request)
        answer = b""
        while chunk := client.recv(65536):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    return (
        int(status.split()[1]),
        {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)},
        body,
    )


def get(target: str, *headers: str, method: str = "GET") -> bytes:
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


LONG = "x" * 9000
REFUSED = [
    (414, get(f"/api/v1/articles/?topic={LONG}")),
    (414, get(f"/{LONG}")),
    (431, get("/api/v1/", f"Cookie: {LONG}")),
    (431, get("/api/v1/", *(f"X-{number}: 1" for number in range(200)))),
    (400, b"nonsense\r\n\r\n"),
    (400, b"GET /api/v1/ HTTP/1.1\r\nHost: 127.0.0.1\r\nno colon here\r\n\r\n"),
    (400, get("/api/v1/", "Content-Length: many")),
    (400, get("/api/v1/", "Content-Length: 1", "Transfer-Encoding: chunked")),
    (400, b"GET /api/v1/ HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n"),
    (400, get("/api/v1/", "X-Null: \x00")),
    (417, get("/api/v1/enquiries/", "Expect: a miracle", "Content-Length: 2", method="POST") + b"{}"),
    # These do reach Django.
    (400, b"GET /api/v1/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
    (400, b"GET /api/v1/ HTTP/1.1\r\nHost: e vil\r\nConnection: close\r\n\r\n"),
    (404, get("/api/v1/%00/")),
    (404, get("/api/v1/../../etc/passwd")),
    (404, get("/api/v1/\xff/")),
    (405, get("/api/v1/", method="BREW")),
    (406, get("/api/v1/", "Accept: text/html")),
]


def test_every_refusal_is_a_problem_and_the_server_stays_up(server):
    for expected, request in REFUSED:
        status, headers, body = send(server, request)

        assert (status, headers["content-type"]) == (expected, "application/problem+json"), request[:60]
        problem = json.loads(body)
        assert problem["status"] == expected
        assert problem["type"].removeprefix("/api/problems/").removesuffix("/") in PROBLEMS
        assert problem["instance"].startswith("urn:uuid:")
        assert headers["access-control-allow-origin"] == "*"
        assert headers["cache-control"] == "no-store"
    assert send(server, get("/api/v1/"))[0] == 200


def test_head_has_the_headers_of_get_and_no_body(server):
    whole, bare = send(server, get("/api/v1/")), send(server, get("/api/v1/", method="HEAD"))

    assert bare[2] == b""
    assert bare[1]["content-length"] == whole[1]["content-length"] == str(len(whole[2]))
    assert bare[1]["etag"] == whole[1]["etag"]


def test_a_request_that_comes_with_the_body_of_a_refused_one_is_answered(server):
    with socket.create_connection(server, timeout=30) as client:
        client.sendall(b"PATCH /api/v1/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n")
        assert client.recv(12) == b"HTTP/1.1 405"

        client.sendall(b"{}" + get("/api/v1/"))
        answers = b""
        while chunk := client.recv(65536):
            answers += chunk

        assert b"HTTP/1.1 200" in answers
