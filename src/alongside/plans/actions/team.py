"""The team around the family: who is asked, what they answer, and when their part ends."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.foundation.access.actions import end_grants, give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.identity.models import Agency, User
from alongside.foundation.identity.rules import UserKind
from alongside.foundation.notifications.actions import post_letter, tell
from alongside.people.access import SUBJECT
from alongside.people.queries import family_members
from alongside.people.rules import FamilyRole
from alongside.values.dates import age_on

from .. import access, rules
from ..models import Plan, TeamMember
from ..queries.sharing import may_share_with
from .meetings import invitation_to_next
from .refusals import PlanRefused, changed, held, link_to, lock_plan, noted, tidy, writable

if TYPE_CHECKING:
    from alongside.people.models import Person

LEAD_PART = "Lead professional"
NO_AGREEMENT = (
    "The family has not agreed to plan together with {agency}. Ask the family and write down the answer, or state why "
    "information is shared without agreement; then ask {name} again"
)


@transaction.atomic
def invite_to_team(
    *,
    plan: Plan,
    part: str,
    by: User,
    at: datetime,
    user: User | None = None,
    person: Person | None = None,
    name: str = "",
    agency: Agency | None = None,
    agency_name: str = "",
    email: str = "",
    site: str = "",
) -> TeamMember:
    """Ask someone into the team around the family; who has an account sees the record from now on.

    `site` is the address at which people sign in, for the letter.
    """
    plan = writable(plan, by=by)
    part, name, agency_name, email = (tidy(one) for one in (part, name, agency_name, email))
    if sum(map(bool, (user, person, name))) != 1:
        raise PlanRefused("Choose the one person you are asking")
    if not part:
        raise PlanRefused("Say what their part is: school, health visitor, grandmother")
    standing = _standing(plan, user, person, name, email)
    if standing is not None:
        return standing
    agency = user.agency if user is not None else agency
    _refuse_invitee(plan, user, person, agency, name, on=at.date())
    member = TeamMember.objects.create(
        plan=plan,
        user=user,
        person=person,
        name=name,
        agency=agency,
        agency_name=agency_name,
        email=email,
        part=part,
        invited_at=at,
        invited_by=by,
    )
    if user is not None:
        give_grant(
            subject_kind=SUBJECT,
            subject_id=plan.case.family_id,
            holder=user,
            reason=GrantReason.TEAM_AROUND,
            because=f"Asked into the team of plan {plan.reference}",
            by=by,
            at=at,
        )
    changed(plan)
    noted("team_invited", plan, member, by=by, at=at, title="Someone was asked into the team", words=part)
    _tell_invited(plan, member, site=site, at=at)
    return member


def _standing(plan: Plan, user, person, name: str, email: str) -> TeamMember | None:
    who = {"user": user, "person": person, "name": name}
    if name:
        who["email"] = email
    return TeamMember.objects.filter(plan=plan, left_on__isnull=True, **who).first()


def _refuse_invitee(plan: Plan, user, person, agency: Agency | None, name: str, *, on: date) -> None:
    if (
        person is not None
        and not person.memberships.filter(family_id=plan.case.family_id, until_on__isnull=True).exists()
    ):
        raise PlanRefused("This person is not in the family. Add them to the family, or ask them by name")
    if user is not None and (not user.is_active or user.kind == UserKind.FAMILY):
        raise PlanRefused("Choose someone who works with families and can sign in")
    if agency is not None and not may_share_with(plan, agency, on=on):
        raise PlanRefused(NO_AGREEMENT.format(agency=agency.name, name=user.name if user else name))


def _tell_invited(plan: Plan, member: TeamMember, *, site: str, at: datetime) -> None:
    if member.user is not None:
        tell(
            user=member.user,
            kind="plans.team_invited",
            at=at,
            about=plan.case.family_id,
            link=link_to(plan),
            words=f"You are asked into the team around a family: plan {plan.reference}",
        )
    address = member.user.email if member.user else member.email
    if address:
        post_letter(
            to_address=address,
            kind="plans.team_invited",
            at=at,
            about=plan.case.family_id,
            subject_line="You are asked into the team around a family",
            words=f"{member.invited_by.name} asks you into the team around a family you work with (plan "
            f"{plan.reference}). {_how_to_answer(plan, member, site)}",
            calendar_file=invitation_to_next(plan, address),
        )


def _how_to_answer(plan: Plan, member: TeamMember, site: str) -> str:
    if member.user is not None:
        where = f": {site}{link_to(plan)}" if site else ""
        return f"Sign in to Alongside to see the plan and to answer{where}."
    ring = f" on {member.invited_by.phone}" if member.invited_by.phone else ""
    return f"To answer, ring {member.invited_by.name}{ring}."


@transaction.atomic
def answer_invitation(*, member: TeamMember, answer: rules.Answer, by: User, at: datetime) -> TeamMember:
    """Say yes or no to joining the team: for oneself, or as told to whoever holds the plan."""
    plan = lock_plan(member.plan)
    member = _held(member)
    if not (member.user_id == by.id or access.may_write(by, plan)):
        raise PlanRefused("Only whoever was asked, or those who hold the plan, can answer")
    if answer is rules.Answer.WAITING:
        raise PlanRefused("Choose yes or no")
    if member.left_on is not None:
        raise PlanRefused("This part in the team has ended. Ask the lead professional to invite you again")
    if member.answer == answer:
        return member
    member.answer, member.answered_at = answer, at
    if answer is rules.Answer.ACCEPTED:
        member.joined_on = at.date()
        member.save(update_fields=["answer", "answered_at", "joined_on"])
    else:
        member.save(update_fields=["answer", "answered_at"])
        _part(member, plan, why="Said no", at=at)
    noted(
        "team_answered",
        plan,
        member,
        by=by,
        at=at,
        title=f"Asked into the team: {rules.ANSWER_WORDS[answer].lower()}",
        words=member.part,
        answer=str(answer),
    )
    lead = plan.case.lead
    if lead is not None and lead.id != by.id:
        tell(
            user=lead,
            kind="plans.team_answered",
            link=link_to(plan),
            at=at,
            about=plan.case.family_id,
            words=f"Someone answered about joining the team of plan {plan.reference}",
        )
    return member


@transaction.atomic
def leave_team(*, member: TeamMember, why: str, by: User, at: datetime) -> TeamMember:
    """End someone's part in the team, and with it what it let them see."""
    plan = lock_plan(member.plan)
    if member.user_id != by.id:
        plan = held(plan, by=by)
    member = _held(member)
    if member.left_on is not None:
        return member
    why = tidy(why, needed="Write down why their part ends")
    if member.user_id is not None and member.user_id == plan.case.lead_id:
        raise PlanRefused("The lead professional stays in the team. A manager can name another lead")
    _part(member, plan, why=why, at=at)
    changed(plan)
    noted("team_left", plan, member, by=by, at=at, title="Someone left the team", words=member.part)
    return member


