"""Asking a website whether a page is there: HEAD, and GET where that is refused. No answer's body is read.

Editors write the addresses, so that they may lead anywhere: only public addresses of the internet are connected to,
on the ports of the web, whatever a name resolves to and wherever a redirect leads.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from time import monotonic
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from cms.references.citations import normal
from cms.references.models import Problem

SECONDS = 10.0
"""For everything together, redirects included."""
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
PORTS = {80, 443, 8080, 8443}
EMBEDDING = [ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("2002::/16")]
"""IPv6 addresses that stand for an IPv4 one, which may be private (RFC 6052, RFC 8215, RFC 3056)."""
GONE = {404, 410}
RESERVED = {401, 402, 403, 405, 406, 407, 418, 421, 429, 451, 503, 999}
"""What websites tell programs, or those who have not paid: it says nothing about what readers get."""
BAD_CERTIFICATE = {10, 18, 62}
"""Expired, self-signed, of another host (X509_V_ERR_…). Of others browsers may know more than this machine does."""

MayConnect = Callable[[IPv4Address | IPv6Address, int], bool]


class Answer(NamedTuple):
    """`problem` is empty where the page is there, and where nothing can be told."""

    problem: str = ""
    status: int | None = None
    retry_after: int | None = None
    """Seconds for which the website wants to be left alone."""


class NotForUsError(OSError):
    """An address inside somebody's network, or no web server's port."""


def is_public(address: IPv4Address | IPv6Address, port: int) -> bool:
    translated = any(address in network for network in EMBEDDING if network.version == address.version)
    return port in PORTS and address.is_global and not address.is_multicast and not translated


def ask(address: str, *, agent: str, may_connect: MayConnect = is_public, seconds: float = SECONDS) -> Answer:
    """What is found at `address`, which begins with http:// or https://."""
    ends = monotonic() + seconds
    for _hop in range(MOST_REDIRECTS + 1):
        answer, onward = _follow(address, agent, may_connect, ends)
        if onward is None:
            return answer
        target = normal(urljoin(address, onward))
        if target is None:
            return Answer(Problem.GONE, answer.status)
        address = target
    return Answer(Problem.CIRCLE)


def _follow(address: str, agent: str, may_connect: MayConnect, ends: float) -> tuple[Answer, str | None]:
    """The answer of one address, and where it leads on to."""
    middle = (monotonic() + ends) / 2
    answer, onward = _try("HEAD", address, agent, may_connect, middle)
    if answer.problem in (Problem.GONE, Problem.ERROR, Problem.SILENT) or answer.status in RESERVED:
        return _try("GET", address, agent, may_connect, ends)
    return answer, onward


def _try(method: str, address: str, agent: str, may_connect: MayConnect, ends: float) -> tuple[Answer, str | None]:
    try:
        status, headers = _send(method, address, agent, may_connect, ends)
    except NotForUsError:
        return Answer(), None
    except socket.gaierror as error:
        # Only "no such name" is the website's doing; else our own resolver is in trouble.
        return Answer(Problem.NO_HOST if error.errno in _NO_SUCH_NAME else ""), None
    except ssl.SSLCertVerificationError as error:
        return Answer(Problem.INSECURE if error.verify_code in BAD_CERTIFICATE else ""), None
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(Problem.SILENT), None
    if status in REDIRECTS and headers.get("Location"):
        return Answer(status=status), headers["Location"]
    return _judged(status, headers), None


_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


def _judged(status: int, headers: http.client.HTTPMessage) -> Answer:
    seconds = headers.get("Retry-After", "")
    retry_after = int(seconds) if seconds.isascii() and seconds.isdecimal() and len(seconds) < 9 else None
    if status in GONE:
        return Answer(Problem.GONE, status)
    if status >= 400 and status not in RESERVED:
        return Answer(Problem.ERROR, status)
    return Answer("", status, retry_after)


def _send(
    method: str, address: str, agent: str, may_connect: MayConnect, ends: float
) -> tuple[int, http.client.HTTPMessage]:
    parts = urlsplit(address)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": agent, "Accept": "*/*", "Connection": "close"}
    with _connected(host, port, may_connect, ends) as plain:
        sock = _secured(plain, host) if secure else plain
        with sock, _cut_off(sock, ends):
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            connection = http.client.HTTPConnection(host, port)
            connection.sock = sock
            connection.request(method, path, headers=headers)
            with connection.getresponse() as response:
                return response.status, response.headers


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


def _connected(host: str, port: int, may_connect: MayConnect, ends: float) -> socket.socket:
    """To what the name resolves to now, checked; asking for the name again could lead elsewhere."""
    found = dict.fromkeys(row[4][0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    allowed = [str(one) for one in found if may_connect(ip_address(str(one)), port)]
    if not allowed:
        raise NotForUsError(host)
    for address in allowed[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), timeout=_left(ends) / 2)
    return socket.create_connection((allowed[-1], port), timeout=_left(ends))


@contextmanager
def _cut_off(sock: socket.socket, ends: float) -> Iterator[None]:
    """A website that sends a letter now and then would keep us for ever: each letter is in time."""

    def shut() -> None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not TLS's own, which another thread may not call

    timer = Timer(_left(ends), shut)
    timer.daemon = True
    sock.settimeout(_left(ends))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _left(ends: float) -> float:
    left = ends - monotonic()
    if left <= 0:
        raise TimeoutError
    return left
