"""Requests to addresses that somebody else wrote down, and that may lead anywhere: only public addresses of the
internet are connected to, whatever a name resolves to, and nobody can keep us longer than we want to stay.
"""

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from time import monotonic
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
PORTS = {80, 443, 8080, 8443}
"""Of the web. What answers on others may take a request for something else."""
EMBEDDING = [ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("2002::/16")]
"""IPv6 addresses that stand for an IPv4 one, which may be private (RFC 6052, RFC 8215, RFC 3056)."""

MayConnect = Callable[[Address, int], bool]
"""Whether there may be a connection to this address and port."""


class NotForUsError(OSError):
    """An address inside somebody's network, or no web server's port."""


def is_public(address: Address, port: int) -> bool:
    translated = any(address in network for network in EMBEDDING if network.version == address.version)
    return port in PORTS and address.is_global and not address.is_multicast and not translated


def send(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    body: bytes | None = None,
    ends: float,
    may_connect: MayConnect = is_public,
) -> tuple[int, http.client.HTTPMessage]:
    """Status and headers of what answers at `url`; its body isn't read, and no redirect followed.

    `ends` is the moment of time.monotonic() by which all is over. Raises NotForUsError; socket.gaierror where there is
    no such name; ssl.SSLCertVerificationError; other OSError, HTTPException or ValueError for no answer that is one.
    """
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    named = {"Host": parts.netloc.rpartition("@")[2], **headers, "Connection": "close"}
    with _connected(host, port, may_connect, ends) as plain:
        sock = _secured(plain, host) if secure else plain
        with sock, _cut_off(sock, ends):
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            connection = http.client.HTTPConnection(host, port)
            connection.sock = sock
            connection.request(method, path, body=body, headers=named)
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
    """A server that sends a letter now and then would keep us for ever: each letter is in time."""

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
