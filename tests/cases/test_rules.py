"""The rules of cases, read as sentences."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.cases import rules
from alongside.cases.rules import CaseStatus, ClosingOutcome, Level, StepKind
from alongside.foundation.calendar.queries import england
from alongside.foundation.policy.rules import text_of

POLICY = rules.CasesPolicy()
MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("level", "is_helped"),
    [
        pytest.param(Level.UNIVERSAL, False, id="universal services need no case"),
        pytest.param(Level.EARLY_HELP, True, id="early help"),
        pytest.param(Level.TARGETED, True, id="targeted"),
        pytest.param(Level.SPECIALIST, False, id="level 4 is social care's"),
    ],
)
def test_is_helped_level(level, is_helped):
    assert rules.is_helped_level(level) is is_helped


@pytest.mark.parametrize(
    ("status", "to", "may"),
    [
        (CaseStatus.TO_ALLOCATE, CaseStatus.OPEN, True),
        (CaseStatus.OPEN, CaseStatus.TO_ALLOCATE, False),
        (CaseStatus.OPEN, CaseStatus.STEPPED_UP, True),
        (CaseStatus.STEPPED_UP, CaseStatus.OPEN, True),
        (CaseStatus.CLOSED, CaseStatus.OPEN, False),
        (CaseStatus.CLOSED, CaseStatus.TO_ALLOCATE, True),
    ],
)
def test_may_move(status, to, may):
    assert rules.may_move(status, to) is may


def test_every_step_moves_a_case_as_the_table_of_moves_allows():
    lands = {
        StepKind.STEP_UP: {CaseStatus.STEPPED_UP},
        StepKind.CLOSED: {CaseStatus.CLOSED},
        StepKind.STEP_DOWN: {CaseStatus.OPEN, CaseStatus.TO_ALLOCATE},
        StepKind.REOPENED: {CaseStatus.TO_ALLOCATE},
    }
    for kind, ends in lands.items():
        for start in rules.STEPS_FROM[kind]:
            assert all(rules.may_move(start, end) for end in ends), (kind, start)


@pytest.mark.parametrize(
    ("status", "kind", "may"),
    [
        pytest.param(CaseStatus.OPEN, StepKind.STEP_UP, True, id="up from early help"),
        pytest.param(CaseStatus.STEPPED_UP, StepKind.STEP_UP, False, id="not up twice"),
        pytest.param(CaseStatus.OPEN, StepKind.STEP_DOWN, False, id="not down from early help"),
        pytest.param(CaseStatus.STEPPED_UP, StepKind.STEP_DOWN, True, id="down from social care"),
        pytest.param(CaseStatus.CLOSED, StepKind.CLOSED, False, id="not closed twice"),
        pytest.param(CaseStatus.STEPPED_UP, StepKind.CLOSED, True, id="closes from social care"),
        pytest.param(CaseStatus.CLOSED, StepKind.REOPENED, True, id="reopens when closed"),
        pytest.param(CaseStatus.OPEN, StepKind.REOPENED, False, id="an open case is not reopened"),
        pytest.param(CaseStatus.OPEN, StepKind.ALLOCATED, False, id="allocating is no such step"),
    ],
)
def test_may_step(status, kind, may):
    assert rules.may_step(status, kind) is may


@pytest.mark.parametrize(
    ("waiting", "due"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 3, 4), id="Monday: Wednesday"),
        pytest.param(date(2026, 3, 5), date(2026, 3, 9), id="Thursday: Monday"),
        pytest.param(date(2026, 4, 2), date(2026, 4, 8), id="before Easter: the holidays do not count"),
    ],
)
def test_allocation_due_on(waiting, due):
    assert rules.allocation_due_on(waiting_from_on=waiting, calendar=england(), policy=POLICY) == due


@pytest.mark.parametrize(
    ("days", "reviews", "drifts"),
    [
        pytest.param(365, 0, False, id="a year to the day is not yet over a year"),
        pytest.param(366, 0, True, id="a day over a year"),
        pytest.param(30, 2, False, id="two reviews"),
        pytest.param(30, 3, True, id="three reviews"),
    ],
)
def test_is_drifting(days, reviews, drifts):
    began = MONDAY - timedelta(days=days)
    assert rules.is_drifting(helped_from_on=began, reviews_held=reviews, today=MONDAY, policy=POLICY) is drifts


@pytest.mark.parametrize(
    ("leads", "changes"),
    [
        pytest.param([], 0, id="nobody yet"),
        pytest.param(["Ines"], 0, id="the first is no change"),
        pytest.param(["Ines", "Joan"], 1, id="one change"),
        pytest.param(["Ines", "Ines"], 0, id="the same again after reopening"),
        pytest.param(["Ines", "Joan", "Ines"], 2, id="there and back is two"),
    ],
)
def test_changes_of_worker(leads, changes):
    assert rules.changes_of_worker(leads) == changes


@pytest.mark.parametrize(
    ("families", "capacity", "is_full"),
    [
        pytest.param(11, None, False, id="eleven, by the local number"),
        pytest.param(12, None, True, id="twelve"),
        pytest.param(6, 6, True, id="six agreed for part-time hours"),
        pytest.param(12, 15, False, id="fifteen agreed"),
        pytest.param(0, 0, True, id="takes no families"),
    ],
)
def test_is_caseload_full(families, capacity, is_full):
    assert rules.is_caseload_full(families=families, capacity=capacity, policy=POLICY) is is_full


@pytest.mark.parametrize(
    ("by_level", "weight"),
    [
        ({}, 0),
        ({Level.EARLY_HELP: 3}, 3),
        ({Level.TARGETED: 3}, 6),
        ({Level.EARLY_HELP: 1, Level.SPECIALIST: 1}, 3),
    ],
)
def test_caseload_weight(by_level, weight):
    assert rules.caseload_weight(by_level, policy=POLICY) == weight


@given(st.dictionaries(st.sampled_from(list(Level)), st.integers(0, 40)))
def test_a_caseload_never_weighs_less_than_its_families_by_default(by_level):
    assert rules.caseload_weight(by_level, policy=POLICY) >= sum(by_level.values())


@pytest.mark.parametrize(
    ("outcome", "level", "fits"),
    [
        (ClosingOutcome.NEEDS_MET, Level.TARGETED, True),
        (ClosingOutcome.NEEDS_MET, Level.SPECIALIST, False),
        (ClosingOutcome.SOCIAL_CARE, Level.SPECIALIST, True),
        (ClosingOutcome.MOVED_AWAY, Level.SPECIALIST, True),
    ],
)
def test_is_outcome_for(outcome, level, fits):
    assert rules.is_outcome_for(outcome, level=level) is fits


@pytest.mark.parametrize(
    ("from_on", "may"),
    [
        pytest.param(MONDAY + timedelta(days=1), True, id="tomorrow's version"),
        pytest.param(MONDAY, False, id="in force since this morning"),
        pytest.param(MONDAY - timedelta(days=1), False, id="in force"),
    ],
)
def test_may_reword(from_on, may):
    assert rules.may_reword(from_on=from_on, today=MONDAY) is may


def test_the_shipped_threshold_document_covers_every_level_and_area_of_life():
    stated = {(level, domain) for level, domain, _ in rules.DEFAULT_DESCRIPTORS}
    assert stated == {(int(level), domain) for level in Level for domain in rules.DOMAINS}
    words = [words for _, _, words in rules.DEFAULT_DESCRIPTORS]
    assert 55 <= len(words) == len(set(words))
    assert all(len(one) <= 300 for one in words)


@pytest.mark.parametrize(
    "rule",
    [
        rules.allocation_due_on,
        rules.is_drifting,
        rules.is_caseload_full,
        rules.caseload_weight,
        rules.changes_of_worker,
    ],
)
def test_every_rule_on_a_screen_has_its_words_and_source(rule):
    told = text_of(rule)
    assert told.words.endswith(".")
    assert "\n" not in told.words
    assert told.source.startswith("local default")
