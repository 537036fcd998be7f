"""An assessment that stops: why, what the family said, what happens next, and that nothing is lost."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.assessments import actions, rules
from alongside.assessments.events import AssessmentStopped
from alongside.assessments.models import Assessment, Stopping
from alongside.assessments.queries import list_reusable, work_of
from alongside.cases.models import TimelineEntry
from tests.cases.given import close
from tests.factories import NOW, TODAY, a_user

from .given import given_a_complete_assessment, given_a_household, given_an_assessment

pytestmark = pytest.mark.django_db
DRAFT, STOPPED = rules.AssessmentStatus.DRAFT, rules.AssessmentStatus.STOPPED
SENT = {
    "reason": "declined",
    "why": "Asked by Sam on a visit",
    "family_said": "Not now",
    "next_step": "go_on_without",
    "next_words": "School keeps an eye on it",
}


def said(**other) -> actions.WhyStopped:
    facts = {
        "reason": rules.StopReason.DECLINED,
        "why": "Asked by Sam on a visit",
        "family_said": "We are managing, thank you",
        "next_step": rules.NextStep.GO_ON_WITHOUT,
    }
    return actions.WhyStopped(**(facts | other))


def asks_again(on) -> actions.WhyStopped:
    return said(next_step=rules.NextStep.ASK_AGAIN, ask_again_on=on)


def test_a_family_says_no_and_what_was_written_is_kept(monkeypatch):
    heard = []
    monkeypatch.setattr("alongside.assessments.actions.stopping.publish", heard.append)
    home, assessment = given_an_assessment()
    actions.write_about(
        assessment=assessment,
        led_to="School is worried",
        tried="",
        others_present="",
        present_ids=[],
        version=0,
        by=home.worker,
        at=NOW,
    )
    stopped = actions.stop_assessment(assessment=assessment, said=said(), by=home.worker, at=NOW)
    assert stopped.status == STOPPED
    assert stopped.stopping.family_said == "We are managing, thank you"
    assert stopped.about.led_to == "School is worried"
    assert [type(event) for event in heard] == [AssessmentStopped]
    line = TimelineEntry.objects.get(case=home.case, kind="assessments.stopped")
    assert "does not want" in line.words
    assert work_of(viewer=home.worker, today=TODAY) == []


def test_stopping_twice_stops_once():
    home, assessment = given_an_assessment()
    for _ in range(2):
        actions.stop_assessment(assessment=assessment, said=said(), by=home.worker, at=NOW)
    assert Stopping.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        pytest.param({"why": " "}, "Say what happened", id="without saying what happened"),
        pytest.param({"family_said": ""}, "what the family said", id="a no without the family's words"),
        pytest.param({"next_step": rules.NextStep.ASK_AGAIN}, "day still to come", id="asking again on no day"),
        pytest.param(
            {"next_step": rules.NextStep.ASK_AGAIN, "ask_again_on": TODAY}, "day still to come", id="asking today"
        ),
    ],
)
def test_an_assessment_does_not_stop(wrong, words):
    home, assessment = given_an_assessment()
    with pytest.raises(actions.AssessmentRefused, match=words):
        actions.stop_assessment(assessment=assessment, said=said(**wrong), by=home.worker, at=NOW)
    actions.stop_assessment(assessment=assessment, said=said(), by=home.worker, at=NOW)


def test_a_family_that_was_not_reached_said_nothing():
    home, assessment = given_an_assessment()
    why = said(reason=rules.StopReason.NOT_REACHED, family_said="")
    assert actions.stop_assessment(assessment=assessment, said=why, by=home.worker, at=NOW).status == STOPPED


def test_only_who_works_with_the_family_stops_its_assessment():
    _home, assessment = given_an_assessment()
    with pytest.raises(actions.AssessmentRefused, match="Only those who work"):
        actions.stop_assessment(assessment=assessment, said=said(), by=a_user("family-worker"), at=NOW)


def test_a_complete_assessment_does_not_stop_and_a_stopped_one_is_not_written():
    home, complete = given_a_complete_assessment()
    with pytest.raises(actions.AssessmentRefused, match="is complete"):
        actions.stop_assessment(assessment=complete, said=said(), by=home.worker, at=NOW)
    again = actions.reopen_as_new(assessment=complete, by=home.worker, at=NOW)
    actions.stop_assessment(assessment=again, said=said(), by=home.worker, at=NOW)
    with pytest.raises(actions.AssessmentRefused, match="has stopped"):
        actions.complete_assessment(assessment=again, by=home.worker, at=NOW)


def test_the_day_agreed_for_asking_again_is_in_the_worklist_until_one_begins():
    home, assessment = given_an_assessment()
    day = TODAY + timedelta(days=30)
    actions.stop_assessment(assessment=assessment, said=asks_again(day), by=home.worker, at=NOW)
    (due,) = work_of(viewer=home.worker, today=TODAY)
    assert (due.due_on, due.reference) == (day, assessment.reference)
    assert "Ask again" in due.words
    actions.start_assessment(case=home.case, by=home.worker, at=NOW)
    (due,) = work_of(viewer=home.worker, today=TODAY)
    assert "Finish" in due.words


def test_what_was_written_is_taken_up_again_and_a_new_day_is_due():
    home, assessment = given_an_assessment()
    actions.write_section(
        assessment=assessment,
        domain="child",
        person_id=home.girl.id,
        words=[actions.HeadingWords("health", 0, strengths="Well")],
        by=home.worker,
        at=NOW,
    )
    assessment = actions.stop_assessment(assessment=assessment, said=said(), by=home.worker, at=NOW)
    later = NOW + timedelta(days=60)
    again = actions.reopen_as_new(assessment=assessment, by=home.worker, at=later)
    assert again.status == DRAFT
    assert [entry.strengths for entry in again.entries.all()] == ["Well"]
    assert again.due_on > later.date()
    assert list_reusable(viewer=home.worker, case=home.case, today=TODAY) == []


def test_a_second_try_after_a_stop_still_replaces_the_complete_one():
    home, complete = given_a_complete_assessment()
    first = actions.reopen_as_new(assessment=complete, by=home.worker, at=NOW)
    actions.stop_assessment(assessment=first, said=said(), by=home.worker, at=NOW)
    second = actions.start_assessment(case=home.case, by=home.worker, at=NOW)
    assert second.follows == complete


def test_a_family_that_wants_no_assessment_is_noted_before_any_begins():
    home = given_a_household()
    noted = actions.note_declined(case=home.case, said=said(), by=home.worker, at=NOW)
    again = actions.note_declined(case=home.case, said=said(), by=home.worker, at=NOW)
    assert (noted.status, again.id) == (STOPPED, noted.id)
    assert not TimelineEntry.objects.filter(case=home.case, kind="assessments.started").exists()
    with pytest.raises(actions.AssessmentRefused, match="Only those who work"):
        actions.note_declined(case=home.case, said=said(), by=a_user("family-worker"), at=NOW)


def test_nothing_is_noted_beside_an_assessment_that_has_begun_or_in_a_closed_case():
    home, _assessment = given_an_assessment()
    with pytest.raises(actions.AssessmentRefused, match="Stop that one"):
        actions.note_declined(case=home.case, said=said(), by=home.worker, at=NOW)
    close(home.case, by=home.manager)
    with pytest.raises(actions.AssessmentRefused, match="closed"):
        actions.note_declined(case=home.case, said=said(), by=home.manager, at=NOW)


def test_an_assessment_still_being_written_stops_when_its_case_closes(client):
    home, assessment = given_an_assessment()
    client.force_login(home.manager)
    closing = reverse("cases:close", args=[home.case.reference])
    assert f"Early help assessment {assessment.reference}" in client.get(closing).content.decode()
    close(home.case, by=home.manager)
    assessment.refresh_from_db()
    assert (assessment.status, assessment.stopping.reason) == (STOPPED, rules.StopReason.CASE_CLOSED)
    assert rules.StopReason.CASE_CLOSED not in rules.REASONS_TO_GIVE, "nobody chooses it"


def test_a_complete_assessment_stays_complete_when_its_case_closes(client):
    home, assessment = given_a_complete_assessment()
    client.force_login(home.manager)
    closing = reverse("cases:close", args=[home.case.reference])
    assert "What is still open" not in client.get(closing).content.decode()
    close(home.case, by=home.manager)
    assessment.refresh_from_db()
    assert assessment.status == rules.AssessmentStatus.COMPLETE


def test_asking_again_and_its_day_stand_together():
    home, assessment = given_an_assessment()
    stopping = {"assessment": assessment, "reason": "declined", "why": "x", "by": home.worker, "at": NOW}
    for wrong in ({"next_step": "ask_again"}, {"next_step": "close", "ask_again_on": TODAY}):
        with pytest.raises(IntegrityError, match="stopping_names_a_day"), transaction.atomic():
            Stopping.objects.create(**stopping, **wrong)


def test_the_page_asks_for_what_is_missing_and_then_says_what_comes_next(client):
    home, assessment = given_an_assessment()
    client.force_login(home.worker)
    url = reverse("assessments:stop", args=[assessment.reference])
    asked = client.post(url, SENT | {"family_said": "", "next_step": "ask_again"}).content.decode()
    assert "Write down what the family said" in asked
    assert "Enter the day on which the family is asked again" in asked
    read = client.post(url, SENT | {"next_step": "close"}, follow=True).content.decode()
    assert "Not now" in read
    assert "School keeps an eye on it" in read
    assert reverse("cases:close", args=[home.case.reference]) in read
    assert "Start a new one from this" in read
    assert client.get(url).status_code == 302
    listed = client.get(reverse("assessments:of_case", args=[home.case.reference])).content.decode()
    assert "the family does not want an assessment" in listed
    case = client.get(reverse("cases:case", args=[home.case.reference])).content.decode()
    assert "The family does not want an assessment" in case


def test_the_page_of_a_case_without_an_assessment_notes_a_no(client):
    home = given_a_household()
    client.force_login(home.worker)
    url = reverse("assessments:decline", args=[home.case.reference])
    assert url in client.get(reverse("assessments:of_case", args=[home.case.reference])).content.decode()
    assert client.get(url).status_code == 200
    actions.start_assessment(case=home.case, by=home.worker, at=NOW)
    assert "Stop that one" in client.post(url, SENT).content.decode()
    Assessment.objects.all().delete()
    assert "Not now" in client.post(url, SENT, follow=True).content.decode()


def test_a_reader_is_sent_to_the_list(client):
    home = given_a_household()
    close(home.case, by=home.manager)
    client.force_login(home.manager)
    answer = client.get(reverse("assessments:decline", args=[home.case.reference]))
    assert answer.url == reverse("assessments:of_case", args=[home.case.reference])
