"""What is answered from memory, and what never is."""

import gzip
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import brotli
import pytest
import time_machine
from backports import zstd

from api.http.response_cache import COMPUTED_AT_ONCE, ResponseCache

NEWS = "Walking keeps the back supple. " * 40


class Clinic:
    """An application whose answers say at which serial they were computed."""

    def __init__(self):
        self.serial = 1
        self.computed = 0
        self.looked = 0
        self.closed = 0
        self.headers = {"Cache-Control": "public, max-age=60", "Content-Type": "application/json"}
        self.status = "200 OK"
        self.while_computing = lambda: None
        self.fails = False

    def read_serial(self):
        self.looked += 1
        if self.fails:
            raise OSError("the database is away")
        return self.serial

    def __call__(self, environ, start_response):
        self.computed += 1
        told = self.serial
        self.while_computing()
        body = f"{told} {environ['QUERY_STRING']} {environ.get('HTTP_X_READER', '')} {NEWS}".encode()
        headers = {"ETag": f'"v{told}"', "Library-Serial": str(told), "Content-Length": str(len(body)), **self.headers}
        start_response(self.status, [(name, value) for name, value in headers.items() if value])
        return Body(self, body)


class Body:
    def __init__(self, clinic, body):
        self.clinic, self.chunks = clinic, [body[:10], body[10:]]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.chunks)

    def close(self):
        self.clinic.closed += 1


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.body = int(status.split()[0]), body
        self.headers = {name.lower(): value for name, value in headers}

    @property
    def serial(self):
        return int(self.body.split()[0])


def ask(application, path="/api/v1/articles/", query="", method="GET", **headers):
    environ = {"SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method}
    environ |= {"HTTP_" + name.upper(): value for name, value in headers.items()}
    setup_testing_defaults(environ)
    started = []
    chunks = validator(application)(environ, lambda *arguments: started.append(arguments[:2]) or (lambda _chunk: None))
    try:
        body = b"".join(chunks)
    finally:
        chunks.close()
    return Answer(*started[-1], body)


@pytest.fixture
def clinic():
    return Clinic()


@pytest.fixture
def cache(clinic):
    """Looks at the serial on every request, so that a test need not wait."""
    return cached(clinic)


def cached(clinic, freshness=0.0, capacity=1_000_000):
    return ResponseCache(clinic, read_serial=clinic.read_serial, freshness=freshness, capacity=capacity)


def test_the_second_reader_is_answered_from_memory(clinic, cache):
    first, second = ask(cache), ask(cache)
    assert (first.status, first.body, clinic.computed) == (200, second.body, 1)
    assert first.headers["cache-status"] == "Vertebra; fwd=miss; stored"
    assert second.headers["cache-status"] == "Vertebra; hit"
    assert clinic.closed == 1


def test_what_means_nothing_on_data_is_not_sent_with_every_answer(clinic, cache):
    clinic.headers |= {"Allow": "GET", "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff"}
    ask(cache)
    answer = ask(cache)
    assert "x-content-type-options" in answer.headers
    assert not {"allow", "referrer-policy"} & answer.headers.keys()


@pytest.mark.parametrize("spelling", ["b=%62&a=%20x", "a=+x&b=b", "&a=%20x&&b=b", "b=b&a=%20x"])
def test_spellings_of_one_query_share_one_answer(clinic, cache, spelling):
    first = ask(cache, query="a=+x&b=b")
    assert ask(cache, query=spelling).body == first.body
    assert clinic.computed == 1


def test_whichever_spelling_comes_first_the_bytes_are_the_same(clinic):
    assert ask(cached(clinic), query="b=2&a=%31").body == ask(cached(clinic), query="a=1&b=2").body


@pytest.mark.parametrize(
    ("query", "other"), [("q=%ff", "q=%fe"), ("a=1&a=2", "a=2&a=1"), ("a=b%26c=d", "a=b&c=d"), ("a=%2B", "a=+")]
)
def test_queries_that_differ_never_share(clinic, cache, query, other):
    assert ask(cache, query=query).body != ask(cache, query=other).body
    assert clinic.computed == 2


def test_hosts_schemes_and_paths_have_their_own_answers(clinic, cache):
    ask(cache)
    ask(cache, host="elsewhere.example")
    ask(cache, x_forwarded_proto="https")
    ask(cache, path="/api/v1/topics/")
    assert clinic.computed == 4


def test_a_publication_shows_at_once_where_every_request_looks(clinic, cache):
    ask(cache)
    clinic.serial = 2
    assert ask(cache).serial == 2


def test_a_publication_shows_as_soon_as_the_bound_is_over(clinic):
    cache = cached(clinic, freshness=0.2)
    ask(cache)
    assert (ask(cache).serial, clinic.looked) == (1, 2)  # once before, and once after the answer was computed
    clinic.serial = 2
    time.sleep(0.2)
    assert ask(cache).serial == 2


def test_an_answer_that_a_publication_overtook_is_not_kept(clinic, cache):
    def publish():
        clinic.serial += 1

    clinic.while_computing = publish
    overtaken = ask(cache)
    clinic.while_computing = lambda: None
    assert (overtaken.serial, overtaken.headers["cache-status"]) == (1, "Vertebra; fwd=miss")
    assert ask(cache).serial == 2


def test_a_restored_backup_with_a_lower_serial_shows(clinic, cache):
    clinic.serial = 9
    ask(cache)
    clinic.serial = 4
    assert ask(cache).serial == 4


def test_answers_are_made_anew_when_the_day_ends(clinic, cache):
    with time_machine.travel("2026-03-01T23:59:59Z") as traveller:
        ask(cache)
        ask(cache)
        assert clinic.computed == 1
        traveller.shift(2)
        ask(cache)
    assert clinic.computed == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "no-store"},
        {"Cache-Control": "private, max-age=60"},
        {"Cache-Control": "public, no-cache"},
        {"Cache-Control": None},
        {"Set-Cookie": "who=me"},
        {"Vary": "Cookie"},
        {"Vary": "Accept, *"},
        {"ETag": None},
        {"Content-Length": None},
    ],
)
def test_what_may_be_private_or_streams_is_never_kept(clinic, cache, headers):
    clinic.headers |= headers
    ask(cache)
    assert "stored" not in ask(cache).headers["cache-status"]
    assert (clinic.computed, clinic.closed) == (2, 2)


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "503 Service Unavailable", "301 Moved Permanently"])
def test_only_success_is_kept(clinic, cache, status):
    clinic.status = status
    ask(cache)
    assert ask(cache).status == int(status[:3])
    assert clinic.computed == 2


