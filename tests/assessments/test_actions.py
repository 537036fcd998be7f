"""Starting, writing and completing an assessment: who may, when, and what is refused."""

from datetime import date, timedelta

import pytest

from alongside.assessments import actions, rules
from alongside.assessments.events import AssessmentCompleted
from alongside.assessments.models import Assessment, Entry, StartingPoint
from alongside.assessments.queries import starting_points_for_plan
from alongside.cases.models import TimelineEntry
from alongside.foundation.audit.models import Entry as AuditEntry
from alongside.foundation.events import actions as bus
from alongside.foundation.identity.models import Role, User
from alongside.people.access import ADD
from alongside.people.models import Fact
from alongside.people.queries import list_relationships
from alongside.people.rules import Meaning
from tests.cases.given import close
from tests.factories import NOW, TODAY, a_user

from .given import (
    given_a_complete_assessment,
    given_a_household,
    given_an_assessment,
    given_everything_written,
)

pytestmark = pytest.mark.django_db


def kinds(assessment) -> list[str]:
    noted = AuditEntry.objects.filter(subject_id=str(assessment.id)).order_by("position")
    return list(noted.values_list("kind", flat=True))


def test_starting_sets_the_day_due_and_says_so_on_the_timeline():
    home, assessment = given_an_assessment()
    assert assessment.reference.startswith("AS-")
    assert assessment.due_on == date(2026, 3, 23)  # 15 working days after Monday 2 March
    assert kinds(assessment) == ["assessments.started"]
    assert TimelineEntry.objects.filter(case=home.case, kind="assessments.started").count() == 1


def test_a_double_click_starts_one_assessment():
    home, assessment = given_an_assessment()
    assert actions.start_assessment(case=home.case, by=home.worker, at=NOW).id == assessment.id


def test_only_who_works_with_the_family_starts_its_assessment():
    home = given_a_household()
    stranger, reader = a_user("family-worker"), a_user("front-door-worker", agency=home.team.agency)
    for nobody in (stranger, reader):
        with pytest.raises(actions.AssessmentRefused):
            actions.start_assessment(case=home.case, by=nobody, at=NOW)
    assert actions.start_assessment(case=home.case, by=home.worker, at=NOW).started_by == home.worker


def test_a_closed_case_is_not_assessed():
    home = given_a_household()
    case = close(home.case, by=home.worker)
    with pytest.raises(actions.AssessmentRefused, match="closed"):
        actions.start_assessment(case=case, by=home.manager, at=NOW)


def test_writing_a_section_saves_each_heading_once():
    home, assessment = given_an_assessment()
    words = [actions.HeadingWords("health", 0, strengths="Well"), actions.HeadingWords("learning", 0)]
    asked = {"assessment": assessment, "domain": "child", "person_id": home.girl.id, "by": home.worker, "at": NOW}
    assert actions.write_section(words=words, **asked).saved == ("health",)
    assert actions.write_section(words=words, **asked).saved == ()
    assert list(Entry.objects.values_list("heading", "version")) == [("health", 1)]
    assert kinds(assessment)[-1] == "assessments.section_written"


def test_two_people_at_once_lose_nothing():
    home, assessment = given_an_assessment()
    asked = {"assessment": assessment, "domain": "child", "person_id": home.girl.id, "at": NOW}
    actions.write_section(words=[actions.HeadingWords("health", 0, worries="Asthma")], by=home.worker, **asked)
    mine = [actions.HeadingWords("health", 0, worries="Teeth"), actions.HeadingWords("learning", 0, strengths="Reads")]
    written = actions.write_section(words=mine, by=home.manager, **asked)
    assert written.saved == ("learning",)
    assert [(entry.heading, entry.worries, entry.version) for entry in written.clashes] == [("health", "Asthma", 1)]
    assert Entry.objects.get(heading="health").worries == "Asthma"
    knowing = [actions.HeadingWords("health", 1, worries="Asthma and teeth")]
    assert actions.write_section(words=knowing, by=home.manager, **asked).clashes == ()
    assert Entry.objects.get(heading="health").worries == "Asthma and teeth"


