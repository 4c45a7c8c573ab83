"""The background process does what waits, in turns, and survives what fails."""

import logging

import pytest
from django.core.management import CommandError, call_command

from backend.worker import Job, Worker, jobs

pytestmark = pytest.mark.django_db  # between two jobs it looks whether its connection is still good


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def counting(results):
    """A job's work that returns these amounts, then nothing, and remembers how often it ran."""
    runs = []

    def run():
        runs.append(True)
        return results.pop(0) if results else 0

    run.runs = runs
    return run


def failing():
    raise ConnectionError("the neighbour is away")


def test_a_job_rests_for_its_time_when_there_was_nothing_to_do(clock):
    work = counting([])
    worker = Worker([Job("look around", 5, work)], clock=clock)
    for clock.now in (0, 1, 4.9, 5, 9):
        worker.take_turn()
    assert len(work.runs) == 2


def test_a_job_that_had_something_to_do_goes_on_at_once(clock):
    work = counting([10, 3])
    worker = Worker([Job("empty the basket", 60, work)], clock=clock)
    for _turn in range(5):
        worker.take_turn()
    assert len(work.runs) == 3


def test_a_long_queue_of_one_job_keeps_no_other_from_its_turn(clock):
    order = []
    worker = Worker(
        [
            Job("empty the basket", 60, lambda: order.append("basket") or 10),
            Job("watch the door", 60, lambda: order.append("door") or 1),
        ],
        clock=clock,
    )
    worker.take_turn()
    worker.take_turn()
    assert order == ["basket", "door", "basket", "door"]


def test_a_job_that_fails_is_logged_with_its_traceback_and_the_others_go_on(clock, caplog):
    work = counting([])
    Worker([Job("call the neighbour", 1, failing), Job("look around", 1, work)], clock=clock).take_turn()
    (record,) = caplog.records
    assert record.message == "Failed to call the neighbour"
    assert record.levelno == logging.ERROR
    assert "the neighbour is away" in str(record.exc_info)
    assert len(work.runs) == 1


def test_a_job_that_failed_is_tried_again_after_its_rest(clock):
    worker = Worker([Job("call the neighbour", 30, failing)], clock=clock)
    worker.take_turn()
    worker.take_turn()
    assert worker._due.popitem()[1] == 30


def test_a_worker_that_is_told_to_stop_starts_no_further_job():
    work = counting([])
    worker = Worker([Job("stop", 1, lambda: worker.stop() or 1), Job("look around", 1, work)])
    worker.run()
    assert not work.runs


@pytest.mark.django_db(transaction=True)
def test_once_does_everything_that_waits_and_ends():
    call_command("worker", "--once")


def test_once_also_does_what_comes_of_its_own_work():
    basket = []
    empty = Job("empty the basket", 60, lambda: len(basket) and not basket.clear())
    harvest = [["apple"], ["pear"]]
    fill = Job("fill the basket", 60, lambda: bool(harvest) and not basket.extend(harvest.pop()))
    assert Worker([empty, fill]).run_once()
    assert (basket, harvest) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_once_says_in_its_exit_code_that_something_failed(monkeypatch):
    monkeypatch.setattr("backend.management.commands.worker.jobs", lambda: (Job("call the neighbour", 1, failing),))
    with pytest.raises(CommandError, match="Not everything went well"):
        call_command("worker", "--once")


def test_a_node_without_the_cms_has_no_editorial_work(settings):
    settings.CMS_ENABLED = False
    assert jobs() == ()
