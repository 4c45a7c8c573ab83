"""Publish articles through the store: `python -m bench.fill FIRST COUNT`; prints the CPU ms of one of the last."""

import sys
import time
from datetime import UTC, datetime, timedelta
from os import environ

import django
import orjson
from django.db import transaction

environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
django.setup()

from api.documents import store  # noqa: E402 - models exist once Django is set up
from api.documents.schemas.documents import ArticleContent  # noqa: E402
from bench.content import article  # noqa: E402

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
AT_ONCE = 250


def publish(number: int) -> None:
    content = ArticleContent.model_validate_json(orjson.dumps(article(number)))
    at = BEGINNING + timedelta(minutes=number)
    store.publish(content, source=f"bench:{number}", by="bench", at=at)


def main(first: int, count: int) -> None:
    numbers = range(first, first + count)
    measured = min(100, (count + 1) // 2)
    for start in range(first, first + count - measured, AT_ONCE):
        with transaction.atomic():
            for number in range(start, min(start + AT_ONCE, first + count - measured)):
                publish(number)
    costs = []
    for number in numbers[-measured:]:
        began = time.process_time()
        publish(number)
        costs.append(time.process_time() - began)
    sys.stdout.write(f"{sorted(costs)[len(costs) // 2] * 1000:.2f}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