@pytest.mark.parametrize(
    ("domain", "whose", "heading"),
    [
        pytest.param("child", None, "health", id="a child's domain needs a child"),
        pytest.param("family", "girl", "community", id="the family's domain is for nobody in particular"),
        pytest.param("child", "girl", "community", id="a heading of another domain"),
        pytest.param("nowhere", None, "health", id="no such domain"),
    ],
)
def test_words_go_only_where_the_framework_has_a_place(domain, whose, heading):
    home, assessment = given_an_assessment()
    with pytest.raises(actions.AssessmentRefused):
        actions.write_section(
            assessment=assessment,
            domain=domain,
            person_id=getattr(home, whose).id if whose else None,
            words=[actions.HeadingWords(heading, 0, strengths="x")],
            by=home.worker,
            at=NOW,
        )


def test_nothing_to_note_and_words_are_not_both_true():
    home, assessment = given_an_assessment()
    with pytest.raises(actions.AssessmentRefused, match="not both"):
        actions.write_section(
            assessment=assessment,
            domain="child",
            person_id=home.girl.id,
            by=home.worker,
            at=NOW,
            words=[actions.HeadingWords("health", 0, strengths="x", is_nothing=True)],
        )


def test_words_about_someone_outside_the_family_are_refused():
    home, assessment = given_an_assessment()
    other = given_a_household()
    with pytest.raises(actions.AssessmentRefused, match="not in the family"):
        actions.record_voice(
            assessment=assessment,
            person_id=other.girl.id,
            kind=rules.VoiceKind.WORDS,
            words="x",
            how=rules.Gathering.ALONE,
            gathered_by="",
            gathered_on=TODAY,
            version=0,
            by=home.worker,
            at=NOW,
        )


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"words": " "}, id="no words"),
        pytest.param({"how": ""}, id="not how"),
        pytest.param({"gathered_on": None}, id="not when"),
        pytest.param({"gathered_on": TODAY + timedelta(days=1)}, id="in the future"),
    ],
)
def test_a_voice_says_what_how_and_when(wrong):
    home, assessment = given_an_assessment()
    good = {
        "assessment": assessment,
        "person_id": home.girl.id,
        "kind": rules.VoiceKind.WORDS,
        "words": "I want a bed",
        "how": rules.Gathering.ALONE,
        "gathered_by": "Sam",
        "gathered_on": TODAY,
        "version": 0,
        "by": home.worker,
        "at": NOW,
    }
    with pytest.raises(actions.AssessmentRefused):
        actions.record_voice(**good | wrong)
    assert actions.record_voice(**good).words == "I want a bed"


def test_a_voice_not_heard_carries_its_reason_and_nothing_else():
    home, assessment = given_an_assessment()
    voice = actions.record_voice(
        assessment=assessment,
        person_id=home.girl.id,
        kind=rules.VoiceKind.NONE,
        words="Away at camp",
        how="alone",
        gathered_by="Sam",
        gathered_on=TODAY,
        version=0,
        by=home.worker,
        at=NOW,
    )
    assert (voice.how, voice.gathered_by, voice.gathered_on) == ("", "", None)


def test_a_stale_voice_is_shown_beside_the_other_and_not_overwritten():
    home, assessment = given_an_assessment()
    voice = {
        "assessment": assessment,
        "person_id": home.girl.id,
        "kind": rules.VoiceKind.WORDS,
        "how": rules.Gathering.ALONE,
        "gathered_by": "Sam",
        "gathered_on": TODAY,
        "at": NOW,
    }
    actions.record_voice(words="First", version=0, by=home.worker, **voice)
    with pytest.raises(actions.StaleWords) as stale:
        actions.record_voice(words="Second", version=0, by=home.manager, **voice)
    assert stale.value.theirs.words == "First"
    assert actions.record_voice(words="Both", version=1, by=home.manager, **voice).version == 2


@pytest.mark.parametrize("answer", [rules.Approached.NOT_SAFE, rules.Approached.NOT_FOUND, rules.Approached.DECLINED])
def test_not_asking_a_father_is_explained(answer):
    home, assessment = given_an_assessment()
    asked = {
        "assessment": assessment,
        "person_id": home.father.id,
        "answer": answer,
        "asked_on": None,
        "version": 0,
        "by": home.worker,
        "at": NOW,
    }
    with pytest.raises(actions.AssessmentRefused):
        actions.note_approach(words="", **asked)
    assert actions.note_approach(words="Court order", **asked).answer == answer


