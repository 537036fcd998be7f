"""Why a change to a person or family was refused; every message is fit to show."""

from datetime import date

from .. import access
from ..models import Family, Person

LONGEST_SOURCE = 120


class PeopleRefused(Exception):
    """A change could not be made; the message is fit to show."""


class StaleVersion(PeopleRefused):
    """Someone else changed the record meanwhile; `current` is what stands there now."""

    def __init__(self, current) -> None:
        super().__init__(
            "Someone else changed this while you were writing. Both versions are shown: "
            "check them, and save again what should stand"
        )
        self.current = current


def tidy(text: str) -> str:
    """Text without doubled spaces or spaces at its ends."""
    return " ".join(text.split())


def refuse_unless_may_add(by) -> None:
    """Refuse someone whose role does not add people."""
    if not access.may_add(by):
        raise PeopleRefused("Your role cannot add people or families")


def refuse_unless_may_change_person(by, *people: Person) -> None:
    """Refuse someone to whom a person is not open."""
    if not all(access.may_change_person(by, person) for person in people):
        raise PeopleRefused("This person’s record is not open to you")


def refuse_unless_may_change_family(by, family: Family) -> None:
    """Refuse someone to whom a family is not open."""
    if not access.may_change_family(by, family):
        raise PeopleRefused("This family’s record is not open to you")


def refuse_future(day: date | None, *, today: date, what: str) -> None:
    """Refuse a day that has not come yet."""
    if day is not None and day > today:
        raise PeopleRefused(f"{what} is in the future. Enter today or an earlier day")


def sourced(source: str) -> str:
    """A source, tidied; every outside fact says where it comes from."""
    source = tidy(source)
    if not source:
        raise PeopleRefused("Say where this comes from, such as the parent, the school or the health visitor")
    if len(source) > LONGEST_SOURCE:
        raise PeopleRefused(f"Use {LONGEST_SOURCE} characters or fewer to say where this comes from")
    return source
