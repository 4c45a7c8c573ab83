"""What gunicorn serves."""

import gc
import os
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.urls import get_resolver

from api.http.response_cache import ResponseCache

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def read_serial() -> int:
    """Asked outside Django's requests, which would else see to it that a broken connection is replaced."""
    from api.documents.changes import current_serial  # models can't be imported before Django is set up

    close_old_connections()
    return current_serial()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
django_application = get_wsgi_application()
# Else the first request to each process loads every view, and all that come meanwhile wait for it.
get_resolver().url_patterns  # noqa: B018 - a property that loads them
# What is loaded by now stays: no collection has to go through it, and processes forked from here share it.
gc.collect()
gc.freeze()
cache = ResponseCache(
    django_application,
    read_serial=read_serial,
    freshness=settings.DELIVERY_FRESHNESS,
    capacity=settings.RESPONSE_CACHE_BYTES,
)
application: "WSGIApplication" = cache
if settings.METRICS_TOKEN:
    from backend.metrics import Metered

    application = Metered(cache, cache)