def test_a_known_fact_is_confirmed_or_changed_in_its_own_home():
    home, assessment = given_an_assessment()
    asked = {"assessment": assessment, "person_id": home.girl.id, "key": "school", "by": home.worker, "at": NOW}
    with pytest.raises(actions.AssessmentRefused, match="nothing recorded"):
        actions.confirm_fact(**asked)
    actions.change_fact(meaning=Meaning.VALUE, value="Fernhill Primary", **asked)
    later = NOW + timedelta(days=3)
    fact = actions.confirm_fact(**asked | {"at": later})
    assert (fact.value, fact.as_of, fact.source) == (
        "Fernhill Primary",
        later.date(),
        f"Early help assessment {assessment.reference}",
    )
    assert Fact.objects.filter(person=home.girl, key="school").count() == 2
    with pytest.raises(actions.AssessmentRefused):
        actions.change_fact(meaning=Meaning.VALUE, value="", **asked)
    with pytest.raises(actions.AssessmentRefused, match="not in the family now"):
        actions.confirm_fact(**asked | {"person_id": a_user().id})


def test_an_assessment_with_gaps_is_not_completed_and_every_gap_is_named():
    home, assessment = given_an_assessment()
    with pytest.raises(actions.NotReady) as refused:
        actions.complete_assessment(assessment=assessment, by=home.worker, at=NOW)
    pages = {lack.page for lack in refused.value.lacks}
    assert pages == {"about", "domain", "voice", "outside", "agreement", "conclusion"}
    assert "Write about Joss Marlowe, however briefly" in {lack.words for lack in refused.value.lacks}


def test_completing_publishes_and_tells_once():
    heard = []
    bus.subscribe(AssessmentCompleted, heard.append, name="test.hears_completion")
    try:
        home, assessment = given_a_complete_assessment()
        actions.complete_assessment(assessment=assessment, by=home.worker, at=NOW)
    finally:
        bus._handlers[AssessmentCompleted].pop("test.hears_completion")
    assert [(event.assessment_id, event.case_id) for event in heard] == [(assessment.id, home.case.id)]
    assert TimelineEntry.objects.filter(case=home.case, kind="assessments.completed").count() == 1
    assert kinds(assessment)[-1] == "assessments.completed"


def test_a_complete_assessment_is_not_written_any_more():
    home, assessment = given_a_complete_assessment()
    with pytest.raises(actions.AssessmentRefused, match="complete"):
        actions.write_conclusion(
            assessment=assessment,
            needed="More",
            level=3,
            level_why="",
            next_steps="x",
            family_comments="",
            no_comments_why="x",
            version=1,
            by=home.worker,
            at=NOW,
        )


def test_a_new_assessment_takes_the_words_over_and_replaces_the_old_when_it_is_complete():
    home, old = given_a_complete_assessment()
    later = NOW + timedelta(days=30)
    new = actions.reopen_as_new(assessment=old, by=home.worker, at=later)
    old.refresh_from_db()
    assert (old.status, new.follows_id, new.due_on) == ("complete", old.id, date(2026, 4, 24))
    copied = new.entries.get(about=home.girl, heading="health")
    assert (copied.worries, copied.copied_from.assessment_id) == ("Sleeps badly", old.id)
    given_everything_written_again(home, new)
    actions.complete_assessment(assessment=new, by=home.worker, at=later)
    old.refresh_from_db()
    assert old.status == "superseded"
    with pytest.raises(actions.AssessmentRefused):
        actions.reopen_as_new(assessment=old, by=home.worker, at=later)


def given_everything_written_again(home, assessment) -> None:
    actions.write_about(
        assessment=assessment,
        led_to="Review",
        tried="",
        others_present="Aunt",
        present_ids=[],
        version=1,
        by=home.worker,
        at=NOW,
    )
    actions.write_conclusion(
        assessment=assessment,
        needed="Less",
        level=2,
        level_why="",
        next_steps="Close",
        family_comments="Good",
        no_comments_why="",
        version=0,
        by=home.worker,
        at=NOW,
    )


