"""What is done in the background: lists are taken in, weights learnt, and whoever changed is read again."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from . import actions, queries


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="people.lists", pass_context=False)
def take_in_lists(timestamp: int) -> int:
    """Take in every list that waits, once a minute; says how many."""
    waiting = queries.list_runs_waiting()
    for run in waiting:
        try:
            actions.take_in_list(run=run, at=timezone.now())
        except Exception:
            actions.fail_list(run=run, at=timezone.now())
            raise
    return len(waiting)


@app.task
def learn_model(learning_id: str) -> None:
    """Learn the model that somebody asked for."""
    learning = queries.get_learning(UUID(learning_id))
    try:
        actions.carry_out_learning(learning=learning, at=timezone.now())
    except Exception:
        actions.fail_learning(learning=learning, why="Something went wrong on our side", at=timezone.now())
        raise


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="people.learnings", pass_context=False)
def take_up_learnings(timestamp: int) -> int:
    """Learn what was asked for and left in the middle by a machine that stopped, once a minute; says how many."""
    left = queries.list_learnings_under_way()
    for learning in left:
        learn_model(str(learning.id))
    return len(left)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="people.match_records", pass_context=False)
def settle_match_records(timestamp: int) -> int:
    """Read again whoever changed by something that stands with others, once a minute; says how many."""
    return actions.settle_match_records()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="people.drift", pass_context=False)
def report_on_matching(timestamp: int) -> int:
    """Write the monthly reports on matching that are due, once each; says how many."""
    return len(actions.report_last_months(at=timezone.now()))


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="people.match_values", pass_context=False)
def count_match_values(timestamp: int) -> None:
    """Read whoever was missed, and count anew how common each value is, once a night."""
    actions.refresh_match_records()
    actions.count_match_values()
