"""What grants do by themselves, each morning."""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from . import actions


@app.periodic(cron="5 0 * * *")
@app.task(queueing_lock="grants-close-rounds", pass_context=False)
def close_rounds(timestamp: int) -> int:
    """Close rounds whose last day for bids has passed; says how many."""
    return actions.close_rounds_past(today=timezone.localdate(), at=timezone.now())


@app.periodic(cron="30 6 * * *")
@app.task(queueing_lock="grants-ask-returns", pass_context=False)
def ask_returns(timestamp: int) -> int:
    """Post the links to returns that fall due soon, under the first name that we are reached by; says how many."""
    address_of = actions.give_address(f"https://{settings.ALLOWED_HOSTS[0]}")
    return actions.ask_returns_due(today=timezone.localdate(), address_of=address_of, at=timezone.now())
