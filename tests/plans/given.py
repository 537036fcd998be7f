"""Invented plans, made by the actions that make them in the product."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta

from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.people.actions import give_agreement
from alongside.people.models import Person
from alongside.people.rules import AgreementAnswer, SharingPurpose
from alongside.plans import actions, rules
from alongside.plans.models import Meeting, Outcome, OutcomeFramework, Plan
from tests.assessments.given import Household, given_a_complete_assessment, given_a_household
from tests.factories import NOW, TODAY, a_user, an_agency
from tests.moulds import cast

HOUSEHOLD = [one.name for one in fields(Household)]
LATER = NOW + timedelta(days=14)
MET_ON = LATER.date()
SAID = actions.Said(family_voice="Mornings are calmer", young_voice="I like walking in with Mum")


@dataclass
class Planned:
    """A family with its plan, and its worker."""

    home: Household
    plan: Plan

    @property
    def worker(self):
        return self.home.worker

    def do(self, at: datetime = NOW) -> dict:
        return {"by": self.worker, "at": at}

    def fresh(self) -> "Planned":
        return replace(self, plan=Plan.objects.get(id=self.plan.id))


def given_a_plan(*, is_assessed: bool = True, home: Household | None = None) -> Planned:
    """A draft, begun from a complete assessment."""
    home = home or given_a_household()
    if is_assessed:
        home, _ = given_a_complete_assessment(home)
    return Planned(home, actions.start_plan(case=home.case, by=home.worker, at=NOW))


def outcome(plan: Plan, key: str = "education") -> Outcome:
    return Outcome.objects.get(framework=plan.framework, key=key)


def a_foreign_outcome() -> Outcome:
    """An outcome of some other framework."""
    other = OutcomeFramework.objects.create(title="Another", version="another", from_on=TODAY)
    return Outcome.objects.create(framework=other, key="x", title="X", position=1)


def given_an_agreed_plan(*, home: Household | None = None) -> Planned:
    """A plan with a need, a goal and two actions, agreed: for a new family, or for one that may be known already."""
    if home is not None:
        return _a_lived_plan(home)
    home = given_a_household()
    outcomes = {f"outcome {one.key}": one for one in Outcome.objects.filter(framework=actions.ensure_framework())}
    people = {key: getattr(home, key) for key in HOUSEHOLD}
    standing = {**people, **outcomes, "framework": outcomes["outcome education"].framework, "agency": home.team.agency}

    def live(**standing) -> dict:
        return {"plan": _a_lived_plan(Household(**{key: standing[key] for key in HOUSEHOLD})).plan}

    return Planned(home, cast("an agreed plan", live, standing)["plan"])


def _a_lived_plan(home: Household) -> Planned:
    planned = given_a_plan(is_assessed=False, home=home)
    plan, by = planned.plan, planned.do()
    need = actions.add_need(
        plan=plan, outcome=outcome(plan), words="Tamsin misses school", person=planned.home.girl, **by
    )
    goal = actions.set_goal(
        plan=plan,
        need=need,
        words="I want to walk in with Mum",
        person=planned.home.girl,
        measure="Every day for three weeks",
        by_on=TODAY + timedelta(days=60),
        **by,
    )
    actions.agree_action(
        plan=plan,
        need=need,
        what="Meet Tamsin at the gate",
        owner=planned.worker,
        due_on=TODAY + timedelta(days=7),
        **by,
    )
    actions.agree_action(
        plan=plan,
        goal=goal,
        what="Walk Tamsin in",
        owner_person=planned.home.mother,
        due_on=TODAY + timedelta(days=7),
        **by,
    )
    plan = Plan.objects.get(id=plan.id)
    actions.agree_plan(plan=plan, version=plan.version, agreed_on=TODAY, **by)
    return planned.fresh()


def given_a_meeting(planned: Planned, *, kind=rules.MeetingKind.FIRST, planned_at: datetime = LATER, at=NOW) -> Meeting:
    return actions.plan_meeting(
        plan=planned.plan, kind=kind, planned_at=planned_at, place="Banbury Road hub", by=planned.worker, at=at
    )


def given_a_held_meeting(planned: Planned, *, kind=rules.MeetingKind.FIRST, held_on: date = MET_ON, **said) -> Meeting:
    moment = NOW.replace(year=held_on.year, month=held_on.month, day=held_on.day)
    meeting = given_a_meeting(planned, kind=kind, planned_at=moment, at=moment - timedelta(days=7))
    return actions.hold_review(
        meeting=meeting,
        version=meeting.version,
        held_on=held_on,
        said=said.pop("said", SAID),
        by=planned.worker,
        at=moment + timedelta(hours=2),
        **said,
    )


def given_a_partner(planned: Planned, *, has_agreed: bool = True):
    """Someone of a school, with whom the family agreed to plan together, or has not been asked."""
    partner = a_user("partner", agency=an_agency(kind="school"), kind="partner")
    if has_agreed:
        given_agreement(planned, partner.agency)
    return partner


def given_agreement(planned: Planned, agency):
    return give_agreement(
        family=planned.home.family,
        person=planned.home.mother,
        agency=agency,
        purpose=SharingPurpose.PLAN_TOGETHER,
        answer=AgreementAnswer.AGREED,
        given_on=TODAY,
        how="At home",
        by=planned.worker,
        at=NOW,
    )


def given_an_account(planned: Planned, person: Person):
    """Someone of the family who can sign in."""
    account = a_user("family-member", kind="family", name=person.full_name)
    Person.objects.filter(id=person.id).update(account=account)
    give_grant(
        subject_kind="family", subject_id=planned.home.family.id, holder=account, reason=GrantReason.FAMILY, at=NOW
    )
    person.refresh_from_db()
    return account