def part_from_team(plan: Plan, *, why: str, at: datetime, agency_id=None) -> int:
    """End the part of everyone in the team, or of everyone from one agency; says of how many."""
    members = TeamMember.objects.select_for_update().filter(plan=plan, left_on__isnull=True)
    if agency_id is not None:
        members = members.filter(agency_id=agency_id)
    parted = list(members.order_by("id"))
    for member in parted:
        _part(member, plan, why=why, at=at)
    return len(parted)


def join_those_who_belong(plan: Plan, *, policy: rules.PlansPolicy, by: User, at: datetime) -> None:
    """The lead professional, the parents and carers and the older children are in the team as of course."""
    join_lead(plan, plan.case.lead, by=by, at=at)
    there = set(
        TeamMember.objects.filter(plan=plan, left_on__isnull=True, person__isnull=False).values_list(
            "person_id", flat=True
        )
    )
    TeamMember.objects.bulk_create(
        TeamMember(plan=plan, person=one.person, part=FAMILY_PARTS[one.role], **_joined(by, at))
        for one in family_members(plan.case.family)
        if one.person_id not in there and _belongs(one, on=at.date(), from_age=policy.child_at_meetings_from_age)
    )


FAMILY_PARTS = {FamilyRole.PARENT: "Parent", FamilyRole.CARER: "Carer", FamilyRole.CHILD: "Child or young person"}


def _belongs(member, *, on: date, from_age: int) -> bool:
    if member.person.died_on is not None or member.role not in FAMILY_PARTS:
        return False
    born_on = member.person.born_on
    if member.role == FamilyRole.CHILD:
        return born_on is not None and born_on <= on and age_on(born_on, on) >= from_age
    return True


def join_lead(plan: Plan, lead: User, *, by: User, at: datetime) -> None:
    """Put the lead professional into the team."""
    standing = TeamMember.objects.filter(plan=plan, user=lead, left_on__isnull=True)
    facts = _joined(by, at)
    if not standing.update(part=LEAD_PART, answer=facts["answer"], answered_at=at, joined_on=at.date()):
        TeamMember.objects.create(plan=plan, user=lead, agency=lead.agency, part=LEAD_PART, **facts)


def _joined(by: User, at: datetime) -> dict:
    return {
        "invited_at": at,
        "invited_by": by,
        "answer": rules.Answer.ACCEPTED,
        "answered_at": at,
        "joined_on": at.date(),
    }


def _part(member: TeamMember, plan: Plan, *, why: str, at: datetime) -> None:
    member.left_on, member.left_why = at.date(), why[:300]
    member.save(update_fields=["left_on", "left_why"])
    if member.user is not None:
        end_grants(
            subject_kind=SUBJECT,
            subject_id=plan.case.family_id,
            holder=member.user,
            reason=GrantReason.TEAM_AROUND,
            at=at,
        )


def _held(member: TeamMember) -> TeamMember:
    return TeamMember.objects.select_for_update(of=("self",)).select_related("user").get(id=member.id)
