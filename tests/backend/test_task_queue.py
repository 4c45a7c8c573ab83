"""Wagtail's queued tasks are run, tried again, and not lost with the process that ran them."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from backend.task_queue import ATTEMPTS, LEASE, PAUSE, recover, run_one

pytestmark = pytest.mark.django_db(transaction=True)

EXISTING_TASK = "wagtail.tasks.update_reference_index_task"


@pytest.fixture
def task():
    """A queued task that fails: it names a model that isn't there."""
    return DBTaskResult.objects.create(
        task_path=EXISTING_TASK,
        args_kwargs={"args": ["nowhere", "nothing", "1"], "kwargs": {}},
        backend_name="default",
        run_after=get_date_max(),
    )


def refreshed(task):
    task.refresh_from_db()
    return task


def test_an_empty_queue_is_no_work():
    assert run_one() == 0


def test_one_task_is_run_at_a_time(task):
    DBTaskResult.objects.bulk_create(
        [
            DBTaskResult(
                task_path=task.task_path, args_kwargs=task.args_kwargs, backend_name="default", run_after=get_date_max()
            )
        ]
    )
    assert run_one() == 1
    assert DBTaskResult.objects.ready().count() == 1


def test_a_task_that_failed_is_tried_again_after_a_pause(task):
    run_one()
    assert refreshed(task).status == "FAILED"
    assert recover() == 0
    DBTaskResult.objects.update(finished_at=timezone.now() - PAUSE - timedelta(seconds=1))
    assert recover() == 1
    assert refreshed(task).status == "READY"


def test_a_task_that_fails_every_time_is_given_up_with_its_traceback(task):
    for _attempt in range(ATTEMPTS):
        assert run_one() == 1
        DBTaskResult.objects.update(finished_at=timezone.now() - PAUSE - timedelta(seconds=1))
        recover()
    assert run_one() == 0
    assert refreshed(task).status == "FAILED"
    assert "LookupError" in task.traceback


def test_a_task_whose_process_was_killed_is_taken_up_again(task):
    task.claim("a machine that is gone")
    assert recover() == 0
    DBTaskResult.objects.update(started_at=timezone.now() - LEASE - timedelta(seconds=1))
    assert recover() == 1
    assert refreshed(task).status == "READY"


def test_a_task_that_kills_its_process_every_time_is_given_up(task):
    for attempt in range(ATTEMPTS):
        task.claim(f"machine {attempt}")
        DBTaskResult.objects.update(started_at=timezone.now() - LEASE - timedelta(seconds=1))
        recover()
        task.refresh_from_db()
    assert (task.status, task.traceback) == ("FAILED", "Its process died each time.")


def test_finished_tasks_are_forgotten_after_a_while(task):
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=timezone.now() - timedelta(days=15))
    call_command("worker", "--once")
    assert not DBTaskResult.objects.exists()
