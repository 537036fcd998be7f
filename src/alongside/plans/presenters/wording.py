"""Small words used on every page of a plan."""

from datetime import datetime

from django.utils import timezone

from alongside.foundation.components.presenters import say_day


def say_moment(moment: datetime) -> str:
    """Return a moment as we write it: Tuesday 14 April 2026 at 10:00."""
    local = timezone.localtime(moment)
    return f"{local:%A} {say_day(local.date())} at {local:%H:%M}"


def say_about(user) -> str:
    """Who someone is at work, and how to ring them."""
    return ", ".join(part for part in (user.job_title, user.agency.name if user.agency else "", user.phone) if part)


def say_source(row) -> str:
    """Where something was said, by whom and when."""
    said = f"said by {row.said_by}" if row.said_by and row.said_by not in row.source else ""
    day = say_day(row.as_of)
    return ", ".join(part for part in (row.source, said, "" if day in row.source else day) if part)


def list_links(links: list[tuple[str, str]], about: str) -> list[dict]:
    """Links, each with what it is about for those who cannot see round it."""
    return [{"text": text, "href": href, "about": fit(about, 60)} for text, href in links]


def fit(words: str, most: int = 24) -> str:
    """Words cut to fit, with a sign that they go on."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def say_count(number: int, thing: str, many: str = "") -> str:
    """How many of something there are, or that there are none yet."""
    if number == 0:
        return f"No {many or thing + 's'} yet"
    return f"{number} {thing if number == 1 else many or thing + 's'}"


def task_of(title: str, href: str, is_done: bool, hint: str) -> dict:
    """One line of the list of steps."""
    return {
        "title": title,
        "href": href,
        "hint": hint,
        "status": "Done" if is_done else "To do",
        "tag": "" if is_done else "blue",
    }
