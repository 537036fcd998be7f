"""What the worker does with the post."""

from django.utils import timezone
from procrastinate.contrib.django import app

from . import actions, gateways, queries


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="post", pass_context=False)
def send_post(timestamp: int) -> int:
    """Send every letter that is due, once a minute; says how many went."""
    now = timezone.now()
    return sum(
        actions.send_queued_letter(letter=letter, send=gateways.send_letter, at=now)
        for letter in queries.list_letters_due(at=now)
    )
