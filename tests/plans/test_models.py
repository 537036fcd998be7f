"""The tables refuse what cannot be, each by the sentence that names it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.plans import actions
from alongside.plans.models import (
    Action,
    Attendance,
    FamilyCopy,
    FamilyWords,
    Goal,
    Meeting,
    Need,
    Outcome,
    OutcomeFramework,
    Plan,
    Scale,
    ScaleReading,
    TeamMember,
)
from tests.factories import NOW, TODAY
from tests.plans.given import given_a_held_meeting, given_a_meeting, given_an_agreed_plan, outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned():
    found = given_an_agreed_plan()
    scale = actions.set_scale(
        plan=found.plan, outcome=outcome(found.plan), name="Mornings", one_means="bad", ten_means="good", **found.do()
    )
    given_a_held_meeting(found, readings=[actions.Reading(scale, 4, "Ana")], family={found.home.mother.id: "came"})
    return found


def refuses(name: str, attempt) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        attempt()


def again(row, **but):
    """The same row once more, with another identity."""
    facts = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
    return type(row).objects.create(**{**facts, **but})


CHANGES = [
    (Plan, {"status": "ended"}, "plan_has_a_last_day_exactly_when_ended"),
    (Plan, {"agreed_on": None}, "plan_that_is_worked_on_was_agreed"),
    (Plan, {"status": "ended", "ended_on": TODAY - timedelta(days=9)}, "plan_ends_on_or_after_it_started"),
    (Need, {"words": ""}, "need_has_words"),
    (Need, {"status": "met", "evidence": "x"}, "need_says_when_it_was_settled_exactly_when_settled"),
    (Need, {"status": "met", "settled_on": TODAY}, "need_that_was_settled_says_how_we_know"),
    (Goal, {"words": ""}, "goal_has_words"),
    (Action, {"owner_name": "x"}, "action_has_exactly_one_owner"),
    (Action, {"need": None, "goal": None}, "action_belongs_to_a_need_or_a_goal"),
    (Action, {"status": "done"}, "action_says_when_and_by_whom_exactly_when_done"),
    (Action, {"status": "not_done"}, "action_not_done_says_why"),
    (TeamMember, {"name": "x"}, "team_member_is_exactly_one_someone"),
    (TeamMember, {"answered_at": None}, "team_member_who_answered_says_when"),
    (Meeting, {"held_on": None}, "meeting_says_when_and_by_whom_exactly_when_held"),
    (Meeting, {"family_voice": ""}, "meeting_that_was_held_has_the_familys_voice_or_says_why_not"),
    (Meeting, {"place": ""}, "meeting_has_a_place_or_a_link"),
    (Attendance, {"person": None}, "attendance_is_of_a_team_member_or_of_the_family"),
    (FamilyCopy, {"digest": "x"}, "family_copy_has_content_exactly_when_made"),
    (FamilyCopy, {"given_on": TODAY}, "family_copy_is_made_before_it_is_given"),
    (ScaleReading, {"value": 11}, "scale_reading_is_from_one_to_ten"),
]


@pytest.mark.parametrize(("model", "change", "name"), CHANGES, ids=[name for _, _, name in CHANGES])
def test_a_row_is_not_changed_into_what_cannot_be(planned, model, change, name):
    refuses(name, lambda: model.objects.update(**change))


ONCE = [
    (Plan, {"reference": "PL-X"}, "plan_is_the_only_one_of_its_case_that_has_not_ended"),
    (Need, {}, "need_has_a_place_of_its_own"),
    (Goal, {}, "goal_has_a_place_of_its_own"),
    (Action, {}, "action_has_a_place_of_its_own"),
    (Scale, {}, "scale_has_a_place_of_its_own"),
    (Attendance, {}, "attendance_is_noted_once"),
    (FamilyCopy, {"meeting_id": None}, "family_copy_has_a_number_of_its_own"),
    (ScaleReading, {}, "scale_is_read_once_a_day_by_each_person"),
    (Outcome, {"key": "other"}, "outcome_has_a_place_of_its_own"),
    (Outcome, {"position": 99}, "outcome_has_a_key_of_its_own"),
]


@pytest.mark.parametrize(("model", "but", "name"), ONCE, ids=[name for _, _, name in ONCE])
def test_a_row_stands_once(planned, model, but, name):
    refuses(name, lambda: again(model.objects.order_by("id").first(), **but))


def test_someone_is_in_a_team_once(planned):
    refuses("team_has_a_user_once_at_a_time", lambda: again(TeamMember.objects.get(user=planned.worker)))
    refuses("team_has_a_person_once_at_a_time", lambda: again(TeamMember.objects.get(person=planned.home.mother)))


def test_words_of_the_family_are_words(planned):
    refuses(
        "words_of_the_family_are_words",
        lambda: FamilyWords.objects.create(plan=planned.plan, person=planned.home.mother, words="", at=NOW),
    )


def test_a_meeting_called_off_says_why(planned):
    meeting = given_a_meeting(planned, kind="extra")
    refuses(
        "meeting_that_was_cancelled_says_why", lambda: Meeting.objects.filter(id=meeting.id).update(status="cancelled")
    )


def test_rows_are_shown_without_anybodys_name(planned):
    for model in (
        Plan,
        Need,
        Goal,
        Action,
        TeamMember,
        Meeting,
        Attendance,
        FamilyCopy,
        Scale,
        ScaleReading,
        Outcome,
        OutcomeFramework,
    ):
        assert "Marlowe" not in str(model.objects.order_by("id").first())
    assert str(planned.plan.moves.order_by("id").first()) == "plan to active"
    assert "2026" in str(FamilyWords(at=NOW))
