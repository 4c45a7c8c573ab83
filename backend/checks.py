"""Settings that are unsafe or contradict each other, found by `manage.py check` and at every start."""

import os
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error
from django.http.request import validate_host

from api.export.targets import InvalidTargetError, target_at

DEVELOPMENT_KEY = "insecure-only-for-development-never-for-patients"


def check_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every finding names the setting and what to set instead. The ids are listed in docs/operations.md."""
    url = urlsplit(settings.PUBLIC_URL)
    return [*_address(url), *_exposure(url), *_numbers(), *_places(), *_export(), *_webhooks(), *_halves()]


def _address(url: SplitResult) -> Iterator[CheckMessage]:
    if url.scheme not in ("http", "https") or not url.hostname or url.query or url.fragment:
        yield Error(
            f"PUBLIC_URL is {settings.PUBLIC_URL!r}, which is no address of a website.",
            hint="Set it to where the world reaches this installation, for example https://clinic.example.",
            id="vertebra.E001",
        )
        return
    host = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield Error(
            f"ALLOWED_HOSTS lacks {host}, the host of PUBLIC_URL: every request there would be refused.",
            hint=f"Add {host} to ALLOWED_HOSTS, or leave ALLOWED_HOSTS unset.",
            id="vertebra.E002",
        )
    media = urlsplit(settings.MEDIA_URL)
    if media.scheme not in ("http", "https") or not media.hostname or not media.path.endswith("/"):
        yield Error(
            f"MEDIA_URL is {settings.MEDIA_URL!r}. An app can follow only absolute addresses.",
            hint="Set it to an absolute URL that ends in a slash, or leave it unset.",
            id="vertebra.E003",
        )


def _exposure(url: SplitResult) -> Iterator[CheckMessage]:
    if not url.hostname or _is_loopback(url.hostname):
        return
    if url.scheme == "http":
        yield Error(
            "PUBLIC_URL is http: passwords of the staff and what patients write would travel in the open.",
            hint="Put a proxy that speaks TLS in front and set PUBLIC_URL to https://…",
            id="vertebra.E004",
        )
    if settings.SECRET_KEY == DEVELOPMENT_KEY or len(settings.SECRET_KEY) < 32:
        yield Error(
            "SECRET_KEY is the one of development, or too short: anybody could sign in as anybody.",
            hint="Set it to 50 random characters, and keep them secret.",
            id="vertebra.E005",
        )
    if settings.DEBUG:
        yield Error(
            "DEBUG is on where the world can see it: it shows settings and data to visitors.",
            hint="Unset DEBUG.",
            id="vertebra.E006",
        )


def _numbers() -> Iterator[CheckMessage]:
    if settings.DELIVERY_FRESHNESS < 0:
        yield Error(
            f"DELIVERY_FRESHNESS is {settings.DELIVERY_FRESHNESS}; nothing can be older than that.",
            hint="Set it to the seconds that an answer may be behind: 1, or 0 to look on every request.",
            id="vertebra.E007",
        )
    for name in ("WEB_PROCESSES", "WEB_THREADS"):
        if getattr(settings, name) < 1:
            yield Error(f"{name} must be at least 1.", id="vertebra.E008")


def _places() -> Iterator[CheckMessage]:
    if not os.access(settings.VAR_DIR, os.W_OK):
        yield Error(
            f"VAR_DIR ({settings.VAR_DIR}) can't be written.",
            hint="Make it, owned by the user that runs Vertebra, or set it to another folder.",
            id="vertebra.E009",
        )


def _export() -> Iterator[CheckMessage]:
    if not settings.EXPORT_TARGET:
        return
    try:
        target_at(settings.EXPORT_TARGET)
    except InvalidTargetError as error:
        yield Error(
            f"EXPORT_TARGET: {error}.",
            hint="Set it to where the worker shall write the library as files, or leave it unset.",
            id="vertebra.E010",
        )


def _webhooks() -> Iterator[CheckMessage]:
    for network in settings.WEBHOOK_NETWORKS:
        try:
            ip_network(network)
        except ValueError as error:
            yield Error(
                f"WEBHOOK_NETWORKS: {error}.",
                hint="Name networks such as 10.1.0.0/16, separated by commas, or leave it unset.",
                id="vertebra.E011",
            )


def _halves() -> Iterator[CheckMessage]:
    if not settings.CMS_ENABLED and "sqlite3" in settings.DATABASES["default"]["ENGINE"]:
        yield checks.Warning(
            "CMS_ENABLED is off and the database is a file of this machine: nobody can publish into it from elsewhere.",
            hint="Set DATABASE_URL to the PostgreSQL database that the editors' installation uses.",
            id="vertebra.W001",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
