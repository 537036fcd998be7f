"""Inventing assessments."""

from datetime import date, timedelta
from random import Random

from alongside.assessments.rules import framework_on

from . import words
from .pen import Of, Pen, moment, pick


class Assessed(Pen):
    """Writes what was found out with a family."""

    def assessed(self, of: Of, chance: Random, case_id, opened_on: date, lead, level: int) -> None:
        started, due = opened_on + timedelta(days=4), opened_on + timedelta(days=49)
        completed = started + timedelta(days=10 + int(chance.random() * 35))
        if started > self.today or chance.random() < 0.12:
            return
        is_draft = completed > self.today
        assessment_id, at = self.new_id(), moment(min(completed, self.today), 14)
        framework = framework_on(started)
        self.rows.put(
            "assessments_assessment",
            id=assessment_id,
            reference=self.reference("A"),
            case_id=case_id,
            framework=framework.version,
            status="draft" if is_draft else "complete",
            started_on=started,
            started_by_id=lead,
            due_on=due,
            completed_at=None if is_draft else at,
            completed_by_id=None if is_draft else lead,
        )
        written = {"assessment_id": assessment_id, "written_by_id": lead, "written_at": at}
        self.rows.put("assessments_about", id=self.new_id(), led_to=pick(chance, words.WORRIES), **written)
        for child in of.family.children:
            for heading in chance.sample(framework.domains[0].headings, 2):
                self.rows.put(
                    "assessments_entry",
                    id=self.new_id(),
                    about_id=of.id_of(child),
                    heading=heading.key,
                    strengths=pick(chance, words.STRENGTHS),
                    worries=pick(chance, words.WORRIES),
                    **written,
                )
            self.rows.put(
                "assessments_voice",
                id=self.new_id(),
                person_id=of.id_of(child),
                kind="words",
                words=pick(chance, words.VOICES),
                how="alone",
                gathered_on=min(completed, self.today),
                **written,
            )
        for heading in framework.domains[1].headings:
            self.rows.put(
                "assessments_entry",
                id=self.new_id(),
                heading=heading.key,
                strengths=pick(chance, words.STRENGTHS),
                **written,
            )
        if not is_draft:
            self.rows.put(
                "assessments_conclusion",
                id=self.new_id(),
                needed=pick(chance, words.WANTS),
                level=level,
                level_why=words.REASONS[0],
                next_steps="Make a plan with the family",
                family_comments=pick(chance, words.WANTS),
                **written,
            )
            self.timeline(of, case_id, "assessments.completed", "The assessment was completed", at, lead)
