"""Wagtail's own background tasks, such as keeping its reference index: rows that django-tasks-db keeps.

That library has no retry, and a task whose process was killed stays "running" for ever. Both are mended here: a task
is tried up to `ATTEMPTS` times. Wagtail's tasks may be run twice without harm.
"""

import logging
import os
import socket
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

ATTEMPTS = 3
LEASE = timedelta(minutes=15)
"""A task that has been running for longer than this has lost its process."""
PAUSE = timedelta(minutes=1)
"""Between two attempts."""


def run_one() -> int:
    """Run the next task that waits; returns how many were run."""
    if not DBTaskResult.objects.ready().exists():
        return 0
    TaskWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=f"{socket.gethostname()[:40]}:{os.getpid()}",
    ).run()
    return 1


def recover() -> int:
    """Put back tasks that failed or lost their process and may be tried again; returns how many."""
    now = timezone.now()
    lost = Q(status="RUNNING", started_at__lt=now - LEASE)
    failed = Q(status="FAILED", finished_at__lt=now - PAUSE)
    recovered = 0
    for task in DBTaskResult.objects.filter(lost | failed):
        attempts = len(task.worker_ids)
        if attempts < ATTEMPTS:
            changes = {"status": "READY", "started_at": None, "finished_at": None, "run_after": now}
        elif task.status == "RUNNING":
            changes = {"status": "FAILED", "finished_at": now, "traceback": "Its process died each time."}
            logger.error("Gave up task %s (%s) after %d attempts", task.id, task.task_path, attempts)
        else:
            continue
        recovered += DBTaskResult.objects.filter(pk=task.pk, status=task.status).update(**changes)
    return recovered
