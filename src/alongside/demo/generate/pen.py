"""What every record of help is written with: whose work it was, of which family, and small chances."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from .families import InventedFamily, Someone


@dataclass(frozen=True)
class Staff:
    """Whose work the records are, and what they stand on."""

    hubs: dict[str, tuple[str, list[str]]]
    door: list[str]
    agencies: list[tuple[str, str]]
    framework_id: str | None = None
    outcome_ids: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Of:
    """A family as its rows know it."""

    family_id: object
    family: InventedFamily
    ids: dict[int, object]

    @property
    def home(self):
        return next((one.home for one in self.family.people if one.home), None)

    def id_of(self, one: Someone):
        return self.ids[id(one)]


class Pen:
    """Writes records of help for one chunk of families."""

    def __init__(self, *, rows, new_id, reference, staff: Staff, at: datetime) -> None:
        self.rows, self.new_id, self.reference, self.staff, self.at = rows, new_id, reference, staff, at
        self.today = at.date()

    def timeline(self, of: Of, case_id, kind: str, title: str, at: datetime, by, *, for_family: bool = True) -> None:
        self.rows.put(
            "cases_timelineentry",
            id=self.new_id(),
            family_id=of.family_id,
            case_id=case_id,
            at=at,
            kind=kind,
            title=title,
            by_id=by,
            is_for_family=for_family,
        )


def pick(chance: Random, things):
    """One of some things, each as likely."""
    return things[int(chance.random() * len(things))]


def one_of(chance: Random, weighted):
    """One of some things by their weights."""
    left = chance.random() * sum(weight for _, weight in weighted)
    for thing, weight in weighted:
        left -= weight
        if left < 0:
            return thing
    return weighted[-1][0]


def moment(day: date, hour: float) -> datetime:
    """A moment of a day, by the hour."""
    return datetime.combine(day, time(int(hour), int(hour % 1 * 60)))


def working(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
