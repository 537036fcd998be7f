"""The team: asked, answering, leaving; and what an agreement opens and closes."""

from datetime import timedelta

import pytest

from alongside.cases.actions import allocate_lead, close_case, reopen_case, step_down, step_up
from alongside.cases.events import LeadAllocated
from alongside.cases.rules import ClosingOutcome, Level
from alongside.foundation.access.access import is_open_to
from alongside.foundation.access.models import Grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.models import Entry
from alongside.foundation.notifications.models import Letter, Notice
from alongside.people.actions import state_sharing_basis, withdraw_agreement
from alongside.people.rules import LawfulBasis
from alongside.plans import actions, rules
from alongside.plans.actions import hearing
from alongside.plans.models import Meeting, Plan, TeamMember
from tests.factories import NOW, TODAY, a_team, a_user, an_agency
from tests.plans.given import (
    given_a_meeting,
    given_a_partner,
    given_a_plan,
    given_agreement,
    given_an_agreed_plan,
)

pytestmark = pytest.mark.django_db
REFUSED = actions.PlanRefused


def invite(planned, **who):
    return actions.invite_to_team(plan=planned.plan, part=who.pop("part", "Class teacher"), **who, **planned.do())


def has_team_grant(planned, user) -> bool:
    return (
        Grant.objects.open()
        .filter(user=user, subject_id=planned.home.family.id, reason=GrantReason.TEAM_AROUND)
        .exists()
    )


def test_a_partner_is_asked_only_when_the_family_agreed_to_plan_with_their_agency():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned, has_agreed=False)
    with pytest.raises(REFUSED, match="has not agreed to plan together with"):
        invite(planned, user=partner)
    assert not is_open_to(partner, "family", planned.home.family.id)
    given_agreement(planned, partner.agency)
    member = invite(planned, user=partner)
    assert member.answer == rules.Answer.WAITING
    assert has_team_grant(planned, partner)
    assert invite(planned, user=partner).id == member.id


def test_sharing_without_agreement_is_a_decision_with_its_reason():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned, has_agreed=False)
    state_sharing_basis(
        family=planned.home.family,
        agency=partner.agency,
        basis=LawfulBasis.SAFEGUARDING,
        reason="Significant harm",
        is_without_agreement=True,
        **planned.do(),
    )
    assert invite(planned, user=partner).user == partner


def test_whoever_is_asked_gets_a_notice_and_a_letter_with_the_next_meeting():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    meeting = given_a_meeting(planned)
    invite(planned, user=partner, site="https://alongside.example.org")
    assert Notice.objects.filter(user=partner, kind="plans.team_invited").count() == 1
    letter = Letter.objects.get(to_address=partner.email, kind="plans.team_invited")
    assert meeting.invitation_uid in letter.calendar_file
    assert f"https://alongside.example.org/plans/{planned.plan.reference}/" in letter.words
    assert "Marlowe" not in letter.words + letter.subject_line + letter.calendar_file


def test_someone_without_an_account_is_asked_by_name():
    planned = given_an_agreed_plan()
    who = {"name": "Dee Lowe", "agency_name": "Ash Green Surgery", "email": "dee@example.org"}
    member = invite(planned, **who)
    assert invite(planned, **who).id == member.id
    letter = Letter.objects.get(to_address="dee@example.org")
    assert planned.worker.name in letter.words
    planned.worker.phone = "01632 960003"
    type(planned.worker).objects.filter(id=planned.worker.id).update(phone="01632 960003")
    invite(planned, name="Lee Doe", email="lee@example.org")
    assert "01632 960003" in Letter.objects.get(to_address="lee@example.org").words


def test_someone_of_the_family_is_asked_without_a_grant():
    planned = given_an_agreed_plan()
    member = actions.leave_team(
        member=TeamMember.objects.get(plan=planned.plan, person=planned.home.father), why="Works away", **planned.do()
    )
    assert member.left_on == TODAY
    assert actions.leave_team(member=member, why="Twice", **planned.do()).left_why == "Works away"
    again = invite(planned, person=planned.home.father, part="Father")
    assert (again.person, again.agency) == (planned.home.father, None)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ({}, "the one person"),
        ({"name": "Dee", "part": " "}, "what their part is"),
    ],
)
def test_an_invitation_names_one_person_and_a_part(who, why):
    planned = given_an_agreed_plan()
    with pytest.raises(REFUSED, match=why):
        invite(planned, **who)
    assert invite(planned, name="Dee").name == "Dee"


