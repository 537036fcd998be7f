"""Who sees which assessment, what is due, what flows on, and what it costs."""

from datetime import date, timedelta

import pytest

from alongside.assessments import actions, queries
from alongside.assessments.models import Assessment, Entry
from alongside.cases.actions import add_to_timeline
from alongside.foundation.access.actions import end_grants, give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.people.access import SUBJECT
from alongside.people.actions import note_birth
from alongside.people.models import Person
from alongside.people.rules import AgreementAnswer, RelationKind, Sex, SharingPurpose
from tests.factories import NOW, TODAY, a_team, a_user

from .given import given_a_complete_assessment, given_a_household, given_an_assessment

pytestmark = pytest.mark.django_db


def sees(viewer, assessment) -> bool:
    try:
        queries.get_assessment(viewer=viewer, reference=assessment.reference)
    except queries.AssessmentNotFound:
        return False
    return True


def test_an_assessment_opens_by_a_grant_and_closes_with_it():
    home, assessment = given_an_assessment()
    partner = a_user("partner", kind="partner")
    subject = {"subject_kind": SUBJECT, "subject_id": home.family.id}
    assert sees(home.worker, assessment)
    assert not sees(partner, assessment)
    give_grant(**subject, holder=partner, reason=GrantReason.TEAM_AROUND, at=NOW)
    assert sees(partner, assessment)
    end_grants(**subject, holder=partner, at=NOW)
    assert not sees(partner, assessment)


@pytest.mark.parametrize("reason", [GrantReason.ASKED, GrantReason.FAMILY])
def test_having_asked_or_being_of_the_family_does_not_open_it(reason):
    home, assessment = given_an_assessment()
    partner = a_user("partner", kind="partner")
    give_grant(subject_kind=SUBJECT, subject_id=home.family.id, holder=partner, reason=reason, at=NOW)
    assert not sees(partner, assessment)
    assert queries.list_of_case(viewer=partner, case=home.case) == []


def test_agreeing_to_plan_together_opens_it_to_the_agency_until_it_is_taken_back():
    home, assessment = given_an_assessment()
    partner = a_user("partner", kind="partner")
    asked = {"assessment": assessment, "by": home.worker, "at": NOW}
    given = {"person_id": home.mother.id, "agency": partner.agency, "given_on": TODAY, "how": ""}
    actions.note_agreement(**asked, **given, purpose=SharingPurpose.TELL, answer=AgreementAnswer.AGREED)
    assert not sees(partner, assessment)
    agreed = actions.note_agreement(
        **asked, **given, purpose=SharingPurpose.PLAN_TOGETHER, answer=AgreementAnswer.AGREED
    )
    assert sees(partner, assessment)
    actions.note_withdrawal(**asked, agreement_id=agreed.id, withdrawn_on=TODAY, why="")
    assert not sees(partner, assessment)
    with pytest.raises(actions.AssessmentRefused, match="withdrawn already"):
        actions.note_withdrawal(**asked, agreement_id=agreed.id, withdrawn_on=TODAY, why="again")
    with pytest.raises(actions.AssessmentRefused, match="not recorded for this family"):
        actions.note_withdrawal(**asked, agreement_id=home.girl.id, withdrawn_on=TODAY, why="")


def test_a_grant_without_the_permission_opens_nothing():
    home, assessment = given_an_assessment()
    administrator = a_user("administrator")
    give_grant(subject_kind=SUBJECT, subject_id=home.family.id, holder=administrator, reason=GrantReason.HUB, at=NOW)
    assert not sees(administrator, assessment)


def test_work_due_names_what_to_start_and_to_finish_with_its_rule():
    home = given_a_household()
    due = queries.work_of(viewer=home.worker, today=TODAY)
    assert [(row.words, row.due_on, row.reference) for row in due] == [
        ("Start the early help assessment", date(2026, 3, 23), "")
    ]
    _, assessment = given_an_assessment(home)
    due = queries.work_of(viewer=home.worker, today=TODAY)
    assert [(row.words, row.due_on, row.reference) for row in due] == [
        ("Finish the early help assessment", date(2026, 3, 23), assessment.reference)
    ]
    assert "15 working days" in due[0].rule
    assert queries.work_of(viewer=home.manager, today=TODAY) == []


def test_nothing_is_due_once_it_is_complete():
    home, _ = given_a_complete_assessment()
    assert queries.work_of(viewer=home.worker, today=TODAY) == []


def test_the_assessment_that_holds_is_the_latest_complete_one():
    home, assessment = given_a_complete_assessment()
    actions.reopen_as_new(assessment=assessment, by=home.worker, at=NOW + timedelta(days=1))
    assert queries.latest_complete(home.case) == assessment
    assert [one.status for one in queries.list_of_case(viewer=home.worker, case=home.case)] == ["draft", "complete"]


def test_only_fresh_assessments_can_be_used_again():
    home, assessment = given_a_complete_assessment()
    again = {"viewer": home.worker, "case": home.case}
    assert queries.list_reusable(**again, today=TODAY + timedelta(weeks=11)) == [assessment]
    assert queries.list_reusable(**again, today=TODAY + timedelta(weeks=12)) == []


