"""What was scheduled and is due: each publication and each expiry in a transaction of its own."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.apps import apps
from django.db import models
from wagtail.log_actions import log, registry
from wagtail.models import DraftStateMixin, Page, Revision

from cms.headless import PublicationRefusedError, editorial_transaction

logger = logging.getLogger(__name__)

REFUSED = "vertebra.publication_refused"


def publish_due(*, at: datetime) -> int:
    """Take down what has expired by `at`, then publish what goes live by then; returns how many were done.

    What the publish gate refuses stays scheduled and is tried again; its history in the admin says why. Nothing that
    fails keeps the others back.
    """
    expired = [
        one for model in _drafting_models() for one in model._default_manager.filter(live=True, expire_at__lt=at)
    ]
    done = sum(_attempt(one, partial(_expire, one)) for one in expired)
    for revision in Revision.objects.filter(approved_go_live_at__lt=at).order_by("approved_go_live_at"):
        done += _attempt(
            revision.content_object,
            partial(revision.publish, log_action="wagtail.publish.scheduled"),
        )
    return done


def _drafting_models() -> list[type[DraftStateMixin]]:
    others = [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *others]


def _expire(one: DraftStateMixin) -> None:
    one.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _attempt(subject: models.Model, act: Callable[[], object]) -> bool:
    try:
        with editorial_transaction():
            act()
    except PublicationRefusedError as refused:
        _tell(subject, refused)
        return False
    except Exception:
        logger.exception("Scheduled publishing of %s failed", subject)
        return False
    return True


def _tell(subject: models.Model, refused: PublicationRefusedError) -> None:
    reasons = [reason.text for reason in refused.reasons]
    logger.warning("Scheduled publication refused: %s", refused)
    last = registry.get_logs_for_instance(subject).filter(action=REFUSED).order_by("-timestamp").first()
    if last is None or last.data.get("reasons") != reasons:
        log(instance=subject, action=REFUSED, data={"reasons": reasons})
