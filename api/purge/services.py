"""The shared caches that can be told to forget whatever carries a tag, each in the words of its own interface."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import uuid4

from django.conf import settings

TIMEOUT_SECONDS = 10


class PurgeError(RuntimeError):
    """A shared cache didn't do what it was told, or didn't answer."""


class Service(Protocol):
    """A shared cache."""

    @property
    def name(self) -> str:
        """What the operator knows it by."""

    @property
    def most_tags(self) -> int:
        """How many it takes at once."""

    def purge(self, tags: Sequence[str]) -> None:
        """Have it forget every answer with one of these tags. Raises PurgeError."""


@dataclass(frozen=True)
class Cloudflare:
    """developers.cloudflare.com/api, "Purge Cached Content" by tags."""

    zone: str
    token: str
    api: str = "https://api.cloudflare.com/client/v4"
    name = "cloudflare"
    most_tags = 100

    def purge(self, tags: Sequence[str]) -> None:
        answer = _send(
            "POST",
            f"{self.api}/zones/{self.zone}/purge_cache",
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
            body=json.dumps({"tags": list(tags)}).encode(),
        )
        if not json.loads(answer or b"{}").get("success"):
            raise PurgeError(f"Cloudflare refused: {answer[:500]!r}")


@dataclass(frozen=True)
class Fastly:
    """www.fastly.com/documentation/reference/api/purging, "Purge multiple surrogate key tags"."""

    service: str
    token: str
    api: str = "https://api.fastly.com"
    name = "fastly"
    most_tags = 256

    def purge(self, tags: Sequence[str]) -> None:
        _send(
            "POST",
            f"{self.api}/service/{self.service}/purge",
            headers={"Fastly-Key": self.token, "Surrogate-Key": " ".join(tags), "Accept": "application/json"},
        )


@dataclass(frozen=True)
class CloudFront:
    """Invalidation by cache tag. The distribution's CacheTagConfig must name the header `Cache-Tag`.

    Credentials and region are boto3's own: its environment variables, or the role of the machine.
    """

    distribution: str
    name = "cloudfront"
    most_tags = 100

    def purge(self, tags: Sequence[str]) -> None:
        import boto3
        from botocore.exceptions import BotoCoreError, ClientError

        items = [f"#{tag}" for tag in tags]
        batch = {"Paths": {"Quantity": len(items), "Items": items}, "CallerReference": str(uuid4())}
        try:
            boto3.client("cloudfront").create_invalidation(DistributionId=self.distribution, InvalidationBatch=batch)
        except (BotoCoreError, ClientError) as error:
            raise PurgeError(f"CloudFront refused: {error}") from error


@dataclass(frozen=True)
class Proxy:
    """A proxy of one's own, such as Varnish: a PURGE or BAN request with the tags in both headers that are in use."""

    url: str
    method: str = "PURGE"
    most_tags = 50

    @property
    def name(self) -> str:
        return f"proxy-{self.url}"

    def purge(self, tags: Sequence[str]) -> None:
        _send(self.method, self.url, headers={"Cache-Tag": ",".join(tags), "Surrogate-Key": " ".join(tags)})


def configured() -> list[Service]:
    """The shared caches of this installation."""
    services: list[Service] = [Proxy(url, settings.PURGE_METHOD) for url in settings.PURGE_URLS]
    if settings.CLOUDFLARE_ZONE:
        services.append(Cloudflare(settings.CLOUDFLARE_ZONE, settings.CLOUDFLARE_TOKEN))
    if settings.FASTLY_SERVICE:
        services.append(Fastly(settings.FASTLY_SERVICE, settings.FASTLY_TOKEN))
    if settings.CLOUDFRONT_DISTRIBUTION:
        services.append(CloudFront(settings.CLOUDFRONT_DISTRIBUTION))
    return services


def _send(method: str, url: str, *, headers: Mapping[str, str], body: bytes | None = None) -> bytes:
    request = urllib.request.Request(url, method=method, headers=dict(headers), data=body)  # noqa: S310 - the operator's
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - as above
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            raise PurgeError(f"{method} {url} was answered {error.code}: {error.read(500)!r}") from error
    except OSError as error:
        raise PurgeError(f"{method} {url} failed: {error}") from error
