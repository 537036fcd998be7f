"""When an assessment is due, which headings fit a child, and what is still missing."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from alongside.assessments import rules
from alongside.foundation.calendar.queries import england

POLICY = rules.AssessmentsPolicy()
DRAFT, STOPPED, COMPLETE, SUPERSEDED = rules.AssessmentStatus


@pytest.mark.parametrize(
    ("begun", "due"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 3, 23), id="three weeks of working days"),
        pytest.param(date(2026, 3, 30), date(2026, 4, 22), id="Good Friday and Easter Monday do not count"),
        pytest.param(date(2026, 3, 7), date(2026, 3, 27), id="begun on a Saturday counts from the Friday before"),
    ],
)
def test_assessment_due_on(begun, due):
    assert rules.assessment_due_on(begun_on=begun, calendar=england(), policy=POLICY) == due


def test_the_council_sets_the_days():
    assert rules.assessment_due_on(
        begun_on=date(2026, 3, 2), calendar=england(), policy=replace(POLICY, complete_working_days=10)
    ) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("began", "started", "is_first", "counts"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 3, 9), True, date(2026, 3, 2), id="the first from when help began"),
        pytest.param(date(2026, 3, 2), date(2026, 6, 9), False, date(2026, 6, 9), id="a later one from its own start"),
    ],
)
def test_counts_from(began, started, is_first, counts):
    assert rules.counts_from(help_began_on=began, started_on=started, is_first=is_first) == counts


@pytest.mark.parametrize(
    ("today", "fresh"),
    [
        pytest.param(date(2026, 3, 2), True, id="complete today"),
        pytest.param(date(2026, 5, 24), True, id="a day under twelve weeks"),
        pytest.param(date(2026, 5, 25), False, id="twelve weeks to the day"),
    ],
)
def test_is_fresh(today, fresh):
    assert rules.is_fresh(completed_on=date(2026, 3, 2), today=today, policy=POLICY) is fresh


@pytest.mark.parametrize(
    ("status", "to", "may"),
    [
        (DRAFT, COMPLETE, True),
        (DRAFT, SUPERSEDED, False),
        (COMPLETE, SUPERSEDED, True),
        (COMPLETE, DRAFT, False),
        (SUPERSEDED, DRAFT, False),
        (SUPERSEDED, COMPLETE, False),
        (DRAFT, STOPPED, True),
        (STOPPED, DRAFT, False),
        (STOPPED, COMPLETE, False),
        (COMPLETE, STOPPED, False),
    ],
)
def test_moves(status, to, may):
    assert rules.may_move(status, to) is may


@pytest.mark.parametrize(
    ("status", "closed", "may"),
    [
        (DRAFT, False, True),
        (DRAFT, True, False),
        (COMPLETE, False, False),
        (SUPERSEDED, False, False),
    ],
)
def test_may_be_written(status, closed, may):
    assert rules.may_be_written(status, is_case_closed=closed) is may


@pytest.mark.parametrize(
    ("unborn", "age", "stage"),
    [
        pytest.param(True, None, rules.Stage.UNBORN, id="before birth"),
        pytest.param(False, 4, rules.Stage.EARLY_YEARS, id="four"),
        pytest.param(False, 5, rules.Stage.SCHOOL_AGE, id="compulsory school age begins at five"),
        pytest.param(False, None, rules.Stage.SCHOOL_AGE, id="an age not known gets every heading"),
    ],
)
def test_stage_of(unborn, age, stage):
    assert rules.stage_of(is_unborn=unborn, age=age) is stage


def test_an_unborn_child_has_headings_of_its_own():
    child = rules.FRAMEWORKS[0].domain("child")
    assert [h.name for h in rules.headings_for(child, rules.Stage.UNBORN)] == [
        "Health before birth",
        "Getting ready to bond",
    ]
    assert len(rules.headings_for(child, rules.Stage.SCHOOL_AGE)) == 9


def test_the_family_has_all_its_headings_whoever_is_in_it():
    family = rules.FRAMEWORKS[0].domain("family")
    assert rules.headings_for(family, None) == family.headings


def test_every_heading_is_in_one_domain_and_said_once():
    for framework in rules.FRAMEWORKS:
        keys = [heading.key for domain in framework.domains for heading in domain.headings]
        assert len(keys) == len(set(keys))
        assert all(heading.prompt for domain in framework.domains for heading in domain.headings)


def test_an_assessment_keeps_the_version_it_began_with():
    assert rules.framework_of(rules.framework_on(date(2026, 1, 1)).version) is rules.FRAMEWORKS[0]
    assert rules.FRAMEWORKS[0].heading("nothing") is None
    assert rules.FRAMEWORKS[0].domain("nothing") is None


@pytest.mark.parametrize(
    ("unborn", "age", "kind"),
    [
        (True, None, rules.VoiceKind.SEEN),
        (False, 2, rules.VoiceKind.SEEN),
        (False, 3, rules.VoiceKind.WORDS),
        (False, None, rules.VoiceKind.WORDS),
        (False, 40, rules.VoiceKind.WORDS),
    ],
)
def test_expected_voice(unborn, age, kind):
    assert rules.expected_voice(is_unborn=unborn, age=age, speaks_from_age=POLICY.speaks_from_age) is kind


@pytest.mark.parametrize(
    ("parent", "home", "unborn", "age", "asked"),
    [
        pytest.param(True, True, False, 34, True, id="a parent in the home"),
        pytest.param(True, False, False, 34, False, id="a parent elsewhere is approached, not asked here"),
        pytest.param(False, True, False, 13, True, id="thirteen is asked for themselves"),
        pytest.param(False, True, False, 12, False, id="twelve is not, though they may answer"),
        pytest.param(False, True, True, None, False, id="an unborn child is not asked"),
        pytest.param(False, True, False, None, False, id="an age not known"),
    ],
)
def test_is_asked_to_agree(parent, home, unborn, age, asked):
    assert (
        rules.is_asked_to_agree(
            is_parent=parent, in_household=home, is_unborn=unborn, age=age, asked_from_age=POLICY.asked_from_age
        )
        is asked
    )


CHILD = rules.OnePerson(uuid4(), "Tamsin", is_child=True, has_voice=True, has_entries=True)
PARENT = rules.OnePerson(uuid4(), "Ana", is_parent=True, has_voice=True, is_asked=True, has_answered=True)
FATHER = rules.OnePerson(uuid4(), "Joe", is_parent=True, in_household=False, was_approached=True)
WHOLE = rules.WholeAssessment(
    people=(CHILD, PARENT, FATHER),
    family_domains=(("family", "The family", True),),
    says_who_was_there=True,
    says_what_led_to_it=True,
    says_what_is_needed=True,
    has_level=True,
    says_what_happens_next=True,
    has_family_comments=True,
)


def test_nothing_is_missing():
    assert rules.what_is_missing(WHOLE) == ()


@pytest.mark.parametrize(
    ("without", "says", "page"),
    [
        pytest.param({"says_who_was_there": False}, "Say who was there", "about", id="who was there"),
        pytest.param({"says_what_led_to_it": False}, "Say what led to this assessment", "about", id="what led to it"),
        pytest.param(
            {"people": (replace(CHILD, has_voice=False), PARENT, FATHER)},
            "Write down Tamsin’s own voice, or why it is not here",
            "voice",
            id="a child without a voice",
        ),
        pytest.param(
            {"people": (replace(CHILD, has_entries=False), PARENT, FATHER)},
            "Write about Tamsin, however briefly",
            "domain",
            id="an invisible sibling",
        ),
        pytest.param(
            {"people": (CHILD, replace(PARENT, has_voice=False), FATHER)},
            "Write down Ana’s own voice, or why it is not here",
            "voice",
            id="a parent without a voice",
        ),
        pytest.param(
            {"people": (CHILD, PARENT, replace(FATHER, was_approached=False))},
            "Say whether Joe was asked to take part",
            "outside",
            id="a father not asked",
        ),
        pytest.param(
            {"people": (CHILD, replace(PARENT, has_answered=False), FATHER)},
            "Ask Ana whether information may be shared, and note the answer",
            "agreement",
            id="not asked",
        ),
        pytest.param({"people": (PARENT, FATHER)}, "Add the children of the family", "people", id="no children"),
        pytest.param(
            {"family_domains": (("family", "The family", False),)},
            "Write about: The family",
            "domain",
            id="a domain left out",
        ),
        pytest.param({"says_what_is_needed": False}, "Say what is needed", "conclusion", id="what is needed"),
        pytest.param({"has_level": False}, "Choose the level of need", "conclusion", id="the level"),
        pytest.param({"says_what_happens_next": False}, "Say what happens next", "conclusion", id="next steps"),
        pytest.param(
            {"has_family_comments": False},
            "Write down what the family says of this assessment, or why they have not said",
            "conclusion",
            id="the family’s comments",
        ),
    ],
)
def test_what_is_missing_is_named(without, says, page):
    assert [(lack.words, lack.page) for lack in rules.what_is_missing(replace(WHOLE, **without))] == [(says, page)]


def test_a_father_who_took_part_needs_no_asking():
    heard = replace(FATHER, was_approached=False, has_voice=True)
    assert rules.what_is_missing(replace(WHOLE, people=(CHILD, PARENT, heard))) == ()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (rules.Approached.TOOK_PART, False),
        (rules.Approached.ASKED, False),
        (rules.Approached.DECLINED, True),
        (rules.Approached.NOT_FOUND, True),
        (rules.Approached.NOT_SAFE, True),
    ],
)
def test_needs_why(answer, why):
    assert rules.needs_why(answer) is why


def test_the_rule_is_said_in_words():
    assert "15 working days" in rules.due_rule_words(POLICY)


@pytest.mark.parametrize(
    ("reason", "must"),
    [
        pytest.param(rules.StopReason.DECLINED, True, id="a no is in the family's own words"),
        pytest.param(rules.StopReason.CHANGED_MIND, True, id="so is a change of mind"),
        pytest.param(rules.StopReason.NOT_REACHED, False, id="a family not reached said nothing"),
        pytest.param(rules.StopReason.SOCIAL_CARE, False, id="social care's assessment needs no words"),
    ],
)
def test_must_say_what_family_said(reason, must):
    assert rules.must_say_what_family_said(reason) is must


@pytest.mark.parametrize("step", rules.NextStep)
def test_only_asking_again_has_a_day(step):
    assert rules.must_say_when(step) is (step == "ask_again")


def test_every_reason_and_every_next_step_has_its_words():
    assert set(rules.STOP_WORDS) == set(rules.StopReason)
    assert set(rules.NEXT_WORDS) == set(rules.NextStep)
