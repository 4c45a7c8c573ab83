"""Shared caches follow the change log: what a change makes stale, they forget."""

import logging

from django.utils.text import slugify

from api.documents.changes import follow_outside
from api.documents.models import Change
from api.documents.tags import tags_of_change
from api.purge.services import PurgeError, Service, configured

logger = logging.getLogger(__name__)


def purge_what_changed() -> int:
    """Tell every shared cache of the next changes; returns how many changes were told.

    One that fails is told again the next time and keeps no other one from being told.
    """
    return sum(_tell(service) for service in configured())


def _tell(service: Service) -> int:
    def purge(changes: list[Change]) -> None:
        tags = list(dict.fromkeys(tag for change in changes for tag in tags_of_change(change.document)))
        for first in range(0, len(tags), service.most_tags):
            service.purge(tags[first : first + service.most_tags])

    try:
        return follow_outside(slugify(f"purge {service.name}"), handle=purge)
    except PurgeError:
        logger.exception("%s holds answers that are out of date; trying again", service.name)
        return 0
