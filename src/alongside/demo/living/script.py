"""Who is in a story, who works with them, and the words: the same for a true family and for a mould."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from alongside.foundation.identity.models import Agency, Team, User
from alongside.people.rules import Sex


@dataclass(frozen=True)
class Slot:
    """One part in a family: how old, in which role, and whether in the home."""

    key: str
    role: str
    sex: Sex
    years: float | None = None
    in_household: bool = True
    relation: str = ""
    due_in_days: int | None = None


@dataclass(frozen=True)
class Cast:
    """Who is in a family of one kind; the first child is the one the story is most about."""

    key: str
    slots: tuple[Slot, ...]

    @property
    def children(self) -> tuple[Slot, ...]:
        return tuple(one for one in self.slots if one.role == "child")

    @property
    def adults(self) -> tuple[Slot, ...]:
        return tuple(one for one in self.slots if one.role != "child")

    def slot(self, key: str) -> Slot:
        return next(one for one in self.slots if one.key == key)


F, M = Sex.FEMALE, Sex.MALE
_MOTHER = Slot("p1", "parent", F, 31.4, relation="parent")
_FATHER_OUT = Slot("p2", "parent", M, 34.6, in_household=False, relation="parent")
_FATHER_IN = Slot("p2", "parent", M, 33.3, relation="parent")

CASTS = {
    one.key: one
    for one in (
        Cast("lone", (Slot("c1", "child", M, 9.5), Slot("c2", "child", F, 6.4), _MOTHER, _FATHER_OUT)),
        Cast("couple", (Slot("c1", "child", F, 8.5), Slot("c2", "child", M, 4.4), Slot("c3", "child", F, 2.5), _MOTHER,
                        _FATHER_IN)),
        Cast("baby", (Slot("c1", "child", M, 3.5), Slot("c2", "child", F, 0.2), _MOTHER, _FATHER_IN)),
        Cast("expecting", (Slot("c1", "child", F, 4.5), Slot("c2", "child", M, due_in_days=56), _MOTHER, _FATHER_OUT)),
        Cast("kin", (Slot("c1", "child", F, 7.5), Slot("c2", "child", M, 5.5),
                     Slot("p1", "carer", F, 58.2, relation="grandparent"),
                     Slot("p2", "parent", F, 29.4, in_household=False, relation="parent"))),
        Cast("teen", (Slot("c1", "child", M, 14.5), Slot("c2", "child", F, 11.4), Slot("p1", "parent", F, 38.5, relation="parent"),
                      Slot("p2", "parent", M, 41.3, in_household=False, relation="parent"))),
        Cast("girl", (Slot("c1", "child", F, 13.6), Slot("c2", "child", M, 9.4), Slot("p1", "parent", F, 37.5, relation="parent"),
                      Slot("p2", "parent", M, 39.3, relation="step_parent"))),
        Cast("father", (Slot("c1", "child", F, 10.5), Slot("c2", "child", M, 7.4),
                        Slot("p1", "parent", M, 36.4, relation="parent"),
                        Slot("p2", "parent", F, 34.3, in_household=False, relation="parent"))),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Helpers:
    """Who works with the family, from asking to closing."""

    referrer: User
    door: User
    manager: User
    lead: User
    second: User
    partner: User
    social: User
    care_team: Team

    @property
    def everyone(self) -> tuple[User, ...]:
        return (self.referrer, self.door, self.manager, self.lead, self.second, self.partner, self.social)


@dataclass
class Script:
    """One family's story, ready to be lived: names, births, a home, helpers, words and the first day."""

    cast: Cast
    names: dict[str, tuple[str, str]]
    births: dict[str, date]
    words: Callable[[str], str]
    helpers: Helpers
    home_lines: str
    postcode: str
    school: str
    start: date
    today: date
    descriptors: dict[int, tuple[UUID, ...]] = field(default_factory=dict)
    outcomes: tuple = ()

    @property
    def school_agency(self) -> Agency:
        return self.helpers.referrer.agency


def births_for(cast: Cast, start: date) -> dict[str, date]:
    """When each person was born, for a story that begins on a day; an unborn child has none."""
    return {one.key: start - timedelta(days=round(one.years * 365.25)) for one in cast.slots if one.years is not None}
