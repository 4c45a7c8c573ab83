"""The one background process: what it does, and how often."""

import logging
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Event
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone

logger = logging.getLogger(__name__)


def send_enquiry_mail() -> int:
    from api.enquiries.notify import send_due

    return send_due(limit=5)


def purge_enquiries() -> int:
    from api.enquiries.purge import purge_due

    return sum(purged.enquiries for purged in purge_due(by="worker", at=timezone.now()))


def forget_previews() -> int:
    from api.previews.passes import purge

    return purge(at=timezone.now())


def publish_scheduled() -> int:
    from cms.publishing.schedule import publish_due

    return publish_due(at=timezone.now())


def republish_dependents() -> int:
    from cms.publishing.republication import republish_due

    return republish_due(limit=10)


def prepare_pictures() -> int:
    from cms.images.renditions import prepare_due
    from cms.publishing.signals import on_renditions_ready

    return prepare_due(limit=1, when_ready=on_renditions_ready)


def read_handed_in_articles() -> int:
    from cms.importing.runs import work_on_uploads

    return work_on_uploads()


def write_to_reviewers() -> int:
    from cms.worklist.mails import write_to_reviewers

    return write_to_reviewers(at=timezone.now())


def write_about_second_factors() -> int:
    from cms.second_factor.mails import write_about_second_factors

    return write_about_second_factors(at=timezone.now())


def check_references() -> int:
    from cms.references.checking import check_references

    return check_references(at=timezone.now())


def run_queued_tasks() -> int:
    from backend.task_queue import run_one

    return run_one()


def recover_queued_tasks() -> int:
    from backend.task_queue import recover

    return recover()


def purge_shared_caches() -> int:
    from api.purge.following import purge_what_changed

    return purge_what_changed()


def export_library() -> int:
    from api.export.following import export_what_changed

    return export_what_changed()


def queue_webhooks() -> int:
    from api.webhooks.queueing import queue_what_changed

    return queue_what_changed()


def deliver_webhooks() -> int:
    from api.webhooks.delivering import deliver_due

    return deliver_due(limit=5)


def forget_webhooks() -> int:
    from api.webhooks.delivering import forget_delivered

    return forget_delivered(at=timezone.now())


def clean_up() -> int:
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", verbosity=0)
    return 0


@dataclass(frozen=True)
class Job:
    """Something to do again and again. `run` does a little of it, so that stopping is quick and nobody waits for long.

    It returns how much it did. More than nothing: it goes on as soon as the other jobs had their turn.
    """

    name: str
    rest_seconds: float
    run: Callable[[], int]


EDITORIAL_JOBS = (
    #   what it does                                        rest, s  how
    Job("publish and expire what was scheduled",                  5, publish_scheduled),
    Job("publish again what shows something that changed",        1, republish_dependents),
    Job("prepare pictures in every size and format",              2, prepare_pictures),
    Job("read old articles that were handed in",                  2, read_handed_in_articles),
    Job("write to reviewers about what is due",                 300, write_to_reviewers),
    Job("write to staff about their second factor",               2, write_about_second_factors),
    Job("ask whether what articles lead to still answers",       30, check_references),
    Job("run the tasks that Wagtail left in the queue",           1, run_queued_tasks),
    Job("take up queued tasks whose process died",               60, recover_queued_tasks),
    Job("forget old sessions and finished tasks",          6 * 3600, clean_up),
)  # fmt: skip


PUBLIC_JOBS = (
    Job("tell shared caches what to forget",                      1, purge_shared_caches),
    Job("write the library as files",                            10, export_library),
    Job("note what webhooks are to be told",                      1, queue_webhooks),
    Job("send what webhooks are to be told",                      1, deliver_webhooks),
    Job("forget what webhooks were told",                      3600, forget_webhooks),
    Job("send e-mails about enquiries",                           2, send_enquiry_mail),
    Job("delete enquiries whose time is over",                 3600, purge_enquiries),
    Job("forget previews whose time is over",                   300, forget_previews),
)  # fmt: skip


def jobs() -> tuple[Job, ...]:
    """What this installation does in the background: once, on the node that also has the CMS."""
    return (*EDITORIAL_JOBS, *PUBLIC_JOBS) if settings.CMS_ENABLED else ()


class Worker:
    """Runs jobs one after the other. One that fails is logged and keeps nobody else from theirs."""

    def __init__(self, jobs: Iterable[Job], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due = dict.fromkeys(jobs, clock())
        self._stopping = Event()

    def stop(self, signum: int = signal.SIGTERM, _frame: FrameType | None = None) -> None:
        """Stop after the job that runs now."""
        logger.info("Stopping on %s", signal.Signals(signum).name)
        self._stopping.set()

    def run(self) -> None:
        """Work until `stop` is called."""
        while not self._stopping.is_set():
            self.take_turn()
            pause = min(self._due.values(), default=self._clock() + 1) - self._clock()
            self._stopping.wait(max(pause, 0))

    def run_once(self) -> bool:
        """Do what waits, and what comes of it, until nothing does; returns whether all went well."""
        well, busy = True, True
        while busy and not self._stopping.is_set():
            results = [self._do(job) for job in self._due]
            well = well and None not in results
            busy = any(results)
        return well

    def take_turn(self) -> None:
        """Run each job that is due, a little of it."""
        for job, due in self._due.items():
            if due <= self._clock() and not self._stopping.is_set():
                done = self._do(job)
                self._due[job] = self._clock() + (0 if done else job.rest_seconds)

    def _do(self, job: Job) -> int | None:
        close_old_connections()
        done = None
        try:
            done = job.run()
        except Exception:
            logger.exception("Failed to %s", job.name)
        finally:
            close_old_connections()
        if settings.METRICS_TOKEN:
            from backend.metrics import count_job

            count_job(job.name, outcome="failed" if done is None else "done" if done else "idle")
        return done