@pytest.mark.parametrize("header", ["authorization", "if_match", "if_unmodified_since"])
def test_a_request_that_only_the_application_can_judge_reaches_it(clinic, cache, header):
    ask(cache)
    assert "cache-status" not in ask(cache, **{header: "x"}).headers
    assert clinic.computed == 2


@pytest.mark.parametrize(
    ("accept", "computed"), [("text/html", 2), ("text/html,*/*;q=0.1", 1), ("application/json", 1)]
)
def test_who_does_not_take_json_is_judged_by_the_application(clinic, cache, accept, computed):
    ask(cache)
    ask(cache, accept=accept)
    assert clinic.computed == computed


def test_what_is_not_read_passes_through(clinic, cache):
    ask(cache, method="POST")
    ask(cache, path="/admin/")
    assert (clinic.computed, clinic.looked) == (2, 0)


def test_an_answer_varies_by_what_it_says_it_varies_by(clinic, cache):
    clinic.headers["Vary"] = "X-Reader"
    ana, ben = ask(cache, x_reader="ana"), ask(cache, x_reader="ben")
    assert (b"ana" in ana.body, b"ben" in ben.body) == (True, True)
    assert ask(cache, x_reader="ana").body == ana.body
    assert clinic.computed == 2
    assert ana.headers["vary"] == "X-Reader, Accept-Encoding"


