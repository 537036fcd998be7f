"""What is done in the background: agencies' lists are taken in."""

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