def test_points_come_from_the_complete_assessment_with_the_family_last():
    home, _assessment = given_a_complete_assessment()
    Entry.objects.filter(heading="community").update(worries="No bus on Sundays")
    points = queries.starting_points_for_plan(home.case)
    assert points[-1].person == "The family"
    assert points[-1].words == "No bus on Sundays"
    assert points[-1].domain == "The family and what is around it"


def test_a_case_without_anything_told_has_no_points():
    assert queries.starting_points_for_plan(given_a_household().case) == []


def test_a_born_baby_gets_the_headings_of_a_small_child():
    home = given_a_household()
    before = next(one for one in queries.relatives_of(home.family, today=TODAY) if one.id == home.unborn.id)
    note_birth(
        person=home.unborn,
        version=home.unborn.version,
        born_on=date(2026, 3, 1),
        given_names="Bea",
        family_name="Marlowe",
        sex=Sex.FEMALE,
        by=home.worker,
        at=NOW,
    )
    after = next(one for one in queries.relatives_of(home.family, today=TODAY) if one.id == home.unborn.id)
    assert (str(before.stage), str(after.stage)) == ("unborn", "early_years")
    assert (before.age_words, after.age_words) == ("due 1 June 2026", "1 day")
    Person.objects.filter(id=home.girl.id).update(birth_precision="estimated")
    roughly = next(one for one in queries.relatives_of(home.family, today=TODAY) if one.id == home.girl.id)
    assert roughly.age_words.startswith("about ")


def test_those_who_have_died_are_drawn_and_not_asked():
    home = given_a_household()
    home.father.died_on = date(2025, 1, 1)
    home.father.save()
    assert home.father.id not in {one.id for one in queries.relatives_of(home.family, today=TODAY)}
    drawn = {one.id: one for one in queries.genogram_of(home.family, today=TODAY).symbols}
    assert drawn[str(home.father.id)].is_dead


def test_who_is_asked_and_who_may_answer():
    _home, assessment = given_an_assessment()
    asked = [one.name for one in queries.who_is_asked(assessment, today=TODAY)]
    may = [one.name for one in queries.who_may_answer(assessment, today=TODAY)]
    assert asked == ["Ana Marlowe"]
    assert set(may) == {"Ana Marlowe", "Joe Marlowe", "Tamsin Marlowe", "Joss Marlowe"}
    in_four_years = TODAY.replace(year=2030)
    assert "Tamsin Marlowe" in [one.name for one in queries.who_is_asked(assessment, today=in_four_years)]


def test_changes_since_are_none_for_a_draft():
    home, assessment = given_an_assessment()
    assert queries.changes_since(viewer=home.worker, assessment=assessment) == []


def test_someone_who_came_into_the_family_since_is_a_change():
    home, assessment = given_a_complete_assessment()
    type(home.father).objects.filter(id=home.father.id).update(recorded_at=NOW + timedelta(days=1))
    words = [one.words for one in queries.changes_since(viewer=home.worker, assessment=assessment)]
    assert words == ["Joe Marlowe was added to the family"]


def test_what_happened_with_the_family_since_is_a_change():
    home, assessment = given_a_complete_assessment()
    of = {"family_id": home.family.id, "case_id": None, "kind": "cases.told", "by": home.worker}
    for title, days in (("The school rang", 1), ("The school rang before", -1)):
        add_to_timeline(**of, title=title, at=assessment.completed_at + timedelta(days=days))
    [change] = queries.changes_since(viewer=home.worker, assessment=assessment)
    assert (change.words, change.by) == ("The school rang", str(home.worker))


def test_nobody_is_looked_for_without_a_name_or_a_date_of_birth():
    asked = {"viewer": None, "given_names": "", "family_name": "Marlowe", "made_just_now": None, "today": TODAY}
    assert queries.who_it_may_be(**asked, born_on=None) == []


@pytest.mark.parametrize("many", [1, 50])
def test_reading_costs_the_same_at_one_and_at_fifty(many, django_assert_num_queries):
    home, assessment = given_an_assessment()
    for number in range(many):
        Entry.objects.create(
            assessment=assessment,
            about=home.girl,
            heading=f"h{number}",
            strengths="x",
            written_by=home.worker,
            written_at=NOW,
        )
    viewer = type(home.worker).objects.get(id=home.worker.id)
    with django_assert_num_queries(2):
        queries.get_assessment(viewer=viewer, reference=assessment.reference)
    with django_assert_num_queries(7):
        parts = queries.parts_of(assessment)
        assert len(parts.entries) == many


@pytest.mark.parametrize("many", [1, 12])
def test_drawing_a_family_costs_the_same_however_large(many, django_assert_num_queries):
    from alongside.people.actions import add_person, join_family, relate

    home = given_a_household()
    for number in range(many):
        one = add_person(given_names=f"Child {number}", family_name="Marlowe", source="x", by=home.worker, at=NOW)
        join_family(family=home.family, person=one, role="child", by=home.worker, at=NOW)
        relate(person=home.mother, other=one, kind=RelationKind.PARENT, source="x", as_of=TODAY, by=home.worker, at=NOW)
    with django_assert_num_queries(3):
        queries.genogram_of(home.family, today=TODAY)


def test_a_draft_of_another_team_is_not_listed_as_work():
    _home, _assessment = given_an_assessment()
    other = a_user("family-worker", team=a_team())
    assert queries.work_of(viewer=other, today=TODAY) == []
    assert Assessment.objects.count() == 1