DECODERS = {"br": brotli.decompress, "zstd": zstd.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize("coding", DECODERS)
def test_each_coding_is_made_once_and_has_an_entity_tag_of_its_own(clinic, cache, coding):
    plain = ask(cache)
    packed = ask(cache, accept_encoding=coding)
    assert DECODERS[coding](packed.body) == plain.body
    assert packed.headers["content-encoding"] == coding
    assert packed.headers["content-length"] == str(len(packed.body))
    assert (plain.headers["etag"], packed.headers["etag"]) == ('"v1"', f'"v1-{coding}"')
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert ask(cache, accept_encoding=coding).headers["cache-status"] == "Vertebra; hit"
    assert clinic.computed == 1


@pytest.mark.parametrize(
    ("accept_encoding", "coding"),
    [
        ("gzip, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.9", "gzip"),
        ("*", "br"),
        ("br;q=0, *;q=0.5", "zstd"),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0, gzip", "gzip"),
        ("deflate", None),
        ("", None),
        ("gzip;q=nonsense", None),
        ("br;q=7", None),
    ],
)
def test_the_coding_that_the_client_prefers_is_chosen(cache, accept_encoding, coding):
    assert ask(cache, accept_encoding=accept_encoding).headers.get("content-encoding") == coding


def test_what_is_compressed_already_or_small_is_sent_as_it_is(clinic, cache):
    clinic.headers["Content-Type"] = "application/gzip"
    answer = ask(cache, accept_encoding="br")
    assert ("content-encoding" in answer.headers, "vary" in answer.headers) == (False, False)


@pytest.mark.parametrize("coding", [None, *DECODERS])
def test_a_client_that_has_it_already_gets_304(clinic, cache, coding):
    accept = {"accept_encoding": coding} if coding else {}
    for _twice in range(2):  # computed, then from memory
        whole = ask(cache, **accept)
        for known in (whole.headers["etag"], f'"other", W/{whole.headers["etag"]}', "*"):
            answer = ask(cache, if_none_match=known, **accept)
            assert (answer.status, answer.body) == (304, b"")
            assert answer.headers["etag"] == whole.headers["etag"]
            assert answer.headers["cache-control"] == whole.headers["cache-control"]
            assert answer.headers["library-serial"] == "1"
            assert not {"content-length", "content-type", "content-encoding"} & set(answer.headers)
        cache = cached(clinic)


def test_a_client_that_kept_another_acceptable_coding_gets_304_for_that_one(cache):
    answer = ask(cache, accept_encoding="br, gzip", if_none_match='"v1-gzip"')
    assert (answer.status, answer.headers["etag"]) == (304, '"v1-gzip"')


def test_a_client_that_has_something_else_gets_the_whole(cache):
    assert ask(cache, if_none_match='"v0", "v1-br"').status == 200


def test_modified_since_is_answered_unless_the_entity_tag_is_asked_for(clinic, cache):
    clinic.headers["Last-Modified"] = "Sun, 01 Mar 2026 10:00:00 GMT"
    assert ask(cache, if_modified_since="Sun, 01 Mar 2026 10:00:00 GMT").status == 304
    assert ask(cache, if_modified_since="Sun, 01 Mar 2026 09:59:59 GMT").status == 200
    assert ask(cache, if_modified_since="Sun, 01 Mar 2026 10:00:00 GMT", if_none_match='"v0"').status == 200
    assert ask(cache, if_modified_since="yesterday").status == 200


def test_a_stream_that_the_client_has_already_is_not_sent_again(clinic, cache):
    clinic.headers["Content-Length"] = None
    answer = ask(cache, if_none_match='"v1"')
    assert (answer.status, answer.body, clinic.closed) == (304, b"", 1)


@pytest.mark.parametrize("length", [None, ...])
def test_head_says_what_get_says_without_the_body(clinic, cache, length):
    if length is None:
        clinic.headers["Content-Length"] = None
    head = ask(cache, method="HEAD", accept_encoding="br")
    got = ask(cached(clinic), accept_encoding="br")
    assert (head.body, head.headers) == (b"", got.headers)
    assert clinic.closed == 2


def test_what_belongs_to_one_answer_is_not_repeated_to_others(clinic, cache):
    clinic.headers["X-Request-ID"] = "one"
    assert all("x-request-id" not in ask(cache).headers for _ in range(2))


def test_memory_is_bounded_and_the_least_used_goes_first(clinic):
    cache = cached(clinic, capacity=50_000)
    for number in range(30):
        ask(cache, query=f"n={number}", accept_encoding="gzip")
        ask(cache, query="n=0", accept_encoding="br")
    assert cache.bytes_held <= 50_000
    computed = clinic.computed
    ask(cache, query="n=0")
    ask(cache, query="n=1")
    assert clinic.computed == computed + 1


def test_an_answer_too_large_for_its_share_is_not_kept(clinic):
    cache = cached(clinic, capacity=8000)
    ask(cache)
    ask(cache)
    assert clinic.computed == 2


def test_what_many_ask_for_at_the_same_time_is_computed_once(clinic, cache):
    clinic.while_computing = lambda: time.sleep(0.05)
    answers = ask_together(cache, ["page=1"] * 12)

    assert [answer.status for answer in answers] == [200] * 12
    assert clinic.computed <= COMPUTED_AT_ONCE


def test_few_answers_are_computed_at_the_same_time_and_everybody_gets_theirs(clinic, cache):
    now, most = [], []

    def compute():
        now.append(1)
        most.append(len(now))
        time.sleep(0.01)
        now.pop()

    clinic.while_computing = compute
    answers = ask_together(cache, [f"page={number}" for number in range(12)])

    assert {answer.body.split()[1] for answer in answers} == {f"page={number}".encode() for number in range(12)}
    assert max(most) <= COMPUTED_AT_ONCE


def test_who_failed_keeps_nobody_waiting(clinic, cache):
    def fail():
        raise RuntimeError("a view has failed")

    clinic.while_computing = fail
    for _reader in range(COMPUTED_AT_ONCE):
        with pytest.raises(RuntimeError, match="a view has failed"):
            ask(cache)
    clinic.while_computing = lambda: None

    assert ask(cache).status == 200


def ask_together(cache, queries):
    with ThreadPoolExecutor(len(queries)) as readers:
        return list(readers.map(lambda query: ask(cache, query=query), queries))


def test_many_readers_share_one_look_at_the_serial(clinic):
    """However slow the database is, and however many wait for it."""
    cache = cached(clinic, freshness=30)
    began = threading.Barrier(20)
    read = clinic.read_serial

    def slow():
        time.sleep(0.1)
        return read()

    cache = ResponseCache(clinic, read_serial=slow, freshness=30, capacity=1_000_000)
    # Every one computes, and looks once more; those looks are shared too.
    run_together([lambda: (began.wait(), ask(cache))] * 20)
    assert clinic.looked <= 4
    looked = clinic.looked
    run_together([lambda: ask(cache)] * 20)
    assert clinic.looked == looked


def test_without_the_database_nothing_is_answered_from_memory(clinic, cache):
    ask(cache)
    clinic.fails, clinic.status = True, "503 Service Unavailable"
    assert ask(cache).status == 503
    clinic.fails, clinic.status = False, "200 OK"
    assert ask(cache).headers["cache-status"] == "Vertebra; hit"


@pytest.mark.parametrize("freshness", [0.0, 0.05])
def test_no_reader_sees_anything_older_than_the_bound(clinic, freshness):
    """While a writer publishes all the time."""
    cache = cached(clinic, freshness=freshness)
    published = [(0.0, 1)]
    over = time.monotonic() + 1.5
    too_old, asked = [], []

    def write():
        while time.monotonic() < over:
            clinic.serial += 1
            published.append((time.monotonic(), clinic.serial))
            time.sleep(0.003)

    def read():
        while time.monotonic() < over:
            bound = time.monotonic() - freshness
            due = next(serial for moment, serial in reversed(published.copy()) if moment <= bound)
            answer = ask(cache, query=f"n={len(asked) % 5}", accept_encoding="")
            asked.append(answer.serial)
            if answer.serial < due or int(answer.headers["library-serial"]) != answer.serial:
                too_old.append((due, answer.serial))

    run_together([write, read, read, read])
    assert (too_old, len(asked) > 200) == ([], True)


def run_together(actions):
    threads = [threading.Thread(target=action) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