def test_an_earlier_assessment_of_the_family_is_used_again_only_while_it_is_fresh():
    home, old = given_a_complete_assessment()
    close(home.case, by=home.worker)
    from alongside.cases.actions import open_case
    from alongside.cases.rules import Level

    opener = a_user("front-door-manager", agency=home.team.agency)
    new_case = open_case(
        family=home.family,
        level=Level.TARGETED,
        locality=None,
        hub_team=home.team,
        opened_on=TODAY,
        opened_from="contact",
        source_id=None,
        why="again",
        by=opener,
        at=NOW,
    )
    asked = {"case": new_case, "by": home.manager, "earlier": old}
    with pytest.raises(actions.AssessmentRefused, match="12 weeks"):
        actions.start_assessment(at=NOW + timedelta(weeks=12), **asked)
    other, _ = given_a_complete_assessment()
    with pytest.raises(actions.AssessmentRefused, match="another family"):
        actions.start_assessment(case=other.case, by=other.manager, at=NOW + timedelta(weeks=1), earlier=old)
    stopped = Assessment.objects.create(
        reference="AS-STOPPED",
        case=home.case,
        framework=old.framework,
        status="stopped",
        started_by=home.worker,
        started_on=TODAY,
        due_on=TODAY,
    )
    with pytest.raises(actions.AssessmentRefused, match="not complete"):
        actions.start_assessment(at=NOW + timedelta(weeks=1), **asked | {"earlier": stopped})
    home.family.members.filter(person=home.boy).update(until_on=TODAY)
    new = actions.start_assessment(at=NOW + timedelta(weeks=11), **asked)
    assert new.entries.count() == old.entries.exclude(about=home.boy).count() == old.entries.count() - 1
    assert new.follows is None


def test_what_the_contact_told_is_carried_in_once_with_its_source():
    home = given_a_household()
    point = rules.CarriedPoint(
        rules.PointKind.WORRY, "Often late for school", "Request CN-1", home.case.id, TODAY, said_by="Fernhill Primary"
    )
    blank = rules.CarriedPoint(rules.PointKind.TRIED, "  ", "Request CN-1", home.case.id, TODAY)
    assert actions.carry_in(case_id=home.case.id, points=[point, blank]) == 1
    assert actions.carry_in(case_id=home.case.id, points=[point, blank]) == 0
    assert StartingPoint.objects.get().said_by == "Fernhill Primary"
    assert [one.words for one in starting_points_for_plan(home.case)] == ["Often late for school"]


def test_a_plan_begins_from_the_worries_found_with_person_and_source():
    home, assessment = given_a_complete_assessment()
    points = starting_points_for_plan(home.case)
    assert {point.person for point in points} == {"Tamsin Marlowe", "Joss Marlowe", "Unborn child"}
    first = points[0]
    assert (first.heading, first.words, first.said_by) == ("General health", "Sleeps badly", "Mum")
    assert assessment.reference in first.source


def test_one_draft_of_a_case_by_the_database_too():
    from django.db import IntegrityError, transaction

    home, assessment = given_an_assessment()
    with pytest.raises(IntegrityError, match="assessment_is_the_only_draft_of_its_case"), transaction.atomic():
        Assessment.objects.create(
            reference="AS-2",
            case=home.case,
            framework="caf-1",
            status="draft",
            started_on=TODAY,
            started_by=home.worker,
            due_on=TODAY,
        )
    given_everything_written(home, assessment)


def test_a_person_who_left_the_family_is_not_asked_to_agree():
    home, assessment = given_an_assessment()
    other = given_a_household()
    with pytest.raises(actions.AssessmentRefused, match="not in the family"):
        actions.note_agreement(
            assessment=assessment,
            person_id=other.mother.id,
            agency=home.team.agency,
            purpose="tell",
            answer="agreed",
            given_on=TODAY,
            how="",
            by=home.worker,
            at=NOW,
        )