def test_only_people_of_the_family_and_those_who_work_are_asked():
    planned, other = given_an_agreed_plan(), given_an_agreed_plan()
    with pytest.raises(REFUSED, match="not in the family"):
        invite(planned, person=other.home.mother)
    with pytest.raises(REFUSED, match="can sign in"):
        invite(planned, user=a_user("family-member", kind="family"))


def test_a_named_agency_is_asked_about_too():
    planned = given_an_agreed_plan()
    agency = an_agency(kind="health", name="Ash Green Surgery")
    with pytest.raises(REFUSED, match=r"Ash Green Surgery.*ask Dee again"):
        invite(planned, name="Dee", agency=agency)


def test_saying_yes_joins_and_the_lead_is_told():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    member = invite(planned, user=partner)
    with pytest.raises(REFUSED, match="Choose yes or no"):
        actions.answer_invitation(member=member, answer=rules.Answer.WAITING, by=partner, at=NOW)
    yes = actions.answer_invitation(member=member, answer=rules.Answer.ACCEPTED, by=partner, at=NOW)
    assert (yes.answer, yes.joined_on) == ("accepted", TODAY)
    actions.answer_invitation(member=member, answer=rules.Answer.ACCEPTED, by=partner, at=NOW)
    assert Notice.objects.filter(user=planned.worker, kind="plans.team_answered").count() == 1
    with pytest.raises(REFUSED, match="Only whoever was asked"):
        actions.answer_invitation(member=member, answer=rules.Answer.DECLINED, by=a_user("partner"), at=NOW)


def test_saying_no_closes_what_the_invitation_opened():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    member = invite(planned, user=partner)
    no = actions.answer_invitation(member=member, answer=rules.Answer.DECLINED, by=partner, at=NOW)
    assert no.left_on == TODAY
    assert not has_team_grant(planned, partner)
    with pytest.raises(REFUSED, match="has ended"):
        actions.answer_invitation(member=member, answer=rules.Answer.ACCEPTED, by=partner, at=NOW)


def test_whoever_holds_the_plan_notes_an_answer():
    planned = given_an_agreed_plan()
    member = invite(planned, name="Dee")
    actions.answer_invitation(member=member, answer=rules.Answer.ACCEPTED, **planned.do())
    assert TeamMember.objects.get(id=member.id).answer == "accepted"
    assert not Notice.objects.filter(kind="plans.team_answered").exists()


def test_leaving_ends_the_grant_and_the_lead_stays():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    member = invite(planned, user=partner)
    with pytest.raises(REFUSED, match="why their part ends"):
        actions.leave_team(member=member, why="", by=partner, at=NOW)
    actions.leave_team(member=member, why="New class", by=partner, at=NOW)
    assert not has_team_grant(planned, partner)
    lead = TeamMember.objects.get(plan=planned.plan, user=planned.worker)
    with pytest.raises(REFUSED, match="lead professional stays"):
        actions.leave_team(member=lead, why="x", **planned.do())


def test_when_an_agreement_is_withdrawn_that_agency_leaves_the_team():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned, has_agreed=False)
    agreement = given_agreement(planned, partner.agency)
    invite(planned, user=partner)
    withdraw_agreement(agreement=agreement, withdrawn_on=TODAY, why="Changed our minds", **planned.do())
    assert TeamMember.objects.get(plan=planned.plan, user=partner).left_why == "The family took back its agreement"
    assert not is_open_to(partner, "family", planned.home.family.id)
    with pytest.raises(REFUSED, match="has not agreed"):
        invite(planned, user=partner)


def test_withdrawing_touches_nobody_else():
    planned = given_an_agreed_plan()
    unasked = given_a_partner(planned, has_agreed=False)
    agreement = given_agreement(planned, unasked.agency)
    partner = given_a_partner(planned)
    invite(planned, user=partner)
    withdraw_agreement(agreement=agreement, withdrawn_on=TODAY, why="Changed our minds", **planned.do())
    assert has_team_grant(planned, partner)


def test_an_agency_with_another_basis_stays_when_the_agreement_is_withdrawn():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned, has_agreed=False)
    agreement = given_agreement(planned, partner.agency)
    invite(planned, user=partner)
    state_sharing_basis(
        family=planned.home.family,
        agency=partner.agency,
        basis=LawfulBasis.SAFEGUARDING,
        reason="Significant harm",
        is_without_agreement=True,
        **planned.do(),
    )
    withdraw_agreement(agreement=agreement, withdrawn_on=TODAY, why="Changed our minds", **planned.do())
    assert has_team_grant(planned, partner)


