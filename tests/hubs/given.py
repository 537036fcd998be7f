"""Invented hubs with their teams, sessions and figures."""

from datetime import date, time

from alongside.hubs import actions
from alongside.hubs.models import Register, Session
from alongside.hubs.rules.money import Basis, Line
from tests.factories import NOW, TODAY, a_team, a_user
from tests.places.given import given_a_hub, given_a_locality, given_an_area

MONDAY = TODAY
"""The tests' day is a Monday."""


class Hub:
    """A hub with a manager, a worker, and an area of its locality."""

    def __init__(self, name: str = "Millbrook") -> None:
        self.team = a_team(name=f"{name} hub")
        self.locality = given_a_locality(name, team=self.team)
        self.site = given_a_hub(self.locality, f"{name} hub")
        self.site.team = self.team
        self.site.save()
        self.area = given_an_area(locality=self.locality)
        self.manager = a_user("hub-manager", team=self.team)
        self.worker = a_user("family-worker", team=self.team)


def given_a_session(hub: Hub, name: str = "Stay and play", **facts) -> Session:
    """A session of a hub, on Mondays at ten."""
    return actions.add_session(
        **{
            "hub": hub.site, "site": hub.site, "name": name, "weekday": 0, "every_weeks": 1, "starts_at": time(10),
            "minutes": 90, "from_on": date(2025, 9, 1), "by": hub.manager, "at": NOW, **facts,
        }
    )  # fmt: skip


def given_a_register(hub: Hub, session: Session | None = None, *, held_on: date = MONDAY) -> Register:
    """An open register."""
    session = session or given_a_session(hub)
    return actions.open_register(session=session, held_on=held_on, by=hub.worker, at=NOW, today=TODAY)


def given_a_budget(hub: Hub, year: int = 2025, **lines) -> None:
    """A year's budget, in pence."""
    amounts = {line: lines.get(line) for line in Line}
    actions.set_year(
        site=hub.site, year=year, basis=Basis.BUDGET, amounts=amounts, source="Budget book", as_of=date(year, 3, 1),
        by=hub.manager, at=NOW,
    )  # fmt: skip


CHECKED = {
    "interviewed_on": date(2026, 1, 5), "references_taken": 2, "dbs_level": "enhanced",
    "dbs_seen_on": date(2026, 1, 20), "dbs_renew_on": None, "trained_on": date(2026, 1, 30), "train_again_on": None,
    "inducted_on": date(2026, 2, 1), "agreement_on": date(2026, 2, 1),
}  # fmt: skip
"""What has been checked of somebody with whom nothing is left to do."""


def given_a_volunteer(hub: Hub, name: str = "Ada Quorn", *, is_checked: bool = False, starts: int = 0, **facts):
    """A volunteer of a hub, checked or not; with one start in the trial period, with two active."""
    by = {"by": facts.pop("by", hub.manager), "at": NOW}
    told = {"name": name, "part": "Helps with play", "hours_a_week": 4}
    one = actions.add_volunteer(**{"hub": hub.site, **told, **facts}, **by)
    if is_checked or starts:
        one = actions.note_checks(volunteer=one, version=one.version, **CHECKED, **by)
    for _ in range(starts):
        one = actions.start_volunteer(volunteer=one, on=TODAY, **by)
    return one
