"""What goes out by the project's worker is what gunicorn would send, in as few packets as it can be."""

import socket
from contextlib import suppress
from io import BytesIO

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import InvalidHeader, InvalidHeaderName
from gunicorn.http.parser import RequestParser
from gunicorn.http.wsgi import FileWrapper
from gunicorn.http.wsgi import Response as Plain

from api.http.response_cache import HIT
from backend.web_response import LARGEST_TOGETHER, Response

JSON = ("Content-Type", "application/json")
LARGE = b"x" * (LARGEST_TOGETHER + 1)


def length(number: int) -> tuple[str, str]:
    return ("Content-Length", str(number))


def send(response_class, parts, *, status="200 OK", headers=(), method="GET", version="1.1", close=False):
    """Send an answer over a real socket; returns its packets, each what was sent at once, and what gunicorn is told."""
    is_file = isinstance(parts, FileWrapper)
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM if is_file else socket.SOCK_DGRAM)
    with here, there:
        for end in (here, there):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
        request = next(RequestParser(Config(), iter([f"{method} / HTTP/{version}\r\n\r\n".encode()]), ("127.0.0.1", 1)))
        response = response_class(request, here, Config())
        if close:
            response.force_close()
        response.start_response(status, list(headers))
        if is_file:
            response.write_file(parts)
        else:
            for part in parts:
                response.write(part)
        response.close()
        told = (response.sent, response.headers, response.should_close())
        there.setblocking(False)
        packets = []
        with suppress(BlockingIOError):
            while True:
                packets.append(there.recv(1 << 20))
    return packets, told


def whole(packets: list[bytes]) -> list[bytes]:
    return [line for line in b"".join(packets).split(b"\r\n") if not line.startswith(b"Date: ")]


ANSWERS = {
    "with a length": {"parts": [b"{}"], "headers": [JSON, length(2)]},
    "from memory": {"parts": [b"{}"], "headers": [JSON, length(2), HIT]},
    "known already": {"parts": [], "status": "304 Not Modified", "headers": [("ETag", '"a"'), HIT]},
    "only its head": {"parts": [], "method": "HEAD", "headers": [JSON, length(2), HIT]},
    "a body where none may be": {"parts": [b"{}"], "method": "HEAD", "headers": [JSON, length(2)]},
    "no content": {"parts": [], "status": "204 No Content", "headers": [length(0)]},
    "empty": {"parts": [b""], "headers": [JSON, length(0)]},
    "nothing at all": {"parts": [], "headers": [JSON, length(0), HIT]},
    "in parts": {"parts": [b"one", b"", b"two"], "headers": [JSON, length(6)]},
    "longer than it says": {"parts": [b"one", b"two"], "headers": [JSON, length(4), HIT]},
    "large": {"parts": [LARGE], "headers": [JSON, length(len(LARGE)), HIT]},
    "streamed": {"parts": [b"one", b"", b"two"], "headers": [JSON]},
    "streamed and empty": {"parts": [], "headers": [JSON]},
    "streamed to an old client": {"parts": [b"one", b"two"], "headers": [JSON], "version": "1.0"},
    "the last one": {"parts": [b"{}"], "headers": [JSON, length(2), HIT], "close": True},
    "without headers": {"parts": [b"one"]},
    "spaces and hops": {"parts": [b"{}"], "headers": [("X-A", " b\t"), ("Keep-Alive", "9"), length(2), HIT]},
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_the_bytes_are_gunicorns(answer):
    for _again in range(2):
        expected, told = send(Plain, **answer)
        packets, ours = send(Response, **answer)
        assert whole(packets) == whole(expected)
        assert ours == told


def test_a_file_is_sent_as_gunicorn_sends_it(tmp_path):
    (tmp_path / "file").write_bytes(b"a file")
    for opened in (lambda: (tmp_path / "file").open("rb"), lambda: BytesIO(b"a file")):
        for headers in ([length(6)], []):
            with opened() as ours, opened() as theirs:
                packets, told = send(Response, FileWrapper(ours), headers=headers)
                expected, theirs_told = send(Plain, FileWrapper(theirs), headers=headers)
            assert whole(packets) == whole(expected)
            assert told == theirs_told


def test_head_and_body_go_out_together():
    assert len(send(Response, [b"{}"], headers=[JSON, length(2)])[0]) == 1
    assert len(send(Response, [b"{}"], headers=[JSON, length(2), HIT])[0]) == 1
    assert len(send(Plain, [b"{}"], headers=[JSON, length(2)])[0]) == 2


def test_a_body_too_large_to_copy_follows_its_head():
    packets, _told = send(Response, [LARGE], headers=[JSON, length(len(LARGE))])
    assert packets[1:] == [LARGE]


@pytest.mark.parametrize(
    ("header", "error"),
    [
        (("X-Injected", "a\r\nSet-Cookie: b"), InvalidHeader),
        (("X Injected", "a"), InvalidHeaderName),
        (("X-Injected", 7), TypeError),
    ],
    ids=["value", "name", "type"],
)
def test_headers_of_an_answer_from_memory_are_checked_too(header, error):
    for _again in range(2):
        with pytest.raises(error):
            send(Response, [], headers=[header, HIT])


def test_two_answers_from_memory_keep_their_own_heads():
    for tag in ("a", "b", "a"):
        packets, told = send(Response, [b"{}"], headers=[("ETag", f'"{tag}"'), length(2), HIT])
        assert f'ETag: "{tag}"\r\n'.encode() in packets[0]
        assert told[1] == [("ETag", f'"{tag}"'), length(2), HIT]
