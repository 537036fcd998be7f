"""Meetings planned, moved, called off and held; scales read; the family's copy made and given."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from alongside.foundation.events.actions import subscribe
from alongside.foundation.notifications.models import Letter, Notice
from alongside.plans import actions, events, rules
from alongside.plans.models import Attendance, FamilyCopy, Meeting, Plan, ScaleReading, TeamMember
from tests.factories import NOW, TODAY
from tests.plans.given import (
    LATER,
    SAID,
    a_foreign_outcome,
    given_a_held_meeting,
    given_a_meeting,
    given_a_partner,
    given_a_plan,
    given_an_agreed_plan,
    outcome,
)

pytestmark = pytest.mark.django_db
REFUSED = actions.PlanRefused
MET_ON = LATER.date()
AFTER = LATER + timedelta(hours=2)


def ics_of(letter: Letter):
    calendar = Calendar.from_ical(letter.calendar_file)
    return calendar, calendar.walk("VEVENT")[0]


def test_a_meeting_is_planned_once_and_everyone_gets_a_calendar_file():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    actions.invite_to_team(plan=planned.plan, user=partner, part="Teacher", **planned.do())
    meeting = given_a_meeting(planned)
    assert given_a_meeting(planned).id == meeting.id
    letters = {one.to_address: one for one in Letter.objects.filter(kind="plans.meeting_told")}
    assert set(letters) == {planned.worker.email, partner.email}
    calendar, event = ics_of(letters[partner.email])
    assert calendar["METHOD"] == "REQUEST"
    assert (str(event["UID"]), event["SEQUENCE"]) == (meeting.invitation_uid, 0)
    assert event.decoded("DTSTART") == LATER
    assert event.decoded("DTEND") == LATER + timedelta(minutes=60)
    assert str(event["ATTENDEE"]) == f"mailto:{partner.email}"
    told = [one.user for one in Notice.objects.filter(kind="plans.meeting_told")]
    assert told == [partner]


def test_letters_and_calendar_files_name_no_child():
    planned = given_an_agreed_plan()
    given_a_meeting(planned)
    for letter in Letter.objects.all():
        said = letter.subject_line + letter.words + letter.calendar_file
        for name in ("Marlowe", "Tamsin", "Joss", "Ana"):
            assert name not in said


def test_the_family_gets_the_calendar_file_at_its_own_address():
    planned = given_an_agreed_plan()
    type(planned.home.mother).objects.filter(id=planned.home.mother.id).update(email="ana@example.org")
    given_a_meeting(planned)
    assert Letter.objects.filter(to_address="ana@example.org").count() == 1


def test_another_meeting_of_the_same_kind_is_a_move_instead():
    planned = given_an_agreed_plan()
    given_a_meeting(planned)
    with pytest.raises(REFUSED, match="Move it to another day"):
        given_a_meeting(planned, planned_at=LATER + timedelta(days=1))


@pytest.mark.parametrize(
    ("but", "why"),
    [
        ({"planned_at": NOW}, "later than now"),
        ({"planned_at": NOW + timedelta(days=800)}, "two years away"),
        ({"place": " ", "link": ""}, "where the meeting is"),
    ],
)
def test_a_meeting_lacking_something_is_refused(but, why):
    planned = given_an_agreed_plan()
    facts = {"plan": planned.plan, "kind": rules.MeetingKind.FIRST, "planned_at": LATER, "place": "Hub", **planned.do()}
    with pytest.raises(REFUSED, match=why):
        actions.plan_meeting(**{**facts, **but})
    assert actions.plan_meeting(**{**facts, "place": "", "link": "https://meet.example.org/1"}).link


def test_a_moved_meeting_is_the_same_one_in_the_calendar():
    planned = given_an_agreed_plan()
    meeting = given_a_meeting(planned)
    Letter.objects.all().delete()
    facts = {"planned_at": LATER + timedelta(days=1), "place": "School", **planned.do()}
    moved = actions.move_meeting(meeting=meeting, version=1, **facts)
    assert actions.move_meeting(meeting=meeting, version=1, **facts).version == moved.version
    calendar, event = ics_of(Letter.objects.get())
    assert (calendar["METHOD"], str(event["UID"]), event["SEQUENCE"]) == ("REQUEST", meeting.invitation_uid, 1)
    with pytest.raises(REFUSED, match="Someone else changed this"):
        actions.move_meeting(meeting=meeting, version=1, **facts | {"place": "Hub"})
    with pytest.raises(REFUSED, match="later than now"):
        actions.move_meeting(meeting=meeting, version=2, **facts | {"planned_at": NOW})


def test_a_meeting_called_off_leaves_everyones_calendar():
    planned = given_an_agreed_plan()
    meeting = given_a_meeting(planned)
    Letter.objects.all().delete()
    with pytest.raises(REFUSED, match="why the meeting is called off"):
        actions.cancel_meeting(meeting=meeting, why="", **planned.do())
    off = actions.cancel_meeting(meeting=meeting, why="Snow", **planned.do())
    assert actions.cancel_meeting(meeting=meeting, why="Twice", **planned.do()).cancelled_why == "Snow"
    calendar, event = ics_of(Letter.objects.get())
    assert (calendar["METHOD"], str(event["STATUS"]), event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    with pytest.raises(REFUSED, match="It is: cancelled"):
        actions.move_meeting(meeting=off, version=off.version, planned_at=LATER, place="Hub", **planned.do())
    with pytest.raises(REFUSED, match="called off"):
        hold(planned, off)


def hold(planned, meeting, **but):
    facts = {"meeting": meeting, "version": meeting.version, "held_on": MET_ON, "said": SAID, **planned.do(AFTER)}
    return actions.hold_review(**{**facts, **but})


def test_a_meeting_held_sets_the_next_review_and_the_familys_copy_due():
    planned = given_an_agreed_plan()
    heard = []
    subscribe(events.ReviewHeld, heard.append, name=f"test {id(heard)}")
    held = hold(planned, given_a_meeting(planned))
    assert (held.status, held.held_on, held.family_voice) == ("held", MET_ON, "Mornings are calmer")
    assert held.next_review_on == MET_ON + timedelta(weeks=6)
    assert Plan.objects.get(id=planned.plan.id).review_due_on == held.next_review_on
    copy = FamilyCopy.objects.get(meeting=held)
    assert (copy.due_on.isoformat(), copy.number) == ("2026-03-23", 1)
    assert [(one.meeting_id, one.next_review_on) for one in heard] == [(held.id, held.next_review_on)]


def test_all_that_a_meeting_said_is_kept_at_once():
    planned = given_an_agreed_plan()
    by = planned.do()
    scale = actions.set_scale(
        plan=planned.plan, outcome=outcome(planned.plan), name="Mornings", one_means="bad", ten_means="good", **by
    )
    own, hers = planned.plan.actions.order_by("position")
    lead = TeamMember.objects.get(plan=planned.plan, user=planned.worker)
    hold(
        planned,
        given_a_meeting(planned),
        next_review_on=MET_ON + timedelta(days=28),
        team={lead.id: rules.Attended.CAME},
        family={planned.home.mother.id: rules.Attended.APOLOGIES},
        readings=[actions.Reading(scale, 6, "Ana")],
        reviewed=[
            actions.Reviewed(own, rules.ActionStatus.DONE, "Every day"),
            actions.Reviewed(hers, rules.ActionStatus.NOT_DONE, "Too early"),
        ],
        settled=[actions.Settled(planned.plan.needs.get(), rules.NeedStatus.MET, "In school")],
    )
    assert ScaleReading.objects.get().value == 6
    assert sorted(Attendance.objects.values_list("attended", flat=True)) == ["apologies", "came"]
    assert list(planned.plan.actions.order_by("position").values_list("status", flat=True)) == ["done", "not_done"]
    assert planned.plan.needs.get().status == "met"
    assert Plan.objects.get(id=planned.plan.id).review_due_on == MET_ON + timedelta(days=28)


@pytest.mark.parametrize(
    ("but", "why"),
    [
        ({"said": actions.Said(notes="Talked")}, "what the family said"),
        ({"held_on": MET_ON + timedelta(days=5)}, "cannot be in the future"),
        ({"held_on": TODAY - timedelta(days=1)}, "before the plan began"),
        ({"next_review_on": MET_ON}, "after this meeting"),
        ({"next_review_on": MET_ON + timedelta(days=900)}, "two years away"),
        ({"version": 99}, "Someone else changed this"),
    ],
)
def test_a_meeting_lacking_something_is_not_recorded_and_nothing_of_it_is_kept(but, why):
    planned = given_an_agreed_plan()
    meeting = given_a_meeting(planned)
    with pytest.raises(REFUSED, match=why):
        hold(planned, meeting, **but)
    assert not FamilyCopy.objects.exists()
    assert hold(planned, meeting).status == "held"


def test_a_meeting_without_the_familys_voice_says_why():
    planned = given_an_agreed_plan()
    held = hold(planned, given_a_meeting(planned), said=actions.Said(no_family_voice_why="Nobody came"))
    assert held.no_family_voice_why == "Nobody came"


def test_a_meeting_is_recorded_once_whoever_presses_first():
    planned = given_an_agreed_plan()
    meeting = given_a_meeting(planned)
    held = hold(planned, meeting)
    assert hold(planned, meeting, said=actions.Said(family_voice="Twice")).family_voice == held.family_voice
    with pytest.raises(REFUSED, match="has recorded this meeting already"):
        hold(planned, meeting, by=planned.home.manager)
    assert FamilyCopy.objects.count() == 1


def test_only_this_familys_people_needs_and_actions_are_in_its_meeting():
    planned, other = given_an_agreed_plan(), given_an_agreed_plan()
    meeting = given_a_meeting(planned)
    foreign = other.plan.actions.order_by("position").first()
    scale = actions.set_scale(
        plan=other.plan, outcome=outcome(other.plan), name="x", one_means="a", ten_means="b", **other.do()
    )
    for but, why in (
        ({"family": {other.home.mother.id: rules.Attended.CAME}}, "only people of this team"),
        ({"team": {TeamMember.objects.get(plan=other.plan, user=other.worker).id: rules.Attended.CAME}}, "only people"),
        ({"reviewed": [actions.Reviewed(foreign, rules.ActionStatus.DONE, "")]}, "of this plan"),
        ({"settled": [actions.Settled(other.plan.needs.get(), rules.NeedStatus.MET, "x")]}, "of this plan"),
        ({"readings": [actions.Reading(scale, 3, "Ana")]}, "scale of this plan"),
    ):
        with pytest.raises(REFUSED, match=why):
            hold(planned, meeting, **but)
    assert Meeting.objects.get(id=meeting.id).status == "planned"


def test_what_someone_else_said_of_an_action_meanwhile_is_not_overwritten():
    planned = given_an_agreed_plan()
    meeting = given_a_meeting(planned)
    own = planned.plan.actions.get(owner=planned.worker)
    actions.say_not_done(action=own, why="Ill", **planned.do())
    with pytest.raises(REFUSED, match="while you had this open"):
        hold(planned, meeting, reviewed=[actions.Reviewed(own, rules.ActionStatus.DONE, "")])
    assert hold(planned, meeting, reviewed=[actions.Reviewed(own, rules.ActionStatus.NOT_DONE, "Ill")]).status == "held"


def record(planned, **but):
    facts = {
        "plan": planned.plan,
        "kind": rules.MeetingKind.REVIEW,
        "held_on": MET_ON,
        "place": "Banbury Road hub",
        "said": SAID,
        **planned.do(AFTER + timedelta(days=10)),
    }
    return actions.record_meeting(**{**facts, **but})


def test_a_meeting_held_unplanned_is_recorded_once_and_the_review_is_counted_from_its_day():
    planned = given_an_agreed_plan()
    Letter.objects.all().delete()
    lead = TeamMember.objects.get(plan=planned.plan, user=planned.worker)
    own = planned.plan.actions.get(owner=planned.worker)
    facts = {
        "team": {lead.id: rules.Attended.CAME},
        "reviewed": [actions.Reviewed(own, rules.ActionStatus.DONE, "Every day")],
    }
    held = record(planned, **facts)
    assert record(planned, **facts).id == held.id
    assert (held.status, held.held_on, held.recorded_by) == ("held", MET_ON, planned.worker)
    assert Plan.objects.get(id=planned.plan.id).review_due_on == MET_ON + timedelta(weeks=6)
    assert (FamilyCopy.objects.get().meeting_id, Attendance.objects.get().member_id) == (held.id, lead.id)
    assert planned.plan.actions.get(id=own.id).status == "done"
    assert not Letter.objects.exists()


def test_a_review_counted_from_long_ago_is_late_at_once_and_an_older_meeting_moves_nothing():
    planned = given_an_agreed_plan()
    late = planned.do(AFTER + timedelta(weeks=9))
    record(planned, **late)
    due = MET_ON + timedelta(weeks=6)
    assert Plan.objects.get(id=planned.plan.id).review_due_on == due < late["at"].date()
    record(planned, kind=rules.MeetingKind.FIRST, held_on=TODAY, said=actions.Said(family_voice="Before"), **late)
    assert Plan.objects.get(id=planned.plan.id).review_due_on == due
    assert FamilyCopy.objects.count() == 1


def test_a_first_meeting_held_before_the_plan_was_begun_is_recorded_and_a_review_is_not():
    planned = given_an_agreed_plan()
    Plan.objects.filter(id=planned.plan.id).update(started_on=MET_ON)
    earlier = {"held_on": planned.home.case.opened_on, **planned.do(AFTER)}
    with pytest.raises(REFUSED, match="before the plan began"):
        record(planned, **earlier)
    assert record(planned, kind=rules.MeetingKind.FIRST, **earlier).held_on == planned.home.case.opened_on
    with pytest.raises(REFUSED, match="before help began, on"):
        record(planned, kind=rules.MeetingKind.FIRST, **earlier | {"held_on": earlier["held_on"] - timedelta(days=1)})


@pytest.mark.parametrize(
    ("but", "why"),
    [
        ({"said": actions.Said(notes="Talked")}, "what the family said"),
        ({"held_on": MET_ON + timedelta(days=50)}, "cannot be in the future"),
        ({"place": " "}, "Say where you met"),
        ({"next_review_on": MET_ON}, "after this meeting"),
        ({"kind": rules.MeetingKind.FIRST}, "planned for 23 March 2026"),
    ],
)
def test_an_unplanned_meeting_lacking_something_is_not_recorded(but, why):
    planned = given_an_agreed_plan()
    given_a_meeting(planned, planned_at=LATER + timedelta(days=7))
    with pytest.raises(REFUSED, match=why):
        record(planned, **but)
    assert not Meeting.objects.filter(status="held").exists()


def test_the_same_meeting_recorded_by_two_people_is_refused_the_second_with_their_words():
    planned = given_an_agreed_plan()
    record(planned)
    with pytest.raises(REFUSED, match="has recorded a meeting of this kind on that day already"):
        record(planned, by=planned.home.manager)
    assert record(planned, kind=rules.MeetingKind.EXTRA, by=planned.home.manager).kind == "extra"


def test_a_scale_is_the_familys_own_and_set_once():
    planned = given_a_plan(is_assessed=False)
    facts = {
        "plan": planned.plan,
        "outcome": outcome(planned.plan),
        "name": "Mornings",
        "one_means": "bad",
        "ten_means": "good",
        **planned.do(),
    }
    scale = actions.set_scale(**facts)
    assert actions.set_scale(**facts).id == scale.id
    for name in ("name", "one_means", "ten_means"):
        with pytest.raises(REFUSED, match="Write down what"):
            actions.set_scale(**facts | {name: " "})
    foreign = a_foreign_outcome()
    with pytest.raises(REFUSED, match="outcome of this plan"):
        actions.set_scale(**facts | {"outcome": foreign})


def test_a_scale_is_read_once_a_day_and_the_later_word_stands():
    planned = given_a_plan(is_assessed=False)
    scale = actions.set_scale(
        plan=planned.plan,
        outcome=outcome(planned.plan),
        name="Mornings",
        one_means="bad",
        ten_means="good",
        **planned.do(),
    )
    asks = {"scale": scale, "read_on": TODAY, "said_by": "Ana", **planned.do()}
    first = actions.read_scale(value=3, **asks)
    assert actions.read_scale(value=3, **asks).id == first.id
    assert actions.read_scale(value=4, **asks).id == first.id
    assert ScaleReading.objects.get().value == 4
    with pytest.raises(REFUSED, match="from 1 to 10"):
        actions.read_scale(value=11, **asks)
    with pytest.raises(REFUSED, match="who said it"):
        actions.read_scale(value=3, **asks | {"said_by": ""})
    with pytest.raises(REFUSED, match="cannot be in the future"):
        actions.read_scale(value=3, **asks | {"read_on": TODAY + timedelta(days=1)})


def test_the_familys_copy_is_made_then_given_once():
    planned = given_an_agreed_plan()
    given_a_held_meeting(planned)
    at = AFTER + timedelta(days=1)
    due = FamilyCopy.objects.get()
    give = {"copy": due, "given_on": at.date(), "how": "In Ana’s hands", "by": planned.worker, "at": at}
    with pytest.raises(REFUSED, match="Make the family’s copy first"):
        actions.give_family_copy(**give)
    copy = actions.make_family_copy(plan=planned.plan, by=planned.worker, at=at)
    assert (copy.id, copy.number) == (due.id, 1)
    assert copy.digest == actions.digest_of(copy.content)
    with pytest.raises(REFUSED, match="how the family got it"):
        actions.give_family_copy(**give | {"how": ""})
    with pytest.raises(REFUSED, match="cannot be in the future"):
        actions.give_family_copy(**give | {"given_on": at.date() + timedelta(days=1)})
    given = actions.give_family_copy(**give)
    assert (given.given_on, given.given_how) == (at.date(), "In Ana’s hands")
    assert actions.give_family_copy(**give | {"how": "Twice"}).given_how == "In Ana’s hands"
    again = actions.make_family_copy(plan=planned.plan, by=planned.worker, at=at)
    assert (again.number, again.due_on) == (2, at.date())


def test_a_copy_not_yet_given_is_made_afresh_and_an_older_one_never_made_falls_away():
    planned = given_an_agreed_plan()
    given_a_held_meeting(planned)
    given_a_held_meeting(planned, kind=rules.MeetingKind.REVIEW, held_on=MET_ON + timedelta(days=42))
    at = AFTER + timedelta(days=50)
    copy = actions.make_family_copy(plan=planned.plan, by=planned.worker, at=at)
    assert copy.number == 2
    actions.give_family_copy(copy=copy, given_on=at.date(), how="By post", by=planned.worker, at=at)
    assert list(FamilyCopy.objects.values_list("number", flat=True)) == [2]