def test_only_who_works_with_the_family_states_the_basis():
    home, assessment = given_an_assessment()
    basis = {
        "assessment": assessment,
        "agency": None,
        "basis": "public_task",
        "reason": "",
        "is_without_agreement": False,
        "at": NOW,
    }
    with pytest.raises(actions.AssessmentRefused):
        actions.note_basis(by=a_user("family-worker"), **basis)
    actions.note_basis(by=home.worker, **basis)
    with pytest.raises(actions.AssessmentRefused, match="why"):
        actions.note_basis(by=home.worker, **basis | {"is_without_agreement": True})


def test_people_refusals_reach_the_page_in_words():
    home, assessment = given_an_assessment()
    from alongside.assessments.queries import relatives_of
    from alongside.people.rules import RelationKind

    do = {"assessment": assessment, "by": home.worker, "at": NOW}
    people = {one.id: one for one in relatives_of(home.family, today=TODAY)}
    with pytest.raises(actions.AssessmentRefused, match="other way round"):
        actions.relate_in_family(
            assessment=assessment,
            person=people[home.girl.id],
            other=people[home.mother.id],
            kind=RelationKind.PARENT,
            has_parental_responsibility=None,
            by=home.worker,
            at=NOW,
        )
    with pytest.raises(actions.AssessmentRefused, match="other way round"):
        actions.add_relative(
            same_as=home.girl.id, id=None, given_names="", family_name="", is_unborn=False, born_on=None, due_on=None,
            sex="female", role="child", in_household=True, kind=RelationKind.PARENT, other=people[home.mother.id],
            has_parental_responsibility=None, **do,
        )  # fmt: skip
    with pytest.raises(actions.AssessmentRefused, match="The day of the answer"):
        actions.note_agreement(
            person_id=home.mother.id, agency=home.team.agency, purpose="tell", answer="agreed",
            given_on=TODAY + timedelta(days=1), how="In person", **do,
        )  # fmt: skip
    asked = {"person_id": home.father.id, "answer": rules.Approached.ASKED, "words": "", "asked_on": TODAY, **do}
    assert actions.note_approach(version=0, **asked).version == actions.note_approach(version=0, **asked).version
    with pytest.raises(actions.AssessmentRefused, match="must be today or in the past"):
        actions.note_approach(
            person_id=home.father.id, answer=rules.Approached.ASKED, words="", asked_on=TODAY + timedelta(days=1),
            version=0, **do,
        )  # fmt: skip


def test_a_tie_is_ended_only_by_who_may_change_the_people_it_ties():
    home, assessment = given_an_assessment()
    tie = str(list_relationships(people=[home.girl.id])[0].id)
    roles = Role.objects.filter(slug="family-worker")
    kept = roles.get().permissions
    roles.update(permissions=[one for one in kept if one != ADD])
    worker = User.objects.get(id=home.worker.id)
    with pytest.raises(actions.AssessmentRefused, match="not open to you"):
        actions.end_tie(assessment=assessment, tie=tie, by=worker, at=NOW)
    roles.update(permissions=kept)
    actions.end_tie(assessment=assessment, tie=tie, by=home.worker, at=NOW)
    assert list_relationships(people=[home.girl.id]) == []


def test_an_assessment_is_not_written_once_its_case_is_closed():
    home, assessment = given_an_assessment()
    close(home.case, by=home.worker)
    with pytest.raises(actions.AssessmentRefused, match="closed"):
        actions.write_conclusion(
            assessment=assessment,
            needed="x",
            level=2,
            level_why="",
            next_steps="x",
            family_comments="",
            no_comments_why="",
            version=0,
            by=home.manager,
            at=NOW,
        )


def test_the_day_due_counts_from_reopening_and_not_from_years_ago():
    from alongside.cases.actions import allocate_lead, reopen_case
    from alongside.cases.rules import Level

    home = given_a_household(opened_on=date(2024, 1, 8))
    close(home.case, by=home.worker)
    case = reopen_case(case=home.case, level=Level.TARGETED, why="again", by=home.manager, at=NOW)
    allocate_lead(case=case, worker=home.worker, reason="", by=home.manager, at=NOW)
    assert actions.start_assessment(case=case, by=home.worker, at=NOW).due_on == date(2026, 3, 23)
