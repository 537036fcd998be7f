"""Inventing ten years of help: who was helped, from when until when, and whose work it was."""

from datetime import date, datetime, timedelta
from random import Random

from . import words
from .asked import Asked
from .assessed import Assessed
from .pen import Of, moment, one_of, pick, working
from .planned import Planned

HELPED_NOW, HELPED_BEFORE = 0.42, 0.14
"""How many families with children now, and with grown children, were ever helped."""
CONTACT_WITHOUT_HELP = 0.24
AGAIN = 0.3
YEARS = 3650
LEVELS = ((2, 62), (3, 38))


class HelpWriter(Asked, Assessed, Planned):
    """Writes what was asked, decided, assessed and planned for families."""

    def write(self, of: Of, chance: Random) -> None:
        """Whatever happened to one family, if anything did."""
        if of.home is None or of.home.locality_id not in self.staff.hubs:
            return
        share = HELPED_NOW if of.family.has_children_now else HELPED_BEFORE
        is_helped = chance.random() < share
        if is_helped:
            self._helped(of, chance)
        if chance.random() < (AGAIN if is_helped else CONTACT_WITHOUT_HELP):
            self.contact(of, chance, self._some_day(of, chance), case_id=None)

    def _some_day(self, of: Of, chance: Random) -> date:
        """A day in the last ten years on which at least one of the children was born."""
        born = min((child.born_on for child in of.family.children if child.born_on), default=self.today)
        span = max(1, min(YEARS, (self.today - born).days))
        return self.today - timedelta(days=int(chance.random() * span))

    def _helped(self, of: Of, chance: Random) -> None:
        day = self._some_day(of, chance)
        team_id, workers = self.staff.hubs[of.home.locality_id]
        case_id, level = self.new_id(), one_of(chance, LEVELS)
        opened_on = working(day + timedelta(days=1))
        if opened_on > self.today:
            self.contact(of, chance, day, case_id=None)
            return
        closed_on = opened_on + timedelta(days=60 + int(chance.random() * 240))
        is_waiting = (self.today - opened_on).days < 6
        is_open = closed_on > self.today
        lead = None if is_waiting else workers[int(chance.random() * len(workers))]
        status = "to_allocate" if is_waiting else "open" if is_open else "closed"
        outcome = "" if is_open else one_of(chance, words.CLOSINGS)
        contact_id, decider = self.contact(of, chance, day, case_id=case_id)
        self.rows.put(
            "cases_case",
            id=case_id,
            reference=self.reference("EH"),
            family_id=of.family_id,
            status=status,
            level=level,
            locality_id=of.home.locality_id,
            hub_team_id=team_id,
            lead_id=lead if is_open else None,
            opened_on=opened_on,
            opened_from="contact",
            source_id=contact_id,
            closed_on=None if is_open else closed_on,
            outcome=outcome,
        )
        self.decided(of, chance, contact_id, decider, opened_on, level, "assessment", case_id)
        self._steps(of, chance, case_id, opened_on, level, decider, lead, None if is_open else (closed_on, outcome))
        self._grants(of, opened_on, team_id, lead, None if is_open else closed_on, decider)
        self._involved(of, chance, opened_on)
        if lead is not None:
            self.assessed(of, chance, case_id, opened_on, lead, level)
            self.planned(of, chance, case_id, opened_on, lead, None if is_open else closed_on)

    def _steps(self, of: Of, chance: Random, case_id, opened_on: date, level: int, decider, lead, closed) -> None:
        opened = moment(opened_on, 15)
        self._step(case_id, "opened", "", "to_allocate", level, opened, decider)
        self.timeline(of, case_id, "cases.opened", "Help began", opened, decider)
        if lead is None:
            return
        allocated = moment(opened_on + timedelta(days=2), 10)
        ended = moment(closed[0], 12) if closed else None
        self.rows.put(
            "cases_allocation",
            id=self.new_id(),
            case_id=case_id,
            worker_id=lead,
            role="lead",
            from_at=allocated,
            until_at=ended,
            allocated_by_id=lead,
        )
        self._step(case_id, "allocated", "to_allocate", "open", level, allocated, lead)
        self.timeline(of, case_id, "cases.lead_allocated", "A lead professional was named", allocated, lead)
        if closed:
            self._step(case_id, "closed", "open", "closed", level, ended, lead, outcome=closed[1])
            self.timeline(of, case_id, "cases.closed", "Help ended", ended, lead)

    def _step(self, case_id, kind: str, from_status: str, to_status: str, level: int, at: datetime, by, **more) -> None:
        self.rows.put(
            "cases_step",
            id=self.new_id(),
            case_id=case_id,
            kind=kind,
            from_status=from_status,
            to_status=to_status,
            from_level=level if from_status else None,
            to_level=level,
            by_id=by,
            at=at,
            why=words.REASONS[0],
            **more,
        )

    def _grants(self, of: Of, opened_on: date, team_id, lead, closed_on: date | None, decider) -> None:
        given = {
            "subject_kind": "family",
            "subject_id": of.family_id,
            "from_at": moment(opened_on, 15),
            "given_by_id": decider,
        }
        self.rows.put("access_grant", id=self.new_id(), team_id=team_id, reason="hub", **given)
        if lead is not None:
            until = moment(closed_on, 16) if closed_on else None
            self.rows.put("access_grant", id=self.new_id(), user_id=lead, reason="allocated", until_at=until, **given)

    def _involved(self, of: Of, chance: Random, day: date) -> None:
        most = min(len(self.staff.agencies), 1 + int(chance.random() * 3))
        for agency_id, _name in chance.sample(self.staff.agencies, most):
            self.rows.put(
                "cases_involvement",
                id=self.new_id(),
                family_id=of.family_id,
                agency_id=agency_id,
                service=pick(chance, words.SERVICES),
                from_on=day,
                source="the contact",
                as_of=day,
            )
