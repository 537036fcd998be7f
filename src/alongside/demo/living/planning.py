"""The steps of a plan: what is wanted, who does what, how far the family has come."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from alongside.plans import actions as plans
from alongside.plans.models import Action, Goal, Meeting, Need, Outcome, Plan, Scale, TeamMember
from alongside.plans.rules import ActionStatus, Answer, Attended, MeetingKind, NeedStatus

from .steps import Life

SCALE_FROM, SCALE_STEPS = 3, (1, 2, 2, 1)


def start_plan(life: Life, number: int, *, agree: bool = True) -> None:
    """The lead makes the plan with the family from what the assessment found."""
    by, at = life.lead, life.at(number)
    life.plan = plans.start_plan(case=life.case, by=by, at=at)
    plan, helpers = life.plan, life.script.helpers
    needs = list(Need.objects.filter(plan=plan).order_by("position"))
    plans.place_needs(
        plan=plan,
        by=by,
        at=at,
        placed={need: _outcome(plan, outcome) for need, outcome in zip(needs, life.script.outcomes, strict=False)},
    )
    needs = list(Need.objects.filter(plan=plan).order_by("position"))
    needs = needs[2:] + needs[:2]  # the lead helps the family, the partner the child, and the school its learning
    people = life.people
    goal = plans.set_goal(
        plan=plan,
        words=life.says("g1"),
        person=people["p1"],
        need=needs[0],
        by=by,
        at=at,
        measure=life.says("g1.how"),
        by_on=at.date() + timedelta(days=126),
    )
    plans.set_goal(
        plan=plan, words=life.says("g2"), person=people["c1"], need=needs[min(1, len(needs) - 1)], by=by, at=at
    )
    for user, part in ((helpers.partner, life.says("part")), (helpers.referrer, life.says("part.school"))):
        if user.id != life.lead.id:
            member = plans.invite_to_team(plan=plan, user=user, part=part, by=by, at=at)
            plans.answer_invitation(member=member, answer=Answer.ACCEPTED, by=user, at=life.at(number + 1))
    agree_action = {"plan": plan, "by": by, "at": at}
    day = at.date()
    plans.agree_action(
        **agree_action, what=life.says("a1"), owner_person=people["p1"], goal=goal, due_on=day + timedelta(days=24)
    )
    for place, need in enumerate(needs):
        owner = (life.lead, helpers.partner, helpers.referrer)[place % 3]
        plans.agree_action(
            **agree_action,
            what=life.says(f"a{place + 2}"),
            owner=owner,
            need=need,
            due_on=day + timedelta(days=31 + 12 * place),
        )
    for key, outcome in (("s1", life.script.outcomes[0]), ("s2", life.script.outcomes[1])):
        scale = plans.set_scale(
            plan=plan,
            outcome=_outcome(plan, outcome),
            name=life.says(key),
            one_means=life.says(f"{key}.one"),
            ten_means=life.says(f"{key}.ten"),
            by=by,
            at=at,
        )
        plans.read_scale(
            scale=scale,
            value=SCALE_FROM if key == "s1" else SCALE_FROM - 1,
            read_on=day,
            said_by=_name(life, "p1"),
            by=by,
            at=at,
        )
    if agree:
        plan = Plan.objects.get(id=plan.id)
        life.plan = plans.agree_plan(plan=plan, version=plan.version, agreed_on=day, by=by, at=life.at(number))


def arrange(life: Life, number: int, *, held_after: int, is_first: bool) -> Meeting:
    """A meeting is planned, so many days after the start."""
    day = life.script.start + timedelta(days=held_after)
    while day.weekday() > 4:
        day += timedelta(days=1)
    planned_at = timezone.make_aware(datetime.combine(day, time(15, 30)))
    kind = MeetingKind.FIRST if is_first else MeetingKind.REVIEW
    return plans.plan_meeting(
        plan=life.plan, kind=kind, planned_at=planned_at, place=life.says("place"), by=life.lead, at=life.at(number)
    )


def meet(life: Life, number: int, *, nth: int, gives_copy: bool = True, settles: bool = False) -> None:
    """The team meets: what was done, what changed, how far along the family's scales, and the family's copy."""
    meeting = arrange(life, number - 12, held_after=number, is_first=nth == 0)
    by = life.lead
    at = timezone.make_aware(datetime.combine(timezone.localtime(meeting.planned_at).date(), time(16, 45)))
    plan = life.plan
    readings = [
        plans.Reading(scale, min(9, SCALE_FROM + sum(SCALE_STEPS[: nth + 1]) - place), _name(life, "p1"))
        for place, scale in enumerate(Scale.objects.filter(plan=plan).order_by("position"))
    ]
    to_do = list(Action.objects.filter(plan=plan, status=ActionStatus.TO_DO).order_by("position"))
    heard = [plans.Reviewed(one, ActionStatus.DONE, life.says("done")) for one in to_do[: 2 if nth == 0 else 1]]
    if nth == 1 and len(to_do) > 2:
        heard.append(plans.Reviewed(to_do[2], ActionStatus.NOT_DONE, life.says("not.done")))
    needs = list(Need.objects.filter(plan=plan, status=NeedStatus.OPEN).order_by("position"))
    settled = (
        [
            plans.Settled(one, NeedStatus.MET if place != 1 else NeedStatus.CARRIED, life.says("evidence"))
            for place, one in enumerate(needs)
        ]
        if settles
        else []
    )
    young = {} if life.script.cast.slot("c1").years < 5 else {"young_voice": life.says(f"r{nth}.young")}
    said = plans.Said(
        family_voice=life.says(f"r{nth}.voice"),
        changed=life.says(f"r{nth}.changed"),
        notes=life.says(f"r{nth}.notes"),
        **young,
    )
    team = {
        one.id: Attended.CAME if place < 3 else Attended.APOLOGIES
        for place, one in enumerate(
            TeamMember.objects.filter(plan=plan, left_on__isnull=True, user__isnull=False).order_by("id")
        )
    }
    family = {life.people["p1"].id: Attended.CAME}
    plans.hold_review(
        meeting=meeting,
        version=meeting.version,
        held_on=at.date(),
        said=said,
        by=by,
        at=at,
        team=team,
        family=family,
        readings=readings,
        settled=settled,
        reviewed=heard,
    )
    if nth < 3 and not settles:
        plans.agree_action(
            plan=plan,
            what=life.says(f"r{nth}.action"),
            owner=by,
            by=by,
            at=at,
            goal=Goal.objects.filter(plan=plan).order_by("position").first(),
            due_on=at.date() + timedelta(days=38),
        )
    if gives_copy:
        copy = plans.make_family_copy(plan=Plan.objects.get(id=plan.id), by=by, at=life.at(number + 2))
        plans.give_family_copy(
            copy=copy, given_on=life.day(number + 3), how=life.says("copy"), by=by, at=life.at(number + 3)
        )


def _outcome(plan: Plan, key: str) -> Outcome:
    return Outcome.objects.get(framework_id=plan.framework_id, key=key)


def _name(life: Life, key: str) -> str:
    return life.people[key].full_name
