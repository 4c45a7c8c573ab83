"""What never reaches Django is refused in the API's own words, by the real server."""

import json
import os
import re
import socket
import struct
import subprocess
import sys
import time

import pytest
from django.conf import settings


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """gunicorn with the project's configuration, on an empty database; yields its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "ENV_FILE": os.devnull,
        "VAR_DIR": str(folder),
        "PORT": str(port),
        "WEB_PROCESSES": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "backend/gunicorn.conf.py"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=(log := (folder / "log").open("wb")),
        stderr=subprocess.STDOUT,
    )
    try:
        _wait_for(port, process)
        yield port, folder / "log"
    finally:
        process.terminate()
        process.wait(30)
        log.close()


def _wait_for(port, process):
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
    return pytest.fail("the server did not start")


def send(port, request):
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    status_line, *lines = head.decode().split("\r\n")
    return int(status_line.split()[1]), dict(line.split(": ", 1) for line in lines), body


@pytest.mark.parametrize(
    ("request_bytes", "status", "problem"),
    [
        (b"GET /api/v1/articles/?ids=" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414, "uri-too-long"),
        (
            b"GET /api/v1/ HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * 9000 + b"\r\n\r\n",
            431,
            "header-fields-too-large",
        ),
        (
            b"GET /api/v1/ HTTP/1.1\r\nHost: localhost\r\n" + b"X-One: more\r\n" * 80 + b"\r\n",
            431,
            "header-fields-too-large",
        ),
        (b"GET /api/v1/ HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\n\r\n", 400, "bad-request"),
        (b"this is not HTTP at all\r\n\r\n", 400, "bad-request"),
    ],
    ids=["a long address", "a long header", "many headers", "a broken header", "no HTTP"],
)
def test_what_is_no_request_gets_a_problem(server, request_bytes, status, problem):
    port, _log = server
    got, headers, body = send(port, request_bytes)
    assert (got, headers["Content-Type"]) == (status, "application/problem+json")
    assert headers["Access-Control-Allow-Origin"] == "*"
    told = json.loads(body)
    assert (told["type"], told["status"]) == (f"/api/problems/{problem}/", status)
    assert told["detail"]
    assert told["instance"].startswith("urn:uuid:")


def test_the_access_log_does_not_say_what_somebody_searched_for(server):
    port, log = server
    send(
        port,
        b"GET /api/problems/?q=chlamydia HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Phone\r\nConnection: close\r\n\r\n",
    )
    send(port, b"GET /api/problems/?q=" + b"chlamydia" * 1000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    written = log.read_text()
    assert re.search(r"^GET /api/problems/ 200 \d+ \d+ms -$", written, re.MULTILINE)
    assert "chlamydia" not in written
    assert "Phone" not in written


def test_no_log_holds_the_pass_of_a_preview_not_even_where_it_fails(server):
    port, log = server
    for path in (b"/api/v1/previews/sesame/", b"/previews/sesame/", b"/previews/sesame"):
        send(port, b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    written = log.read_text()
    assert "GET /api/v1/previews/…/ 500" in written  # the database is empty
    assert "Internal Server Error: /previews/…/" in written
    assert "sesame" not in written


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how many packets a connection received")
def test_an_answer_comes_in_one_packet(server):
    port, _log = server
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(b"GET /api/problems/bad-request/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
        told = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 160)
    (packets_with_data,) = struct.unpack_from("I", told, 152)  # tcpi_data_segs_in of linux/tcp.h
    assert answer.startswith(b"HTTP/1.1 200")
    assert packets_with_data == 1
