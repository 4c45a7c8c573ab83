"""The renditions that the public API offers, made before anybody asks for them.

One AVIF of 1600 pixels takes seconds: never in a request. A picture with `renditions_ready_at` null is work for the
worker.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.images.models import Image

logger = logging.getLogger(__name__)

FORMATS = ("avif", "webp", "jpeg")
WIDTHS = (320, 640, 960, 1280, 1600)
MEDIA_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
LEASE = timedelta(minutes=10)
"""So long a claimed picture is left to whoever claimed it; after that it is taken for abandoned."""


def filter_specs(image: Image) -> list[str]:
    """What Wagtail calls the renditions of an image. None is wider than the image itself."""
    widths = [width for width in WIDTHS if width < image.width] + [min(image.width, WIDTHS[-1])]
    return [f"width-{width}|format-{name}" for name in FORMATS for width in sorted(set(widths))]


def all_filter_specs(images: Iterable[Image]) -> set[str]:
    return {spec for image in images for spec in filter_specs(image)}


def prepare(image: Image) -> bool:
    """Make the renditions that are missing; returns whether there were any. Takes seconds.

    Raises OSError (SourceImageIOError) if the file cannot be read.
    """
    specs = filter_specs(image)
    present = set(image.renditions.filter(filter_spec__in=specs).values_list("filter_spec", flat=True))
    missing = [spec for spec in specs if spec not in present]
    if missing:
        image.get_renditions(*missing)
    return bool(missing)


def prepare_due(*, limit: int, when_ready: Callable[[Image], object]) -> int:
    """Prepare at most `limit` waiting images; returns how many are ready now.

    `when_ready` is called with each, in the transaction that says so. A picture that fails is logged and waits until
    its lease is over.
    """
    ready = 0
    for image in _waiting(timezone.now()).order_by("id")[:limit]:
        now = timezone.now()
        if not _waiting(now).filter(pk=image.pk).update(renditions_claimed_until=now + LEASE):
            continue  # another worker was quicker
        try:
            prepare(image)
        except Exception:
            logger.exception("No renditions of image %s", image.pk)
            continue
        ready += _is_ready(image, when_ready)
    return ready


@transaction.atomic
def _is_ready(image: Image, when_ready: Callable[[Image], object]) -> bool:
    # Not if the file was replaced meanwhile: `file` is then another one, and the row waits again.
    same: QuerySet[Image] = Image.objects.filter(pk=image.pk, file=image.file.name)
    done = same.update(renditions_ready_at=timezone.now(), renditions_claimed_until=None) == 1
    if done:
        when_ready(image)
    return done


def _waiting(at: datetime) -> QuerySet[Image]:
    unclaimed = Q(renditions_claimed_until__isnull=True) | Q(renditions_claimed_until__lt=at)
    images: QuerySet[Image] = Image.objects.filter(unclaimed, renditions_ready_at__isnull=True)
    return images
