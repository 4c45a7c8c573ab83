"""Where a request comes from, as a pseudonym of that day."""

import ipaddress
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from api.encryption import keyed_hash

NO_ADDRESS = "192.0.2.0"
"""Of a peer on a Unix socket: an address reserved for documentation (RFC 5737)."""


def network(request: HttpRequest, *, at: datetime) -> str:
    """A keyed hash of the caller's network, another one every day, so that nobody can be followed from day to day.

    In IPv6 a household has a /64 of its own, and any host of it can take any address in it.
    """
    address = ipaddress.ip_address(caller(request))
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False).network_address
    return keyed_hash(f"network of {at:%Y-%m-%d}", str(address))[:16]


def caller(request: HttpRequest) -> str:
    """The peer, or what our own proxies say: each appends the address that it saw, so what stands before is hearsay."""
    if settings.TRUSTED_PROXIES:
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(hops) >= settings.TRUSTED_PROXIES:
            candidate = hops[-settings.TRUSTED_PROXIES]
            try:
                return str(ipaddress.ip_address(candidate))
            except ValueError:
                pass  # a proxy that writes something else; the peer is at least true
    return request.META.get("REMOTE_ADDR") or NO_ADDRESS
