"""An S3 bucket. Nothing can be switched there as a whole: files are replaced one by one, in an order in which no list
leads to what isn't there yet, and what must go goes with the first.

Credentials, region and endpoint are boto3's own: its environment variables, or the role of the machine.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from api.export.naming import File

AT_ONCE = 16
MANIFEST = ".export/manifest.json"
UNFINISHED = ".export/unfinished"
"""There while an export is on its way."""


class Bucket:
    def __init__(self, name: str, prefix: str) -> None:
        self._name = name
        self._prefix = f"{prefix}/" if prefix else ""
        self._marked = False
        self._running: list[Future[Any]] = []

    @contextmanager
    def writing(self) -> Iterator[None]:
        self._marked = False
        with ThreadPoolExecutor(AT_ONCE) as self._pool:
            yield
            self.settle()

    def is_whole(self) -> bool:
        return self.read(UNFINISHED) is None

    def manifest(self) -> bytes | None:
        return self.read(MANIFEST)

    def names(self) -> set[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._name, Prefix=f"{self._prefix}api/")
        keys = (found["Key"] for page in pages for found in page.get("Contents", ()))
        return {key.removeprefix(self._prefix) for key in keys}

    def read(self, name: str) -> bytes | None:
        try:
            found = self._client.get_object(Bucket=self._name, Key=self._prefix + name)
        except self._client.exceptions.NoSuchKey:
            return None
        return bytes(found["Body"].read())

    def write(self, file: File) -> None:
        self._mark()
        told = {"ContentType": file.content_type, "CacheControl": file.cache_control, "ContentEncoding": file.coding}
        self._running.append(self._pool.submit(self._put, file.name, file.body, told))

    def remove(self, name: str) -> None:
        self._mark()
        self._running.append(self._pool.submit(self._client.delete_object, Bucket=self._name, Key=self._prefix + name))

    def settle(self) -> None:
        running, self._running = self._running, []
        for one in running:
            one.result()

    def finish(self, manifest: bytes) -> None:
        self.settle()
        self._put(MANIFEST, manifest, {"ContentType": "application/json"})
        self._client.delete_object(Bucket=self._name, Key=self._prefix + UNFINISHED)

    def _mark(self) -> None:
        if not self._marked:
            self._put(UNFINISHED, b"", {})
            self._marked = True

    def _put(self, name: str, body: bytes, told: dict[str, str]) -> None:
        headers = {header: value for header, value in told.items() if value}
        self._client.put_object(Bucket=self._name, Key=self._prefix + name, Body=body, **headers)

    @cached_property
    def _client(self) -> Any:
        import boto3
        from botocore.config import Config

        return boto3.client("s3", config=Config(max_pool_connections=AT_ONCE))
