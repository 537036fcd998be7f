"""Small words used on every page of a plan."""

from datetime import datetime

from django.utils import timezone

from alongside.foundation.components.presenters import say_day


def say_moment(moment: datetime) -> str:
    """Return a moment as we write it: Tuesday 14 April 2026 at 10:00."""
    local = timezone.localtime(moment)
    return f"{local:%A} {say_day(local.date())} at {local:%H:%M}"
