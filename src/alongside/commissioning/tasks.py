"""What commissioning does by itself, each morning."""

from django.utils import timezone
from procrastinate.contrib.django import app

from . import actions


@app.periodic(cron="20 6 * * *")
@app.task(queueing_lock="package-reviews", pass_context=False)
def bring_reviews(timestamp: int) -> int:
    """Put reviews that fall due within two weeks on the agendas of panels; says how many there are."""
    return actions.bring_reviews(today=timezone.localdate(), at=timezone.now())
