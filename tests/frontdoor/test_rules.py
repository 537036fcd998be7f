"""The front door's rules, as sentences."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.cases.rules import Level
from alongside.foundation.calendar.queries import england
from alongside.frontdoor import rules
from alongside.frontdoor.rules import (
    AskerKind,
    BirthKnown,
    ContactKind,
    ContactStatus,
    FamilyView,
    FrontDoorPolicy,
    Outcome,
    Part,
    Route,
    Told,
    ToldOf,
)
from alongside.people.rules import RelationKind

POLICY = FrontDoorPolicy()
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("received_on", "is_urgent", "due"),
    [
        pytest.param(date(2026, 3, 2), False, date(2026, 3, 3), id="in on Monday: due on Tuesday"),
        pytest.param(date(2026, 3, 6), False, date(2026, 3, 9), id="in on Friday: due on Monday"),
        pytest.param(date(2026, 3, 7), False, date(2026, 3, 9), id="in on Saturday: day 1 is Monday"),
        pytest.param(date(2026, 4, 2), False, date(2026, 4, 7), id="in before Good Friday: due after Easter Monday"),
        pytest.param(date(2026, 3, 2), True, date(2026, 3, 2), id="danger was reported: the same day"),
        pytest.param(date(2026, 3, 8), True, date(2026, 3, 9), id="danger reported on Sunday: on Monday"),
    ],
)
def test_decision_due_on(received_on, is_urgent, due):
    found = rules.decision_due_on(received_on=received_on, is_urgent=is_urgent, calendar=england(), policy=POLICY)
    assert found == due


@given(received_on=st.dates(date(2024, 1, 1), date(2026, 11, 30)), days=st.integers(0, 20))
def test_a_decision_is_due_on_a_working_day_never_before_it_came_in(received_on, days):
    policy = FrontDoorPolicy(decision_working_days=days)
    due = rules.decision_due_on(received_on=received_on, is_urgent=False, calendar=england(), policy=policy)
    assert england().is_working_day(due)
    assert due >= received_on


@pytest.mark.parametrize(
    ("decided_on", "due"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 3, 3), id="decided on Monday: told on Tuesday"),
        pytest.param(date(2026, 3, 7), date(2026, 3, 9), id="decided on Saturday: told on Monday"),
    ],
)
def test_telling_due_on(decided_on, due):
    assert rules.telling_due_on(decided_on=decided_on, calendar=england(), policy=POLICY) == due


@pytest.mark.parametrize(
    ("today", "decided_on", "is_late"),
    [
        pytest.param(date(2026, 3, 3), None, False, id="on its day it is not late"),
        pytest.param(date(2026, 3, 4), None, True, id="the day after it is"),
        pytest.param(date(2026, 3, 9), date(2026, 3, 3), False, id="decided in time stays in time"),
        pytest.param(date(2026, 3, 9), date(2026, 3, 5), True, id="decided late stays late"),
    ],
)
def test_is_decision_late(today, decided_on, is_late):
    assert rules.is_decision_late(due_on=date(2026, 3, 3), today=today, decided_on=decided_on) is is_late
    assert rules.is_telling_late(due_on=date(2026, 3, 3), today=today, told_on=decided_on) is is_late


def test_a_link_opens_for_seven_days():
    sent = datetime(2026, 3, 2, 10, tzinfo=UTC)
    expires = rules.link_expires_at(sent_at=sent, policy=POLICY)
    assert expires == datetime(2026, 3, 9, 10, tzinfo=UTC)
    assert rules.is_link_open(expires_at=expires, is_replaced=False, at=expires - timedelta(seconds=1))
    assert not rules.is_link_open(expires_at=expires, is_replaced=False, at=expires)
    assert not rules.is_link_open(expires_at=expires, is_replaced=True, at=sent)


def test_links_are_asked_for_five_times_an_hour_at_most():
    assert not rules.is_too_often(tries=5, policy=POLICY)
    assert rules.is_too_often(tries=6, policy=POLICY)


@pytest.mark.parametrize(
    ("route", "kind"),
    [
        pytest.param(Route.PARTNER, ContactKind.REQUEST, id="a school asks for help"),
        pytest.param(Route.POLICE, ContactKind.NOTIFICATION, id="the police notify"),
        pytest.param(Route.HOSPITAL, ContactKind.NOTIFICATION, id="a hospital notifies"),
        pytest.param(Route.STEP_DOWN, ContactKind.STEP_DOWN, id="social care steps a family down"),
    ],
)
def test_kind_of(route, kind):
    assert rules.kind_of(route) is kind


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param({}, "", id="nothing known is no mistake"),
        pytest.param({"born_on": TODAY}, "", id="born today"),
        pytest.param({"born_on": date(2026, 3, 3)}, "in the future", id="born tomorrow"),
        pytest.param({"born_on": date(1900, 1, 1)}, "more than 120 years", id="born too long ago"),
        pytest.param({"age": 121}, "from 0 to 120", id="too old"),
        pytest.param({"age": -1}, "from 0 to 120", id="less than nothing"),
        pytest.param({"age": 0}, "", id="a baby has an age"),
        pytest.param({"due_on": date(2026, 9, 1)}, "", id="a baby due"),
        pytest.param({"due_on": date(2027, 3, 1)}, "too far ahead", id="due next year"),
        pytest.param({"due_on": date(2026, 9, 1), "age": 3}, "not both", id="due and aged"),
        pytest.param({"due_on": date(2026, 9, 1), "born_on": TODAY}, "not both", id="due and born"),
    ],
)
def test_problem_with_birth(facts, words):
    problem = rules.problem_with_birth(**({"born_on": None, "age": None, "due_on": None} | facts), today=TODAY)
    assert words in problem
    assert bool(problem) is bool(words)


@pytest.mark.parametrize(
    ("facts", "known"),
    [
        pytest.param({"born_on": TODAY, "age": 3}, BirthKnown.DAY, id="the day says most"),
        pytest.param({"age": 0}, BirthKnown.AGE, id="then the age"),
        pytest.param({"due_on": TODAY}, BirthKnown.DUE, id="then the due date"),
        pytest.param({}, BirthKnown.NOTHING, id="or nothing is known"),
    ],
)
def test_birth_known(facts, known):
    assert rules.birth_known(**({"born_on": None, "age": None, "due_on": None} | facts)) is known


@pytest.mark.parametrize(
    ("names", "folded"),
    [
        pytest.param(("Zoë-Ann", "O’Brien"), "ann brien o zoe", id="accents, hyphens and apostrophes"),
        pytest.param(("brien o", "ann zoe"), "ann brien o zoe", id="in any order"),
        pytest.param(("", ""), "", id="no name"),
    ],
)
def test_fold_name(names, folded):
    assert rules.fold_name(*names) == folded


@pytest.mark.parametrize(
    ("members", "name"),
    [
        pytest.param(
            [("child", "Khan"), ("child", "Khan"), ("parent", "Ali")], "Khan family", id="the children’s name"
        ),
        pytest.param([("child", "Khan"), ("child", "Ali")], "Khan and Ali family", id="two names"),
        pytest.param([("child", ""), ("parent", "Ali")], "Ali family", id="else the adults’"),
        pytest.param([("child", "")], "Family not named yet", id="nobody named"),
    ],
)
def test_family_name_for(members, name):
    assert rules.family_name_for(members) == name


@pytest.mark.parametrize(
    ("relation", "part"),
    [
        (RelationKind.PARENT, Part.PARENT),
        (RelationKind.STEP_PARENT, Part.PARENT),
        (RelationKind.GRANDPARENT, Part.CARER),
        (RelationKind.CARER, Part.CARER),
        (RelationKind.AUNT_OR_UNCLE, Part.OTHER),
        (RelationKind.SIBLING, Part.OTHER),
        (RelationKind.OTHER, Part.OTHER),
    ],
)
def test_part_of(relation, part):
    assert rules.part_of(relation) is part


def test_someone_aged_seven_was_born_about_seven_and_a_half_years_ago():
    assert rules.estimated_birth(age=7, on=TODAY) == date(2018, 9, 2)
    assert rules.estimated_birth(age=0, on=TODAY) == date(2025, 9, 2)


def told(*people, view=FamilyView.AGREES, why=""):
    asker = rules.Asker(kind=AskerKind.FAMILY, name="Ines")
    return Told(asker=asker, people=people, worries="Late", family_view=view, family_view_why=why)


MIRA = ToldOf(part=Part.CHILD, given_names="Mira", family_name="Ashdown", born_on=date(2019, 3, 27))


@pytest.mark.parametrize(
    ("what", "words"),
    [
        pytest.param(told(MIRA), "", id="one child is enough"),
        pytest.param(told(), "at least one child", id="nobody"),
        pytest.param(told(ToldOf(part=Part.PARENT, given_names="Ines")), "at least one child", id="only a parent"),
        pytest.param(told(MIRA, MIRA), "Mira Ashdown is here twice", id="the same child twice"),
        pytest.param(
            told(MIRA, ToldOf(part=Part.CHILD, given_names="Ashdown", family_name="mira")),
            "is here twice",
            id="the same names the other way round, without a birth",
        ),
        pytest.param(
            told(MIRA, ToldOf(part=Part.CHILD, given_names="Mira", family_name="Ashdown", born_on=date(2020, 1, 1))),
            "",
            id="cousins of one name and different births",
        ),
        pytest.param(
            told(MIRA, ToldOf(part=Part.PARENT, given_names="Mira", family_name="Ashdown")),
            "",
            id="a mother of the same name",
        ),
        pytest.param(
            told(ToldOf(part=Part.CHILD, due_on=TODAY), ToldOf(part=Part.CHILD, due_on=TODAY)), "", id="unborn twins"
        ),
        pytest.param(
            told(ToldOf(part=Part.CHILD, given_names="Jo", age=3), ToldOf(part=Part.CHILD, given_names="Jo", age=5)),
            "",
            id="the same name at different ages",
        ),
        pytest.param(told(MIRA, view=FamilyView.DOES_NOT_KNOW, why=" "), "Write down why", id="not agreed, no reason"),
        pytest.param(told(MIRA, view=FamilyView.DOES_NOT_AGREE, why="Afraid"), "", id="not agreed, with the reason"),
    ],
)
def test_problem_with_told(what, words):
    problem = rules.problem_with_told(what)
    assert words in problem
    assert bool(problem) is bool(words)


EVERYTHING = {"has_descriptors": True, "has_agency": True, "has_panel": True, "has_team": True}


@pytest.mark.parametrize(
    ("outcome", "level", "lacking", "words"),
    [
        pytest.param(Outcome.INFORMATION, 1, {}, "", id="information at level 1"),
        pytest.param(Outcome.INFORMATION, 1, {"has_descriptors": False}, "", id="level 1 needs no descriptor"),
        pytest.param(Outcome.NO_ACTION, 3, {}, "goes with level 1 or 2", id="nothing is not an answer to level 3"),
        pytest.param(Outcome.ASSESSMENT, 3, {}, "", id="assessment at level 3"),
        pytest.param(Outcome.ASSESSMENT, 4, {}, "goes with level 2 or 3", id="level 4 is not assessed here"),
        pytest.param(Outcome.STEP_UP, 3, {}, "goes with level 4", id="social care is level 4"),
        pytest.param(Outcome.ASSESSMENT, 2, {"has_descriptors": False}, "Choose the descriptors", id="no descriptors"),
        pytest.param(Outcome.ONE_AGENCY, 2, {"has_agency": False}, "Choose the agency", id="which agency?"),
        pytest.param(Outcome.PANEL, 2, {"has_panel": False}, "which panel", id="which panel?"),
        pytest.param(Outcome.STEP_UP, 4, {"has_team": False}, "social care team", id="which team?"),
        pytest.param(Outcome.STEP_UP, 4, {"has_agency": False, "has_panel": False}, "", id="only what it needs"),
    ],
)
def test_problem_with_decision(outcome, level, lacking, words):
    problem = rules.problem_with_decision(outcome, Level(level), **(EVERYTHING | lacking))
    assert words in problem
    assert bool(problem) is bool(words)


def test_every_outcome_has_levels_words_hints_and_usual_words():
    for outcome in Outcome:
        assert rules.levels_for(outcome)
        assert rules.OUTCOME_WORDS[outcome]
        assert rules.OUTCOME_HINTS[outcome]
        assert rules.USUAL_WORDS[outcome]


def test_words_for():
    assert rules.words_for(Outcome.PANEL, own_words="  ") == rules.USUAL_WORDS[Outcome.PANEL]
    assert rules.words_for(Outcome.PANEL, own_words=" Thank you. ") == "Thank you."


@pytest.mark.parametrize(
    ("outcome", "has_match", "needs"),
    [
        pytest.param(Outcome.ASSESSMENT, False, True, id="a case needs its family"),
        pytest.param(Outcome.NO_ACTION, False, False, id="nothing more is kept of strangers"),
        pytest.param(Outcome.NO_ACTION, True, True, id="it joins the history of someone known"),
    ],
)
def test_needs_a_family(outcome, has_match, needs):
    assert rules.needs_a_family(outcome, has_match=has_match) is needs


@pytest.mark.parametrize(
    ("status", "may_decide", "may_withdraw"),
    [
        (ContactStatus.RECEIVED, True, True),
        (ContactStatus.CONSIDERED, True, True),
        (ContactStatus.DECIDED, False, False),
        (ContactStatus.WITHDRAWN, False, False),
    ],
)
def test_what_a_status_allows(status, may_decide, may_withdraw):
    assert rules.may_be_decided(status) is may_decide
    assert rules.may_be_withdrawn(status) is may_withdraw


def test_the_table_of_moves_names_every_status():
    assert set(rules.MOVES) == set(ContactStatus)
    assert rules.may_move(ContactStatus.WITHDRAWN, ContactStatus.CONSIDERED)
    assert not rules.may_move(ContactStatus.DECIDED, ContactStatus.CONSIDERED)
