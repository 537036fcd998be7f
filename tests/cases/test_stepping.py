"""Stepping up and down, changing the level, closing and reopening."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.cases import actions, queries, rules
from alongside.cases.models import Allocation, Step
from alongside.cases.rules import CaseStatus, ClosingOutcome, Level, StepKind
from alongside.foundation.access.access import is_open_to
from alongside.foundation.identity.models import Team
from alongside.foundation.notifications.models import Letter, Notice
from tests.cases.given import (
    close,
    given_a_case,
    given_a_closed_case,
    given_a_hub,
    given_an_allocated_case,
    step_down,
    step_up,
)
from tests.factories import NOW, TODAY, a_team, a_user

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)


@pytest.fixture
def hub():
    return given_a_hub()


def _sees(user, case) -> bool:
    return is_open_to(user, "family", case.family_id)


def test_stepping_up_opens_everything_to_social_care_and_keeps_the_lead(hub):
    case = given_an_allocated_case(hub)
    assert not _sees(hub.social_worker, case)
    case = step_up(case, hub)
    assert (case.status, case.level, case.lead) == (CaseStatus.STEPPED_UP, Level.SPECIALIST, hub.worker)
    assert _sees(hub.social_worker, case)
    step = queries.latest_step(case, StepKind.STEP_UP)
    assert (step.agreed_by, step.family_said) == ("Mara Quill, hub manager", "They know, and are frightened.")


def test_stepping_up_needs_social_care_a_reason_and_who_agreed(hub):
    case = given_an_allocated_case(hub)
    with pytest.raises(actions.StepRefused, match="team of children’s social care"):
        actions.step_up(case=case, to_team=a_team(), why="x", agreed_by="x", family_said="x", by=hub.manager, at=NOW)
    with pytest.raises(actions.StepRefused, match="who agreed"):
        actions.step_up(
            case=case, to_team=hub.social_care, why="x", agreed_by=" ", family_said="x", by=hub.manager, at=NOW
        )
    with pytest.raises(actions.StepRefused, match="Say why"):
        actions.step_up(
            case=case, to_team=hub.social_care, why=" ", agreed_by="x", family_said="x", by=hub.manager, at=NOW
        )
    with pytest.raises(actions.StepRefused, match="Only those who work"):
        step_up(case, hub, by=given_a_hub().manager)
    assert step_up(case, hub).status == CaseStatus.STEPPED_UP


def test_whoever_takes_over_is_told_and_so_is_the_lead(hub):
    case = given_an_allocated_case(hub)
    Team.objects.filter(id=hub.social_care.id).update(email="duty@example.org")
    hub.social_care.refresh_from_db()
    step_up(case, hub)
    told = {(one.user, one.kind) for one in Notice.objects.filter(kind__startswith="cases.step")}
    assert told == {(hub.social_worker, "cases.stepped_up"), (hub.worker, "cases.stepped_up")}
    letter = Letter.objects.get(kind="cases.stepped_up")
    assert letter.to_address == "duty@example.org"
    assert case.reference in letter.words
    assert case.family.name not in letter.words + letter.subject_line
    step_down(case, by=hub.social_worker)
    assert Notice.objects.get(kind="cases.stepped_down").user == hub.worker


def test_stepping_down_brings_the_family_back_to_the_lead_who_stands(hub):
    case = step_up(given_an_allocated_case(hub), hub)
    case = step_down(case, by=hub.social_worker, at=LATER, last_meeting_on=date(2026, 3, 20))
    assert (case.status, case.level, case.lead) == (CaseStatus.OPEN, Level.TARGETED, hub.worker)
    assert not _sees(hub.social_worker, case)
    step = queries.latest_step(case, StepKind.STEP_DOWN)
    assert (step.last_meeting_on, step.named_lead) == (date(2026, 3, 20), "Ines Okafor")


@pytest.mark.parametrize("how", ["never had one", "has left since"])
def test_stepping_down_without_a_lead_waits_for_one(hub, how):
    if how == "never had one":
        case = given_a_case(hub)
    else:
        case = given_an_allocated_case(hub)
        type(hub.worker).objects.filter(id=hub.worker.id).update(is_active=False)
    case = step_down(step_up(case, hub), by=hub.manager, at=LATER)
    assert (case.status, case.lead) == (CaseStatus.TO_ALLOCATE, None)
    assert not Allocation.objects.filter(case=case, until_at__isnull=True).exists()
    waiting = queries.get_case(viewer=hub.manager, reference=case.reference)
    assert waiting.waiting_from_on == LATER.date()


def test_stepping_down_needs_a_level_a_meeting_that_was_and_a_case_with_social_care(hub):
    case = given_an_allocated_case(hub)
    with pytest.raises(actions.StepRefused, match="cannot be done now"):
        step_down(case, by=hub.manager)
    step_up(case, hub)
    for level in (Level.SPECIALIST, Level.UNIVERSAL):
        with pytest.raises(actions.StepRefused, match="2 or 3"):
            step_down(case, by=hub.manager, level=level)
    with pytest.raises(actions.StepRefused, match="today or in the past"):
        step_down(case, by=hub.manager, last_meeting_on=TODAY + timedelta(days=1))
    with pytest.raises(actions.StepRefused, match="who agreed"):
        step_down(case, by=hub.manager, agreed_by="")
    assert step_down(case, by=hub.manager).status == CaseStatus.OPEN


def test_changing_the_level(hub):
    case = given_an_allocated_case(hub)
    how = {"case": case, "by": hub.worker, "at": NOW}
    with pytest.raises(actions.StepRefused, match="Step the case up"):
        actions.change_level(level=Level.SPECIALIST, why="x", **how)
    with pytest.raises(actions.StepRefused, match="Close the case instead"):
        actions.change_level(level=Level.UNIVERSAL, why="x", **how)
    with pytest.raises(actions.StepRefused, match="Say why"):
        actions.change_level(level=Level.EARLY_HELP, why="", **how)
    with pytest.raises(actions.StepRefused, match="Only those who work"):
        actions.change_level(level=Level.EARLY_HELP, why="x", case=case, by=given_a_hub().worker, at=NOW)
    assert actions.change_level(level=Level.EARLY_HELP, why="School goes well", **how).level == Level.EARLY_HELP
    steps = Step.objects.count()
    actions.change_level(level=Level.EARLY_HELP, why="again", **how)
    assert Step.objects.count() == steps
    step_up(case, hub)
    with pytest.raises(actions.StepRefused, match="only while the service is helping"):
        actions.change_level(level=Level.TARGETED, why="x", **how)


def test_closing_ends_the_work_its_grants_and_tells_the_lead(hub):
    case = given_an_allocated_case(hub)
    beside = a_user("lead-professional", kind="partner")
    actions.share_work(case=case, worker=beside, reason="", by=hub.manager, at=NOW)
    case = close(case, by=hub.manager, at=LATER)
    assert (case.status, case.outcome, case.lead) == (CaseStatus.CLOSED, ClosingOutcome.NEEDS_MET, None)
    assert case.closed_on == LATER.date()
    assert not Allocation.objects.filter(until_at__isnull=True).exists()
    assert not _sees(beside, case)
    assert _sees(hub.manager, case)
    assert Notice.objects.filter(user=hub.worker, kind="cases.closed").count() == 1


def test_the_closing_day_is_the_day_in_england(hub):
    case = close(given_an_allocated_case(hub), by=hub.worker, at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert case.closed_on == date(2026, 7, 2)


def test_a_case_at_level_4_closes_only_to_social_care_or_a_move(hub):
    case = step_up(given_an_allocated_case(hub), hub)
    with pytest.raises(actions.StepRefused, match="level 4 closes only"):
        close(case, by=hub.manager)
    assert close(case, by=hub.manager, outcome=ClosingOutcome.SOCIAL_CARE).status == CaseStatus.CLOSED


def test_closing_twice_is_refused_and_says_where_the_case_stands(hub):
    case = given_a_closed_case(hub)
    with pytest.raises(actions.StepRefused, match="stands at: Closed"):
        close(case, by=hub.manager, at=LATER)


def test_reopening_waits_for_a_lead_with_everything_as_it_was(hub):
    case = given_a_closed_case(hub)
    with pytest.raises(actions.StepRefused, match="2 or 3"):
        actions.reopen_case(case=case, level=Level.SPECIALIST, why="x", by=hub.worker, at=LATER)
    case = actions.reopen_case(case=case, level=Level.EARLY_HELP, why="School has rung", by=hub.worker, at=LATER)
    assert (case.status, case.outcome, case.closed_on, case.opened_on) == (CaseStatus.TO_ALLOCATE, "", None, TODAY)
    found = queries.get_case(viewer=hub.manager, reference=case.reference)
    assert (found.waiting_from_on, found.helped_from_on) == (LATER.date(), LATER.date())


def test_a_family_with_another_open_case_is_not_reopened(hub):
    closed = given_a_closed_case(hub)
    given_a_case(hub, family=closed.family)
    with pytest.raises(actions.StepRefused, match="another open case"):
        actions.reopen_case(case=closed, level=Level.TARGETED, why="x", by=hub.manager, at=LATER)
    assert type(closed).objects.get(id=closed.id).status == rules.CaseStatus.CLOSED
