"""Asking a real web server, and never one that is not for us."""

import socket
import ssl
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from api.outgoing import is_public
from cms.references.asking import Answer, ask
from cms.references.models import Problem

AGENT = "Vertebra test"
LEADS = {"circle": "/circle", "mail": "mailto:office@clinic.example"}


class Website(BaseHTTPRequestHandler):
    """Answers by its path: /404, or /405/200 to HEAD and GET; /to/404 leads to /404."""

    def do_HEAD(self):
        self.answer(0)

    def do_GET(self):
        self.answer(1)

    def answer(self, turn):
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        first, *rest = self.path.strip("/").split("/", 1)
        if first == "to":
            self.send_response(302)
            self.send_header("Location", rest[0] if rest[0].startswith("http") else f"/{rest[0]}")
        elif first in LEADS:
            self.send_response(301)
            self.send_header("Location", LEADS[first])
        else:
            statuses = [int(first), int(rest[0] if rest else first)]
            self.send_response(statuses[turn])
            if statuses[turn] in (429, 503):
                self.send_header("Retry-After", "3600")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"x" * 100_000)

    def log_message(self, *args):
        pass


@pytest.fixture
def website():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Website)
    server.asked = []
    server.address = f"http://127.0.0.1:{server.server_port}"
    server.handle_error = lambda *args: None  # we go when we have read the headers
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def anywhere(address, port):
    return True


def look(address, **options):
    return ask(address, agent=AGENT, may_connect=anywhere, **options)


def test_a_page_that_is_there_is_asked_once_by_name(website):
    assert look(f"{website.address}/200") == Answer("", 200)
    assert website.asked == [("HEAD", "/200", AGENT)]


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/405/200", Answer("", 200)),
        ("/404/200", Answer("", 200)),
        ("/404", Answer(Problem.GONE, 404)),
        ("/410", Answer(Problem.GONE, 410)),
        ("/500", Answer(Problem.ERROR, 500)),
        ("/403", Answer("", 403)),
        ("/429", Answer("", 429, 3600)),
    ],
)
def test_where_head_is_refused_get_decides(website, path, answer):
    assert look(f"{website.address}{path}") == answer
    assert [method for method, *_rest in website.asked] == ["HEAD", "GET"]


def test_redirects_are_followed_to_the_end(website):
    assert look(f"{website.address}/to/to/404") == Answer(Problem.GONE, 404)


def test_a_circle_is_left(website):
    assert look(f"{website.address}/circle") == Answer(Problem.CIRCLE)
    assert len(website.asked) < 10


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.0.0.5",
            "172.16.3.4",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
        ),
        *("::1", "fd00::1", "fe80::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1"),
    ],
)
def test_no_address_inside_a_network_is_public(address):
    assert not is_public(ip_address(address), 443)


def test_public_addresses_are_asked_on_the_ports_of_the_web_alone():
    assert is_public(ip_address("93.184.215.14"), 443)
    assert is_public(ip_address("2606:2800:21f:cb07:6820:80da:af6b:8b2c"), 80)
    assert not is_public(ip_address("93.184.215.14"), 25)


def test_a_private_server_is_never_connected_to(website):
    assert ask(f"{website.address}/404", agent=AGENT) == Answer()
    assert ask(f"http://localhost:{website.server_port}/404", agent=AGENT) == Answer()
    assert website.asked == []


def test_a_redirect_into_a_network_is_not_followed(website):
    inner = website.server_port

    def only_first(address, port):
        return not website.asked

    assert ask(f"{website.address}/to/http://127.0.0.1:{inner}/404", agent=AGENT, may_connect=only_first) == Answer()
    assert [path for _method, path, _agent in website.asked] == [f"/to/http://127.0.0.1:{inner}/404"]


def test_a_redirect_to_what_is_no_web_page_is_a_dead_end(website):
    assert look(f"{website.address}/mail").problem == Problem.GONE


def test_nobody_there_is_silence():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert look(f"http://127.0.0.1:{port}/") == Answer(Problem.SILENT)


def test_a_website_that_keeps_us_waiting_letter_by_letter_is_left():
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()

        def drip():
            while not stop.is_set():
                try:
                    server.settimeout(0.2)
                    visitor, _address = server.accept()
                except TimeoutError:
                    continue
                with visitor:
                    try:
                        while not stop.is_set():
                            visitor.send(b"H")
                            time.sleep(0.05)
                    except OSError:
                        continue

        thread = threading.Thread(target=drip)
        thread.start()
        begun = time.monotonic()
        answer = look(f"http://127.0.0.1:{server.getsockname()[1]}/", seconds=1.0)
        stop.set()
        thread.join()
    assert answer == Answer(Problem.SILENT)
    assert time.monotonic() - begun < 5


def self_signed(folder):
    """A file with a certificate that nobody vouches for, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = timezone.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / "certificate.pem"
    file.write_bytes(private + certificate.public_bytes(pem))
    return file


def test_a_certificate_that_browsers_refuse_is_told(tmp_path):
    certificate = self_signed(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)

        def greet():
            visitor, _address = server.accept()
            with visitor:
                try:
                    context.wrap_socket(visitor, server_side=True).close()
                except OSError:
                    return

        thread = threading.Thread(target=greet)
        thread.start()
        answer = look(f"https://127.0.0.1:{server.getsockname()[1]}/")
        thread.join()
    assert answer == Answer(Problem.INSECURE)
