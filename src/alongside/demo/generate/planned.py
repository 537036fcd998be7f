"""Inventing plans, what was done, and the meetings of the team."""

from datetime import date, timedelta
from random import Random

from . import words
from .pen import Of, Pen, moment, pick


class Planned(Pen):
    """Writes what was agreed with a family, and done."""

    def planned(self, of: Of, chance: Random, case_id, opened_on: date, lead, closed_on: date | None) -> None:
        started = opened_on + timedelta(days=40)
        if (
            self.staff.framework_id is None
            or started > min(self.today, closed_on or self.today)
            or chance.random() < 0.1
        ):
            return
        plan_id = self.new_id()
        last = min(self.today, closed_on or self.today)
        held = [day for day in (started + timedelta(days=42 * n) for n in range(1, 8)) if day <= last]
        review_due = (held[-1] if held else started) + timedelta(days=42)
        self.rows.put(
            "plans_plan",
            id=plan_id,
            reference=self.reference("PL"),
            case_id=case_id,
            framework_id=self.staff.framework_id,
            status="ended" if closed_on else "active",
            started_on=started,
            started_by_id=lead,
            agreed_on=started,
            review_due_on=review_due,
            ended_on=max(started, closed_on) if closed_on else None,
            ended_why="The needs in the plan were met" if closed_on else "",
        )
        self.timeline(of, case_id, "plans.started", "A plan was agreed", moment(started, 11), lead)
        needs = self._needs(of, chance, plan_id, started, closed_on)
        self._do(of, chance, plan_id, needs, started, closed_on, lead)
        for number, day in enumerate(held):
            self._met(of, chance, plan_id, "first" if number == 0 else "review", day, lead)
        if not closed_on:
            self._meet(chance, plan_id, review_due, lead)

    def _needs(self, of: Of, chance: Random, plan_id, day: date, closed_on: date | None) -> list:
        needs = []
        for position in range(1, 3 + (chance.random() < 0.4)):
            need_id, child = self.new_id(), pick(chance, of.family.children)
            needs.append(need_id)
            outcome = pick(chance, self.staff.outcome_ids) if self.staff.outcome_ids else None
            settled = {"status": "met", "settled_on": closed_on, "evidence": "The family and the school agree"}
            self.rows.put(
                "plans_need",
                id=need_id,
                plan_id=plan_id,
                outcome_id=outcome,
                person_id=of.id_of(child),
                words=pick(chance, words.WORRIES),
                source="the assessment",
                as_of=day,
                position=position,
                **(settled if closed_on else {"status": "open"}),
            )
            self.rows.put(
                "plans_goal",
                id=self.new_id(),
                plan_id=plan_id,
                need_id=need_id,
                words=pick(chance, words.WANTS),
                source="the family",
                as_of=day,
                position=position,
            )
        return needs

    def _do(self, of: Of, chance: Random, plan_id, needs: list, day: date, closed_on: date | None, lead) -> None:
        for position in range(1, 5):
            due = day + timedelta(days=14 + int(chance.random() * 120))
            is_done = closed_on is not None or (due < self.today and chance.random() < 0.85)
            owner = {"owner_id": lead} if position % 2 else {"owner_person_id": of.id_of(of.family.adults[0])}
            done = (
                {"status": "done", "done_at": moment(min(due, self.today), 16), "done_by_id": lead}
                if is_done
                else {"status": "to_do"}
            )
            self.rows.put(
                "plans_action",
                id=self.new_id(),
                plan_id=plan_id,
                need_id=pick(chance, needs),
                what=pick(chance, words.ACTIONS),
                due_on=due,
                agreed_on=day,
                agreed_by_id=lead,
                position=position,
                **owner,
                **done,
            )
        for name, part in (("Invented colleague", "School"), ("Another colleague", "Health")):
            agency_id, _agency = pick(chance, self.staff.agencies)
            self.rows.put(
                "plans_teammember",
                id=self.new_id(),
                plan_id=plan_id,
                name=name,
                agency_id=agency_id,
                part=part,
                invited_at=moment(day, 12),
                invited_by_id=lead,
                answer="accepted",
                answered_at=moment(day, 13),
                joined_on=day,
            )

    def _met(self, of: Of, chance: Random, plan_id, kind: str, day: date, lead) -> None:
        at = moment(day, 15)
        self.rows.put(
            "plans_meeting",
            id=self.new_id(),
            reference=self.reference("M"),
            plan_id=plan_id,
            kind=kind,
            status="held",
            planned_at=at,
            place="At the hub",
            invitation_uid=str(self.new_id()),
            planned_by_id=lead,
            held_on=day,
            notes="Went through each action",
            changed="Nothing was added",
            family_voice=pick(chance, words.WANTS),
            young_voice=pick(chance, words.VOICES),
            next_review_on=day + timedelta(days=42),
            recorded_by_id=lead,
            recorded_at=at,
        )

    def _meet(self, chance: Random, plan_id, day: date, lead) -> None:
        self.rows.put(
            "plans_meeting",
            id=self.new_id(),
            reference=self.reference("M"),
            plan_id=plan_id,
            kind="review",
            status="planned",
            planned_at=moment(day, 15),
            place="At the hub",
            invitation_uid=str(self.new_id()),
            planned_by_id=lead,
        )
