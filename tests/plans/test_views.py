"""The pages of a plan: who may open them, what they keep, and what a second press or a lost session loses: nothing."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from alongside.cases.queries import get_case
from alongside.foundation.audit.models import Entry
from alongside.foundation.drafts.models import Draft
from alongside.people.actions import withdraw_agreement
from alongside.plans import actions, rules
from alongside.plans.models import Action, FamilyCopy, Goal, Meeting, Need, Plan, ScaleReading, TeamMember
from alongside.plans.views.cards import on_case, on_closing, on_record
from tests.assessments.given import given_a_complete_assessment, given_a_household
from tests.factories import TODAY, a_user
from tests.plans.given import (
    given_a_held_meeting,
    given_a_meeting,
    given_a_partner,
    given_a_plan,
    given_agreement,
    given_an_account,
    given_an_agreed_plan,
    outcome,
)

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(planned, name: str, *args) -> str:
    return reverse(f"plans:{name}", args=[planned.plan.reference, *args])


def soon() -> str:
    return (timezone.localdate() + timedelta(days=7)).isoformat()


def test_a_plan_is_begun_from_its_case_with_what_is_known():
    home, _ = given_a_complete_assessment()
    client = signed_in(home.worker)
    url = reverse("plans:start_plan", args=[home.case.reference])
    assert "Sleeps badly" in client.get(url).content.decode()
    answer = client.post(url, {"begin": "yes"})
    plan = Plan.objects.get(case=home.case)
    assert answer.url == reverse("plans:build", args=[plan.reference])
    client.post(url, {"begin": "yes"})
    assert Plan.objects.count() == 1
    assert client.get(answer.url).status_code == 200


def test_a_plan_that_cannot_be_begun_says_why():
    home = given_a_household(is_allocated=False)
    client = signed_in(a_user("hub-manager", team=home.team))
    answer = client.post(reverse("plans:start_plan", args=[home.case.reference]), {"begin": "yes"})
    assert "has a lead professional" in answer.content.decode()
    assert client.get(reverse("plans:start_plan", args=["EH-000"])).status_code == 404


def test_pages_are_there_for_those_whom_a_grant_lets_and_absent_for_all_others():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    urls = [at(planned, "plan"), at(planned, "print")]
    for viewer in (planned.worker, planned.home.manager):
        assert [signed_in(viewer).get(url).status_code for url in urls] == [200, 200]
    stranger = signed_in(a_user("family-worker"))
    assert [stranger.get(url).status_code for url in urls] == [404, 404]
    actions.invite_to_team(plan=planned.plan, user=partner, part="Teacher", **planned.do())
    theirs = signed_in(partner)
    assert "You are asked into this team" in theirs.get(urls[0]).content.decode()
    assert theirs.get(at(planned, "add_need")).status_code == 404
    assert Entry.objects.filter(kind="plans.plan_seen", by=partner).exists()


def test_somebody_signed_out_is_asked_to_sign_in_and_loses_nothing():
    planned = given_an_agreed_plan()
    client = signed_in(planned.worker)
    url = at(planned, "add_need")
    client.get(url)
    draft = Draft.objects.get(form="plans.add_need")
    client.post(
        reverse("drafts:save", args=[draft.id]), {"words": "Typed before the session went", "draft_revision": "0"}
    )
    Session.objects.all().delete()
    assert client.post(url, {"words": "x"}).url.startswith("/account/")
    assert "Typed before the session went" in signed_in(planned.worker).get(url).content.decode()


def test_a_need_is_added_once_however_often_the_button_is_pressed():
    planned = given_an_agreed_plan()
    client = signed_in(planned.worker)
    typed = {
        "words": "Joss talks little",
        "person": planned.home.boy.reference,
        "outcome": "early_years",
        "said_by": "Ana",
    }
    assert client.post(at(planned, "add_need"), typed).url == at(planned, "plan")
    client.post(at(planned, "add_need"), typed)
    need = Need.objects.get(plan=planned.plan, words="Joss talks little")
    assert (need.person, need.outcome.key) == (planned.home.boy, "early_years")
    assert "Joss talks little" in client.get(at(planned, "plan")).content.decode()


def test_an_empty_form_says_what_to_do_field_by_field():
    planned = given_an_agreed_plan()
    page = signed_in(planned.worker).post(at(planned, "agree_action"), {"owner": "other"}).content.decode()
    for words in ("What is it for?", "Write an answer to “What will be done?”", "By when?", "Who, and from where?"):
        assert words in page
    page = (
        signed_in(planned.worker)
        .post(at(planned, "agree_action"), {"owner": "other", "owner_name": "Dee"})
        .content.decode()
    )
    assert "Enter a name, a comma, and where they are from" in page


def test_two_people_on_one_need_the_second_sees_and_loses_nothing():
    planned = given_an_agreed_plan()
    first, second = signed_in(planned.worker), signed_in(planned.home.manager)
    url = at(planned, "change_need", 1)
    typed = {"words": "First words", "outcome": "education", "version": "1"}
    assert first.post(url, typed).status_code == 302
    page = second.post(url, typed | {"words": "Second words"})
    said = page.content.decode()
    assert "Someone else changed this" in said
    assert "Second words" in said
    assert Need.objects.get(plan=planned.plan).words == "First words"
    again = {"words": "Second words", "outcome": "education", "version": page.context["form"]["version"].value()}
    assert second.post(url, again).status_code == 302
    assert Need.objects.get(plan=planned.plan).words == "Second words"


def test_needs_from_the_assessment_are_placed_together():
    planned = given_a_plan()
    client = signed_in(planned.worker)
    url = at(planned, "place_needs")
    assert client.get(url).status_code == 200
    assert client.post(url, {"need-1": "housing", "need-2": "", "need-3": "health"}).url == at(planned, "build")
    assert [one.outcome.key for one in Need.objects.order_by("position")] == ["housing", "health", "health"]


def test_a_goal_is_set_and_changed():
    planned = given_an_agreed_plan()
    client = signed_in(planned.worker)
    client.post(at(planned, "set_goal"), {"words": "Go to football", "person": planned.home.boy.reference, "need": "1"})
    goal = Goal.objects.get(words="Go to football")
    assert (goal.person, goal.need.position) == (planned.home.boy, 1)
    url = at(planned, "change_goal", goal.position)
    assert "Go to football" in client.get(url).content.decode()
    client.post(url, {"words": "Go swimming", "need": "", "person": "", "version": "1", "by_on": soon()})
    goal.refresh_from_db()
    assert (goal.words, goal.need, goal.person) == ("Go swimming", None, None)


@pytest.mark.parametrize("owner", ["user", "person", "other"])
def test_an_action_is_agreed_with_anyone(owner):
    planned = given_an_agreed_plan()
    key = {"user": f"user-{planned.worker.id}", "person": f"person-{planned.home.mother.reference}", "other": "other"}[
        owner
    ]
    typed = {
        "about": "need-1",
        "what": "Ring school",
        "owner": key,
        "owner_name": "Dee Lowe, Surgery",
        "due_on": soon(),
    }
    assert signed_in(planned.worker).post(at(planned, "agree_action"), typed).status_code == 302
    action = Action.objects.get(what="Ring school")
    found = {
        "user": action.owner == planned.worker,
        "person": action.owner_person == planned.home.mother,
        "other": (action.owner_name, action.owner_agency) == ("Dee Lowe", "Surgery"),
    }
    assert found[owner]


def test_an_action_is_done_not_done_put_off_and_taken_up():
    planned = given_an_agreed_plan()
    client = signed_in(planned.worker)
    for name, typed, status in (
        ("put_off_action", {"due_on": soon(), "why": "Holidays"}, "to_do"),
        ("finish_action", {"what_came": "Fine"}, "done"),
        ("take_up_action", {"due_on": soon()}, "to_do"),
        ("say_not_done", {"why": "Ill"}, "not_done"),
    ):
        url = at(planned, name, 1)
        assert client.get(url).status_code == 200
        assert client.post(url, typed).status_code == 302
        assert Action.objects.get(plan=planned.plan, position=1).status == status
    assert client.get(at(planned, "finish_action", 99)).status_code == 404


def test_a_partner_ticks_their_own_action_and_finds_no_other():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    actions.invite_to_team(plan=planned.plan, user=partner, part="Teacher", **planned.do())
    theirs = actions.agree_action(
        plan=planned.plan,
        need=planned.plan.needs.get(),
        what="Save a seat",
        owner=partner,
        due_on=timezone.localdate(),
        **planned.do(),
    )
    client = signed_in(partner)
    assert client.get(at(planned, "finish_action", 1)).status_code == 404
    assert client.post(at(planned, "finish_action", theirs.position), {}).status_code == 302
    assert Action.objects.get(id=theirs.id).done_by == partner


def test_someone_is_asked_answers_and_leaves():
    planned = given_an_agreed_plan()
    client = signed_in(planned.worker)
    partner = given_a_partner(planned, has_agreed=False)
    typed = {"name": partner.name, "agency_name": "School", "part": "Teacher", "email": partner.email}
    refused = client.post(at(planned, "invite_to_team"), typed).content.decode()
    assert "has not agreed to plan together" in refused
    assert partner.email in refused
    agreement = given_agreement(planned, partner.agency)
    assert client.post(at(planned, "invite_to_team"), typed).status_code == 302
    theirs = signed_in(partner)
    assert theirs.get(at(planned, "answer_invitation")).status_code == 200
    assert theirs.post(at(planned, "answer_invitation"), {"answer": "accepted"}).url == at(planned, "plan")
    withdraw_agreement(
        agreement=agreement, withdrawn_on=timezone.localdate(), why="Changed our minds", **planned.do(timezone.now())
    )
    assert theirs.get(at(planned, "plan")).status_code == 404
    client.post(
        at(planned, "invite_to_team"),
        {"name": "Dee Lowe", "agency_name": "x", "part": "Nurse", "email": "d@example.org"},
    )
    dee = TeamMember.objects.get(name="Dee Lowe")
    assert client.post(at(planned, "note_answer", dee.id), {"answer": "accepted"}).status_code == 302
    assert client.post(at(planned, "leave_team", dee.id), {"why": "Moved"}).status_code == 302
    assert client.get(at(planned, "answer_invitation")).status_code == 200
    assert signed_in(planned.home.manager).get(at(planned, "answer_invitation")).status_code == 404


def test_saying_no_leads_away_from_what_is_no_longer_open():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned, has_agreed=False)
    given_agreement(planned, partner.agency)
    actions.invite_to_team(plan=planned.plan, user=partner, part="Teacher", **planned.do())
    assert signed_in(partner).post(at(planned, "answer_invitation"), {"answer": "declined"}).url == "/"


def test_someone_of_the_family_is_asked():
    planned = given_an_agreed_plan()
    client = signed_in(planned.worker)
    page = client.get(at(planned, "ask_family")).content.decode()
    assert "Joss Marlowe" in page
    client.post(at(planned, "ask_family"), {"person": planned.home.boy.reference, "part": "Youngest"})
    assert TeamMember.objects.filter(plan=planned.plan, person=planned.home.boy).exists()


def test_a_meeting_is_planned_moved_and_called_off_with_its_calendar_file():
    planned = given_an_agreed_plan()
    client = signed_in(planned.worker)
    typed = {"kind": "first", "day": soon(), "starts": "2.15 pm", "minutes": "45", "place": "Hub", "link": ""}
    assert client.get(at(planned, "plan_meeting")).status_code == 200
    assert client.post(at(planned, "plan_meeting"), typed).status_code == 302
    meeting = Meeting.objects.get()
    assert f"{timezone.localtime(meeting.planned_at):%H:%M}" == "14:15"
    assert client.get(at(planned, "meeting", meeting.reference)).status_code == 200
    answer = client.get(at(planned, "invitation_file", meeting.reference))
    assert answer["Content-Type"].startswith("text/calendar")
    assert str(Calendar.from_ical(answer.content).walk("VEVENT")[0]["UID"]) == meeting.invitation_uid
    assert b"Marlowe" not in answer.content
    client.post(at(planned, "move_meeting", meeting.reference), typed | {"starts": "10:00", "version": "1"})
    meeting.refresh_from_db()
    assert (f"{timezone.localtime(meeting.planned_at):%H:%M}", meeting.invitation_sequence) == ("10:00", 1)
    assert client.post(at(planned, "cancel_meeting", meeting.reference), {"why": "Snow"}).status_code == 302
    assert client.get(at(planned, "meeting", "TM-000")).status_code == 404
    other = given_an_agreed_plan(home=given_a_household())
    assert signed_in(planned.worker).get(at(other, "meeting", meeting.reference)).status_code == 404


@pytest.mark.parametrize(
    ("but", "words"),
    [
        ({"day": "2020-01-01"}, "must be today or in the future"),
        ({"starts": "soon"}, "Enter a time, such as 10:30"),
        ({"link": "http://meet.example.org"}, "begins with https://"),
        ({"place": ""}, "a place, or a link"),
        ({"day": ""}, "Which day?"),
    ],
)
def test_a_wrong_meeting_says_what_to_do_and_keeps_what_was_typed(but, words):
    planned = given_an_agreed_plan()
    typed = {"kind": "extra", "day": soon(), "starts": "10:00", "minutes": "45", "place": "Hub", "link": ""} | but
    page = signed_in(planned.worker).post(at(planned, "plan_meeting"), typed).content.decode()
    assert words in page
    assert not Meeting.objects.exists()


def a_plan_meeting_today():
    planned = given_an_agreed_plan()
    actions.set_scale(
        plan=planned.plan,
        outcome=outcome(planned.plan),
        name="Mornings",
        one_means="bad",
        ten_means="good",
        **planned.do(),
    )
    now = timezone.now()
    meeting = given_a_meeting(planned, planned_at=now + timedelta(minutes=5), at=now)
    return planned, meeting


def whole_review(planned) -> dict:
    lead = TeamMember.objects.get(plan=planned.plan, user=planned.worker)
    return {
        "version": "1",
        "held_on": timezone.localdate().isoformat(),
        "family_heard": "heard",
        "family_voice": "Calmer now",
        "young_heard": "not_heard",
        "no_young_voice_why": "At school",
        "notes": "Talked",
        "changed": "Little",
        "next_review_on": soon(),
        f"member-{lead.id}": "came",
        f"person-{planned.home.mother.id}": "apologies",
        "scale-1": "6",
        "scale_by-1": "Ana",
        "action-1": "done",
        "action_words-1": "Every day",
        "action-2": "not_done",
        "action_words-2": "Too early",
        "need-1": "met",
        "need_words-1": "In school",
    }


def test_a_meeting_is_held_on_one_page():
    planned, meeting = a_plan_meeting_today()
    client = signed_in(planned.worker)
    url = at(planned, "hold_review", meeting.reference)
    page = client.get(url).content.decode()
    for words in ("Meet Tamsin at the gate", "Tamsin misses school", "Mornings", "Joe Marlowe"):
        assert words in page
    assert client.post(url, whole_review(planned)).url == at(planned, "plan")
    meeting.refresh_from_db()
    assert (meeting.status, meeting.family_voice, meeting.no_young_voice_why) == ("held", "Calmer now", "At school")
    assert list(planned.plan.actions.order_by("position").values_list("status", flat=True)) == ["done", "not_done"]
    assert (planned.plan.needs.get().status, ScaleReading.objects.get().value) == ("met", 6)
    assert meeting.attendance.count() == 2
    assert "Calmer now" in client.get(at(planned, "meeting", meeting.reference)).content.decode()


def test_what_is_left_alone_at_a_meeting_stays_as_it_was():
    planned, meeting = a_plan_meeting_today()
    kept = {
        name: value for name, value in whole_review(planned).items() if not name.startswith(("action", "need", "scale"))
    }
    assert signed_in(planned.worker).post(at(planned, "hold_review", meeting.reference), kept).status_code == 302
    assert set(planned.plan.actions.values_list("status", flat=True)) == {"to_do"}
    assert planned.plan.needs.get().status == "open"


@pytest.mark.parametrize(
    ("without", "words"),
    [
        ("family_voice", "Write an answer to “What did the family say?”"),
        ("need_words-1", "Write down how we know"),
        ("action_words-2", "Write down why it was not done"),
        ("scale_by-1", "Write down who said it"),
        ("family_heard", "Choose an answer to “Did the family say how things are?”"),
    ],
)
def test_a_meeting_lacking_words_asks_for_them_and_keeps_the_rest(without, words):
    planned, meeting = a_plan_meeting_today()
    typed = {name: value for name, value in whole_review(planned).items() if name != without}
    page = signed_in(planned.worker).post(at(planned, "hold_review", meeting.reference), typed).content.decode()
    assert words in page
    assert "Talked" in page
    assert Meeting.objects.get(id=meeting.id).status == "planned"


def test_two_people_write_up_one_meeting_and_the_second_keeps_their_words():
    planned, meeting = a_plan_meeting_today()
    url = at(planned, "hold_review", meeting.reference)
    assert signed_in(planned.worker).post(url, whole_review(planned)).status_code == 302
    second = signed_in(planned.home.manager)
    page = second.post(url, whole_review(planned) | {"notes": "The second page’s words"}).content.decode()
    assert "has recorded this meeting already" in page
    assert "The second page’s words" in page
    assert FamilyCopy.objects.count() == 1


def test_a_meeting_that_nobody_planned_is_written_down_from_the_plan():
    planned = given_an_agreed_plan()
    client, url = signed_in(planned.worker), at(planned, "record_meeting")
    assert f'href="{url}"' in client.get(at(planned, "plan")).content.decode()
    assert f'href="{url}"' in client.get(at(planned, "plan_meeting")).content.decode()
    assert "Meet Tamsin at the gate" in client.get(url).content.decode()
    held_on = timezone.localdate() - timedelta(days=1)
    typed = {
        "kind": "first",
        "held_on": held_on.isoformat(),
        "place": "Banbury Road hub",
        "family_heard": "heard",
        "family_voice": "Calmer now",
        "young_heard": "not_heard",
        "no_young_voice_why": "At school",
        f"person-{planned.home.mother.id}": "came",
        "action-1": "done",
        "next_review_on": "",
    }
    future = client.post(url, typed | {"held_on": soon()}).content.decode()
    assert "must be today or in the past" in future
    assert "Calmer now" in future
    assert client.post(url, typed).url == client.post(url, typed).url == at(planned, "plan")
    meeting = Meeting.objects.get()
    assert (meeting.held_on, meeting.next_review_on) == (held_on, held_on + timedelta(weeks=6))
    page = client.get(at(planned, "meeting", meeting.reference)).content.decode()
    assert "Calmer now" in page
    assert "00:00" not in page


def test_scales_are_set_and_read():
    planned = given_an_agreed_plan()
    client = signed_in(planned.worker)
    client.post(
        at(planned, "set_scale"), {"name": "Mornings", "one_means": "bad", "ten_means": "good", "outcome": "education"}
    )
    assert "1 means “bad”" in client.get(at(planned, "read_scale", 1)).content.decode()
    client.post(
        at(planned, "read_scale", 1), {"value": "4", "said_by": "Ana", "read_on": timezone.localdate().isoformat()}
    )
    assert ScaleReading.objects.get().value == 4
    assert "Mornings" in client.get(at(planned, "plan")).content.decode()


def test_a_plan_is_agreed_settled_ended_and_taken_up_on_screen():
    planned = given_an_agreed_plan()
    Plan.objects.filter(id=planned.plan.id).update(status="draft", agreed_on=None)
    client = signed_in(planned.worker)
    today = timezone.localdate().isoformat()
    plan = Plan.objects.get(id=planned.plan.id)
    assert "Agree the plan" in client.get(at(planned, "plan")).content.decode()
    assert client.post(at(planned, "agree_plan"), {"agreed_on": today, "version": str(plan.version)}).status_code == 302
    settled = {"status": "met", "evidence": "In school", "settled_on": today}
    assert client.post(at(planned, "settle_need", 1), settled).status_code == 302
    assert client.post(at(planned, "open_need_again", 1), {"why": "Came back"}).status_code == 302
    assert "what came of every need" in client.post(at(planned, "end_plan"), {"why": "x"}).content.decode()
    client.post(at(planned, "settle_need", 1), settled)
    assert client.post(at(planned, "end_plan"), {"why": "All well"}).status_code == 302
    assert client.get(at(planned, "add_need")).status_code == 409
    assert "Take the plan up again" in client.get(at(planned, "plan")).content.decode()
    assert client.post(at(planned, "take_up_plan"), {}).status_code == 302
    assert Plan.objects.get(id=planned.plan.id).status == rules.PlanStatus.ACTIVE


def test_the_familys_copy_is_made_opened_and_given():
    planned = given_an_agreed_plan()
    given_a_held_meeting(planned)
    client = signed_in(planned.worker)
    assert "not made yet" in client.get(at(planned, "copies")).content.decode()
    assert client.get(at(planned, "family_copy", 1)).status_code == 404
    assert client.get(at(planned, "make_family_copy")).status_code == 405
    client.post(at(planned, "make_family_copy"))
    answer = client.get(at(planned, "family_copy", 1))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "Marlowe" not in answer["Content-Disposition"]
    assert Entry.objects.filter(kind="plans.family_copy_seen", by=planned.worker).exists()
    mother = given_an_account(planned, planned.home.mother)
    assert signed_in(mother).get(at(planned, "family_copy", 1)).status_code == 200
    typed = {"given_on": timezone.localdate().isoformat(), "how": "In Ana’s hands"}
    assert client.post(at(planned, "give_family_copy", 1), typed).status_code == 302
    assert "In Ana’s hands" in client.get(at(planned, "plan")).content.decode()


def test_a_copy_is_refused_with_its_reason_when_the_case_has_closed():
    planned = given_an_agreed_plan()
    case = planned.home.case
    type(case).objects.filter(id=case.id).update(status="closed", closed_on=TODAY, outcome="needs_met", lead=None)
    page = signed_in(planned.home.manager).post(at(planned, "make_family_copy"), follow=True).content.decode()
    assert "Reopen it first" in page


def test_a_manager_reads_the_late_plans():
    planned = given_an_agreed_plan()
    page = signed_in(planned.home.manager).get(reverse("plans:list_late")).content.decode()
    assert planned.plan.reference in page
    assert signed_in(planned.worker).get(reverse("plans:list_late")).status_code == 404


def test_the_card_on_a_case_says_where_the_plan_stands():
    home = given_a_household()
    case = get_case(viewer=home.worker, reference=home.case.reference)
    assert "Begin the plan" in on_case(home.worker, case, TODAY)
    planned = given_an_agreed_plan(home=home)
    card = on_case(home.worker, case, TODAY)
    assert planned.plan.reference in card
    assert "First meeting" in card
    assert "2 to do" in card
    assert "may be drifting" in on_case(home.worker, case, TODAY + timedelta(days=400))
    assert on_case(a_user("administrator"), case, TODAY) is None
    given_a_held_meeting(planned)
    assert "Next review" in on_case(home.worker, case, TODAY)


def test_closing_says_what_becomes_of_the_plan():
    planned = given_an_agreed_plan()
    case = planned.home.case
    assert "It ends when the case closes" in on_closing(planned.worker, case, TODAY)
    assert on_closing(a_user("administrator"), case, TODAY) is None
    Plan.objects.filter(id=planned.plan.id).update(status="ended", ended_on=TODAY)
    assert on_closing(planned.worker, case, TODAY) is None


def test_the_card_on_a_record_follows_its_case():
    planned = given_an_agreed_plan()

    class Record:
        case = planned.home.case

    assert planned.plan.reference in on_record(planned.worker, Record, TODAY)
    Record.case = None
    assert on_record(planned.worker, Record, TODAY) is None


def test_the_next_step_follows_the_plan():
    planned = given_an_agreed_plan()
    client, url = signed_in(planned.worker), at(planned, "plan")
    assert "Plan the next meeting" in client.get(url).content.decode()
    now = timezone.now()
    meeting = given_a_meeting(planned, planned_at=now + timedelta(days=9), at=now)
    assert "See the meeting" in client.get(url).content.decode()
    Meeting.objects.filter(id=meeting.id).update(planned_at=now - timedelta(hours=1))
    assert "Hold the meeting" in client.get(url).content.decode()
    assert "Ask" in signed_in(a_user("service-manager", team=planned.home.team)).get(url).content.decode()
    Plan.objects.filter(id=planned.plan.id).update(status="paused")
    assert "Social care is helping this family now" in client.get(url).content.decode()


def test_a_day_before_the_plan_began_is_refused():
    planned = given_an_agreed_plan()
    page = (
        signed_in(planned.worker)
        .post(
            at(planned, "settle_need", 1),
            {"status": "met", "evidence": "x", "settled_on": date(2020, 1, 1).isoformat()},
        )
        .content.decode()
    )
    assert "is before the plan began" in page


def test_a_parent_ticks_and_takes_it_back():
    planned = given_an_agreed_plan()
    client = signed_in(given_an_account(planned, planned.home.mother))
    hers = planned.plan.actions.get(owner_person=planned.home.mother)
    back = reverse("family:take_tick_back", args=[hers.position])
    client.post(reverse("family:tick", args=[hers.position]), {"what_came": "Twice"})
    assert "It is still to do" in client.get(reverse("family:home")).content.decode()
    assert "goes back to what you said" in client.get(back).content.decode()
    assert client.post(back).headers["Location"] == reverse("family:home")
    hers.refresh_from_db()
    assert hers.status == "to_do"
    actions.finish_action(action=hers, **planned.do())
    assert "a tick that you made yourself" in client.post(back).content.decode()
    assert client.get(reverse("family:take_tick_back", args=[99])).status_code == 404
