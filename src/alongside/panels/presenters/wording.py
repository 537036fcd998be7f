"""Small words used on every page of a panel."""

from datetime import datetime

from django.utils import timezone

from alongside.foundation.components.presenters import say_day
from alongside.values.money import format_pounds

from .. import rules

SITTING_TAGS = {
    "planned": "blue",
    "sent": "turquoise",
    "sitting": "green",
    "risen": "yellow",
    "signed": "grey",
    "cancelled": "red",
}
ITEM_TAGS = {
    "waiting": "yellow",
    "on_agenda": "blue",
    "decided": "green",
    "merged": "grey",
    "referred": "purple",
    "withdrawn": "grey",
}


def say_moment(moment: datetime | None) -> str:
    """Return a moment as we write it: Tuesday 14 April 2026 at 10:00."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{local:%A} {say_day(local.date())} at {local:%H:%M}"


def say_hour(moment: datetime | None) -> str:
    """Return the hour of a moment: 10:00."""
    return f"{timezone.localtime(moment):%H:%M}" if moment else ""


def say_limit(pence: int) -> str:
    """Return what someone may agree to."""
    return f"up to {format_pounds(pence)}" if pence else "no money"


def say_person(user) -> str:
    """Who someone is at work."""
    return ", ".join(part for part in (user.name, user.job_title, user.agency.name if user.agency else "") if part)


def fit(words: str, most: int = 90) -> str:
    """Words cut to fit, with a sign that they go on."""
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def decision_of(item) -> str:
    """An item's answer in words; nothing where it has none."""
    decision = getattr(item, "decision", None)
    return rules.DECISION_WORDS[rules.DecisionKind(decision.kind)] if decision else ""


def people_choices(users) -> list[tuple[str, str]]:
    """People to choose from, each with where they work."""
    return [(str(one.id), say_person(one)) for one in users]