def test_a_new_lead_joins_and_the_one_before_leaves():
    planned = given_an_agreed_plan()
    new = a_user("family-worker", agency=planned.home.team.agency)
    allocate_lead(case=planned.home.case, worker=new, reason="Moved on", by=planned.home.manager, at=NOW)
    now = TeamMember.objects.filter(plan=planned.plan, left_on__isnull=True, user__isnull=False)
    assert [(one.user, one.part) for one in now] == [(new, "Lead professional")]


def test_a_team_member_who_becomes_lead_stays_the_same_member():
    planned = given_an_agreed_plan()
    colleague = a_user("family-worker", agency=planned.home.team.agency)
    member = invite(planned, user=colleague, part="Co-worker")
    allocate_lead(case=planned.home.case, worker=colleague, reason="Moved on", by=planned.home.manager, at=NOW)
    member.refresh_from_db()
    assert (member.part, member.answer, member.left_on) == ("Lead professional", "accepted", None)


def close(planned):
    return close_case(
        case=planned.home.case,
        outcome=ClosingOutcome.SOME_NEEDS_MET,
        why="Enough",
        family_said="Thank you",
        agreed_by="Ana",
        **planned.do(NOW + timedelta(days=1)),
    )


def test_closing_the_case_ends_the_plan_and_leaves_open_needs_as_left():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    invite(planned, user=partner)
    meeting = given_a_meeting(planned)
    close(planned)
    plan = Plan.objects.get(id=planned.plan.id)
    assert (plan.status, plan.ended_why) == ("ended", "The case closed")
    assert plan.needs.get().status == rules.NeedStatus.LEFT
    assert Meeting.objects.get(id=meeting.id).status == rules.MeetingStatus.CANCELLED
    assert not has_team_grant(planned, partner)


def test_reopening_the_case_offers_the_plan_back_as_it_was():
    planned = given_an_agreed_plan()
    close(planned)
    at = NOW + timedelta(days=40)
    case = reopen_case(case=planned.home.case, level=Level.TARGETED, why="Came back", by=planned.home.manager, at=at)
    allocate_lead(case=case, worker=planned.worker, reason="Knows them", by=planned.home.manager, at=at)
    plan = actions.take_up_plan(plan=planned.plan, by=planned.worker, at=at)
    assert plan.status == rules.PlanStatus.ACTIVE
    assert plan.needs.get().status == rules.NeedStatus.OPEN
    assert plan.actions.count() == 2
    assert plan.review_due_on > at.date()


def test_stepping_up_pauses_the_plan_and_stepping_down_takes_it_up():
    planned = given_an_agreed_plan()
    team = a_team(agency=an_agency(kind="social_care"), kind="partner")
    case = step_up(
        case=planned.home.case, to_team=team, why="Harm", agreed_by="Manager", family_said="Worried", **planned.do()
    )
    assert Plan.objects.get(id=planned.plan.id).status == rules.PlanStatus.PAUSED
    with pytest.raises(REFUSED, match="paused"):
        invite(planned, name="Dee")
    step_down(
        case=case,
        level=Level.TARGETED,
        why="Safe now",
        agreed_by="All",
        family_said="Glad",
        last_meeting_on=TODAY,
        named_lead=planned.worker.name,
        **planned.do(),
    )
    assert Plan.objects.get(id=planned.plan.id).status == rules.PlanStatus.ACTIVE


def test_stepping_up_leaves_a_draft_as_it_is():
    planned = given_a_plan(is_assessed=False)
    team = a_team(agency=an_agency(kind="social_care"), kind="partner")
    case = step_up(
        case=planned.home.case, to_team=team, why="Harm", agreed_by="Manager", family_said="Worried", **planned.do()
    )
    step_down(
        case=case,
        level=Level.TARGETED,
        why="Safe now",
        agreed_by="All",
        family_said="Glad",
        last_meeting_on=TODAY,
        named_lead=planned.worker.name,
        **planned.do(),
    )
    assert Plan.objects.get(id=planned.plan.id).status == rules.PlanStatus.DRAFT


def test_a_first_lead_professional_joins_the_team_and_nobody_leaves_it():
    planned = given_an_agreed_plan()
    standing = TeamMember.objects.filter(plan=planned.plan, left_on__isnull=True).count()
    worker = a_user("family-worker", team=planned.home.team)
    hearing.welcome_lead(
        LeadAllocated(
            case_id=planned.home.case.id, worker_id=worker.id, before_id=None,
            by_id=planned.home.manager.id, at=NOW,
        )
    )  # fmt: skip
    assert TeamMember.objects.filter(plan=planned.plan, left_on__isnull=True).count() == standing + 1


def test_an_empty_list_of_plans_leaves_no_trace():
    before = Entry.objects.count()
    actions.show_plans(plans=[], by=a_user("family-worker"), at=NOW)
    assert Entry.objects.count() == before
