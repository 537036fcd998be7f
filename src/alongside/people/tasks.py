"""What is done in the background: agencies' lists are taken in, and the model reads again whoever changed."""

from django.utils import timezone
from procrastinate.contrib.django import app

from . import actions, queries


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="people.lists", pass_context=False)
def take_in_lists(timestamp: int) -> int:
    """Take in every list that waits, once a minute; says how many."""
    waiting = queries.list_runs_waiting()
    for run in waiting:
        actions.take_in_list(run=run, at=timezone.now())
    return len(waiting)


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
