"""Inventing ten years of help: contacts, decisions, cases, assessments, plans, and whose work they were."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from alongside.assessments.rules import framework_on

from . import words
from .families import InventedFamily, Someone

HELPED_NOW, HELPED_BEFORE = 0.42, 0.14
"""How many families with children now, and with grown children, were ever helped."""
CONTACT_WITHOUT_HELP = 0.24
AGAIN = 0.3
YEARS = 3650
LEVELS = ((2, 62), (3, 38))


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


class HelpWriter:
    """Writes what was asked, decided, assessed and planned for families."""

    def __init__(self, *, rows, new_id, reference, staff: Staff, at: datetime) -> None:
        self.rows, self.new_id, self.reference, self.staff, self.at = rows, new_id, reference, staff, at
        self.today = at.date()

    def write(self, of: Of, chance: Random) -> None:
        """Whatever happened to one family, if anything did."""
        if of.home is None or of.home.locality_id not in self.staff.hubs:
            return
        share = HELPED_NOW if of.family.has_children_now else HELPED_BEFORE
        is_helped = chance.random() < share
        if is_helped:
            self._helped(of, chance)
        if chance.random() < (AGAIN if is_helped else CONTACT_WITHOUT_HELP):
            self._contact(of, chance, self._some_day(of, chance), case_id=None)

    def _some_day(self, of: Of, chance: Random) -> date:
        """A day in the last ten years on which at least one of the children was born."""
        born = min((child.born_on for child in of.family.children if child.born_on), default=self.today)
        span = max(1, min(YEARS, (self.today - born).days))
        return self.today - timedelta(days=int(chance.random() * span))

    def _helped(self, of: Of, chance: Random) -> None:
        day = self._some_day(of, chance)
        team_id, workers = self.staff.hubs[of.home.locality_id]
        case_id, level = self.new_id(), _one_of(chance, LEVELS)
        opened_on = _working(day + timedelta(days=1))
        if opened_on > self.today:
            self._contact(of, chance, day, case_id=None)
            return
        closed_on = opened_on + timedelta(days=60 + int(chance.random() * 240))
        is_waiting = (self.today - opened_on).days < 6
        is_open = closed_on > self.today
        lead = None if is_waiting else workers[int(chance.random() * len(workers))]
        status = "to_allocate" if is_waiting else "open" if is_open else "closed"
        outcome = "" if is_open else _one_of(chance, words.CLOSINGS)
        contact_id, decider = self._contact(of, chance, day, case_id=case_id, level=level)
        self.rows.put(
            "cases_case", id=case_id, reference=self.reference("EH"), family_id=of.family_id, status=status, level=level,
            locality_id=of.home.locality_id, hub_team_id=team_id, lead_id=lead if is_open else None, opened_on=opened_on,
            opened_from="contact", source_id=contact_id, closed_on=None if is_open else closed_on, outcome=outcome,
        )
        self._decided(of, chance, contact_id, decider, opened_on, level, "assessment", case_id)
        self._steps(of, chance, case_id, opened_on, level, decider, lead, None if is_open else (closed_on, outcome))
        self._grants(of, opened_on, team_id, lead, None if is_open else closed_on, decider)
        self._involved(of, chance, opened_on)
        if lead is not None:
            self._assessed(of, chance, case_id, opened_on, lead, level)
            self._planned(of, chance, case_id, opened_on, lead, None if is_open else closed_on)

    def _contact(self, of: Of, chance: Random, day: date, *, case_id, level: int = 2):
        """A contact; decided here and now unless it leads to a case, or came only yesterday."""
        contact_id, child = self.new_id(), of.family.children[0]
        received = _at(day, 9 + chance.random() * 8)
        agency_id, agency = _pick(chance, self.staff.agencies)
        decider = _pick(chance, self.staff.door)
        is_decided = case_id is not None or (self.today - day).days > 1
        agrees = chance.random() < 0.9
        status = "decided" if is_decided else "received"
        self.rows.put(
            "frontdoor_contact", id=contact_id, reference=self.reference("C"), kind="request", route="partner",
            status=status, received_at=received, due_on=_working(day + timedelta(days=1)), agency_id=agency_id,
            asker_kind="professional", referrer_name="Invented referrer", referrer_role=_pick(chance, words.ASKERS),
            referrer_organisation=agency, worries=_pick(chance, words.WORRIES), going_well=_pick(chance, words.STRENGTHS),
            family_view="agrees" if agrees else "does_not_know",
            family_view_why="" if agrees else "They could not be reached before today", home_lines=child.lines,
            home_postcode=of.home.postcode, area_id=of.home.area_id, locality_id=of.home.locality_id,
            family_id=of.family_id if is_decided else None,
        )
        self._told_of(of, contact_id, decider if is_decided else None, received)
        self.rows.put("frontdoor_contactmove", id=self.new_id(), contact_id=contact_id, to_status="received", at=received)
        if is_decided and case_id is None:
            self._decided(of, chance, contact_id, decider, _working(day + timedelta(days=1)), 1 if level == 2 else level,
                          _one_of(chance, words.NO_CASE), None, agency_id)
        return contact_id, decider

    def _told_of(self, of: Of, contact_id, decider, at: datetime) -> None:
        for position, one in enumerate([*of.family.children, *of.family.adults[:1]]):
            self.rows.put(
                "frontdoor_contactperson", id=self.new_id(), contact_id=contact_id, position=position, part=one.role,
                given_names=one.given_names, family_name=one.family_name, born_on=one.born_on, sex=one.sex,
                in_household=one.in_household, match="same" if decider else "", person_id=of.id_of(one) if decider else None,
                matched_by_id=decider, matched_at=at if decider else None,
            )

    def _decided(self, of: Of, chance: Random, contact_id, decider, day: date, level: int, outcome: str, case_id,
                 agency_id=None) -> None:
        at = _at(min(day, self.today), 15)
        self.rows.put(
            "frontdoor_decision", id=self.new_id(), contact_id=contact_id, level=level, outcome=outcome,
            reasons=words.REASONS[0 if case_id else 1], agency_id=agency_id if outcome == "one_agency" else None,
            case_id=case_id, decided_by_id=decider, decided_at=at, words_to_referrer="Thank you. We have decided what happens next.",
            telling_due_on=_working(day + timedelta(days=3)), told_at=at, told_how="by e-mail", told_by_id=decider,
        )
        self.rows.put("frontdoor_contactmove", id=self.new_id(), contact_id=contact_id, from_status="received",
                      to_status="decided", by_id=decider, at=at)
        self._timeline(of, case_id, "frontdoor.decided", "Request for help decided", at, decider, for_family=False)

    def _steps(self, of: Of, chance: Random, case_id, opened_on: date, level: int, decider, lead, closed) -> None:
        opened = _at(opened_on, 15)
        self._step(case_id, "opened", "", "to_allocate", level, opened, decider)
        self._timeline(of, case_id, "cases.opened", "Help began", opened, decider)
        if lead is None:
            return
        allocated = _at(opened_on + timedelta(days=2), 10)
        ended = _at(closed[0], 12) if closed else None
        self.rows.put("cases_allocation", id=self.new_id(), case_id=case_id, worker_id=lead, role="lead",
                      from_at=allocated, until_at=ended, allocated_by_id=lead)
        self._step(case_id, "allocated", "to_allocate", "open", level, allocated, lead)
        self._timeline(of, case_id, "cases.lead_allocated", "A lead professional was named", allocated, lead)
        if closed:
            self._step(case_id, "closed", "open", "closed", level, ended, lead, outcome=closed[1])
            self._timeline(of, case_id, "cases.closed", "Help ended", ended, lead)

    def _step(self, case_id, kind: str, from_status: str, to_status: str, level: int, at: datetime, by, **more) -> None:
        self.rows.put("cases_step", id=self.new_id(), case_id=case_id, kind=kind, from_status=from_status,
                      to_status=to_status, from_level=level if from_status else None, to_level=level, by_id=by, at=at,
                      why=words.REASONS[0], **more)

    def _timeline(self, of: Of, case_id, kind: str, title: str, at: datetime, by, *, for_family: bool = True) -> None:
        self.rows.put("cases_timelineentry", id=self.new_id(), family_id=of.family_id, case_id=case_id, at=at, kind=kind,
                      title=title, by_id=by, is_for_family=for_family)

    def _grants(self, of: Of, opened_on: date, team_id, lead, closed_on: date | None, decider) -> None:
        given = {"subject_kind": "family", "subject_id": of.family_id, "from_at": _at(opened_on, 15), "given_by_id": decider}
        self.rows.put("access_grant", id=self.new_id(), team_id=team_id, reason="hub", **given)
        if lead is not None:
            until = _at(closed_on, 16) if closed_on else None
            self.rows.put("access_grant", id=self.new_id(), user_id=lead, reason="allocated", until_at=until, **given)

    def _involved(self, of: Of, chance: Random, day: date) -> None:
        most = min(len(self.staff.agencies), 1 + int(chance.random() * 3))
        for agency_id, _name in chance.sample(self.staff.agencies, most):
            self.rows.put("cases_involvement", id=self.new_id(), family_id=of.family_id, agency_id=agency_id,
                          service=_pick(chance, words.SERVICES), from_on=day, source="the contact", as_of=day)

    def _assessed(self, of: Of, chance: Random, case_id, opened_on: date, lead, level: int) -> None:
        started, due = opened_on + timedelta(days=4), opened_on + timedelta(days=49)
        completed = started + timedelta(days=10 + int(chance.random() * 35))
        if started > self.today or chance.random() < 0.12:
            return
        is_draft = completed > self.today
        assessment_id, at = self.new_id(), _at(min(completed, self.today), 14)
        framework = framework_on(started)
        self.rows.put(
            "assessments_assessment", id=assessment_id, reference=self.reference("A"), case_id=case_id,
            framework=framework.version, status="draft" if is_draft else "complete", started_on=started,
            started_by_id=lead, due_on=due, completed_at=None if is_draft else at, completed_by_id=None if is_draft else lead,
        )
        written = {"assessment_id": assessment_id, "written_by_id": lead, "written_at": at}
        self.rows.put("assessments_about", id=self.new_id(), led_to=_pick(chance, words.WORRIES), **written)
        for child in of.family.children:
            for heading in chance.sample(framework.domains[0].headings, 2):
                self.rows.put("assessments_entry", id=self.new_id(), about_id=of.id_of(child), heading=heading.key,
                              strengths=_pick(chance, words.STRENGTHS), worries=_pick(chance, words.WORRIES), **written)
            self.rows.put("assessments_voice", id=self.new_id(), person_id=of.id_of(child), kind="words",
                          words=_pick(chance, words.VOICES), how="alone", gathered_on=min(completed, self.today), **written)
        for heading in framework.domains[1].headings:
            self.rows.put("assessments_entry", id=self.new_id(), heading=heading.key,
                          strengths=_pick(chance, words.STRENGTHS), **written)
        if not is_draft:
            self.rows.put("assessments_conclusion", id=self.new_id(), needed=_pick(chance, words.WANTS), level=level,
                          level_why=words.REASONS[0], next_steps="Make a plan with the family",
                          family_comments=_pick(chance, words.WANTS), **written)
            self._timeline(of, case_id, "assessments.completed", "The assessment was completed", at, lead)

    def _planned(self, of: Of, chance: Random, case_id, opened_on: date, lead, closed_on: date | None) -> None:
        started = opened_on + timedelta(days=40)
        if self.staff.framework_id is None or started > min(self.today, closed_on or self.today) or chance.random() < 0.1:
            return
        plan_id = self.new_id()
        last = min(self.today, closed_on or self.today)
        held = [day for day in (started + timedelta(days=42 * n) for n in range(1, 8)) if day <= last]
        review_due = (held[-1] if held else started) + timedelta(days=42)
        self.rows.put(
            "plans_plan", id=plan_id, reference=self.reference("PL"), case_id=case_id, framework_id=self.staff.framework_id,
            status="ended" if closed_on else "active", started_on=started, started_by_id=lead, agreed_on=started,
            review_due_on=review_due, ended_on=max(started, closed_on) if closed_on else None,
            ended_why="The needs in the plan were met" if closed_on else "",
        )
        self._timeline(of, case_id, "plans.started", "A plan was agreed", _at(started, 11), lead)
        needs = self._needs(of, chance, plan_id, started, closed_on)
        self._do(of, chance, plan_id, needs, started, closed_on, lead)
        for number, day in enumerate(held):
            self._met(of, chance, plan_id, "first" if number == 0 else "review", day, lead)
        if not closed_on:
            self._meet(chance, plan_id, review_due, lead)

    def _needs(self, of: Of, chance: Random, plan_id, day: date, closed_on: date | None) -> list:
        needs = []
        for position in range(1, 3 + (chance.random() < 0.4)):
            need_id, child = self.new_id(), _pick(chance, of.family.children)
            needs.append(need_id)
            outcome = _pick(chance, self.staff.outcome_ids) if self.staff.outcome_ids else None
            settled = {"status": "met", "settled_on": closed_on, "evidence": "The family and the school agree"}
            self.rows.put("plans_need", id=need_id, plan_id=plan_id, outcome_id=outcome, person_id=of.id_of(child),
                          words=_pick(chance, words.WORRIES), source="the assessment", as_of=day, position=position,
                          **(settled if closed_on else {"status": "open"}))
            self.rows.put("plans_goal", id=self.new_id(), plan_id=plan_id, need_id=need_id, words=_pick(chance, words.WANTS),
                          source="the family", as_of=day, position=position)
        return needs

    def _do(self, of: Of, chance: Random, plan_id, needs: list, day: date, closed_on: date | None, lead) -> None:
        for position in range(1, 5):
            due = day + timedelta(days=14 + int(chance.random() * 120))
            is_done = closed_on is not None or (due < self.today and chance.random() < 0.85)
            owner = {"owner_id": lead} if position % 2 else {"owner_person_id": of.id_of(of.family.adults[0])}
            done = {"status": "done", "done_at": _at(min(due, self.today), 16), "done_by_id": lead} if is_done else {"status": "to_do"}
            self.rows.put("plans_action", id=self.new_id(), plan_id=plan_id, need_id=_pick(chance, needs),
                          what=_pick(chance, words.ACTIONS), due_on=due, agreed_on=day, agreed_by_id=lead, position=position,
                          **owner, **done)
        for name, part in (("Invented colleague", "School"), ("Another colleague", "Health")):
            agency_id, _agency = _pick(chance, self.staff.agencies)
            self.rows.put("plans_teammember", id=self.new_id(), plan_id=plan_id, name=name, agency_id=agency_id, part=part,
                          invited_at=_at(day, 12), invited_by_id=lead, answer="accepted", answered_at=_at(day, 13), joined_on=day)

    def _met(self, of: Of, chance: Random, plan_id, kind: str, day: date, lead) -> None:
        at = _at(day, 15)
        self.rows.put("plans_meeting", id=self.new_id(), reference=self.reference("M"), plan_id=plan_id, kind=kind,
                      status="held", planned_at=at, place="At the hub", invitation_uid=str(self.new_id()), planned_by_id=lead,
                      held_on=day, notes="Went through each action", changed="Nothing was added",
                      family_voice=_pick(chance, words.WANTS), young_voice=_pick(chance, words.VOICES),
                      next_review_on=day + timedelta(days=42), recorded_by_id=lead, recorded_at=at)

    def _meet(self, chance: Random, plan_id, day: date, lead) -> None:
        self.rows.put("plans_meeting", id=self.new_id(), reference=self.reference("M"), plan_id=plan_id, kind="review",
                      status="planned", planned_at=_at(day, 15), place="At the hub", invitation_uid=str(self.new_id()),
                      planned_by_id=lead)


def _pick(chance: Random, things):
    return things[int(chance.random() * len(things))]


def _one_of(chance: Random, weighted):
    left = chance.random() * sum(weight for _, weight in weighted)
    for thing, weight in weighted:
        left -= weight
        if left < 0:
            return thing
    return weighted[-1][0]


def _at(day: date, hour: float) -> datetime:
    return datetime.combine(day, time(int(hour), int(hour % 1 * 60)))


def _working(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
