"""Asking a website whether a page is there: HEAD, and GET where that is refused. No answer's body is read."""

from __future__ import annotations

import http.client
import socket
import ssl
from time import monotonic
from typing import NamedTuple
from urllib.parse import urljoin

from api import outgoing
from api.outgoing import MayConnect, NotForUsError, is_public
from cms.references.citations import normal
from cms.references.models import Problem

SECONDS = 10.0
"""For everything together, redirects included."""
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
GONE = {404, 410}
RESERVED = {401, 402, 403, 405, 406, 407, 418, 421, 429, 451, 503, 999}
"""What websites tell programs, or those who have not paid: it says nothing about what readers get."""
BAD_CERTIFICATE = {10, 18, 62}
"""Expired, self-signed, of another host (X509_V_ERR_…). Of others browsers may know more than this machine does."""


class Answer(NamedTuple):
    """`problem` is empty where the page is there, and where nothing can be told."""

    problem: str = ""
    status: int | None = None
    retry_after: int | None = None
    """Seconds for which the website wants to be left alone."""


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
        status, headers = outgoing.send(
            method, address, headers={"User-Agent": agent, "Accept": "*/*"}, ends=ends, may_connect=may_connect
        )
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
