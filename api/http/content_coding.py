"""Content codings (RFC 9110, section 8.4): which of them a request accepts, and how each is made."""

import gzip
from collections.abc import Callable
from functools import lru_cache

import brotli
from backports import zstd

IDENTITY = "identity"

CODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=5),
    "zstd": lambda body: zstd.compress(body, 9),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
"""In the server's order of preference: what makes health articles smallest comes first."""


@lru_cache(maxsize=1024)
def accepted(header: str | None) -> tuple[str, ...]:
    """The codings that an Accept-Encoding header allows, the most preferred first; `identity` is always the last
    resort.

    A request without the header could take anything (RFC 9110, section 12.5.3); in practice it is a client that
    decodes nothing.
    """
    if header is None:
        return (IDENTITY,)
    weights = dict(_weighted(item) for item in header.lower().split(",") if item.strip())
    others = weights.get("*", 0.0)
    offered = {coding: weights.get(coding, others) for coding in CODERS}
    wanted = sorted((coding for coding in offered if offered[coding] > 0), key=lambda coding: -offered[coding])
    identity = weights.get(IDENTITY, 0.0)
    preferred = [coding for coding in wanted if offered[coding] >= identity]
    return (*preferred, IDENTITY, *(coding for coding in wanted if coding not in preferred))


def _weighted(item: str) -> tuple[str, float]:
    coding, _semicolon, parameters = item.partition(";")
    name, _equals, value = parameters.strip().partition("=")
    try:
        weight = float(value) if name.strip() == "q" else 1.0
    except ValueError:
        weight = 0.0
    return coding.strip(), weight if 0 <= weight <= 1 else 0.0
