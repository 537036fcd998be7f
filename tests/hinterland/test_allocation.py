"""Money by need: the published cases, small cases that can be checked by hand, and what must always hold."""

from dataclasses import replace
from fractions import Fraction
from fractions import Fraction as F

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hinterland.allocation import (
    Factor,
    FormulaQuestion,
    FormulaRefused,
    Hub,
    Limit,
    Limits,
    TransitionYear,
    allocate,
    lines_of,
    moves_of_a_point,
    round_to_whole,
    transition_of,
)
from hinterland.command_allocate import allocate_file, bench_funding
from tests.shared_data import shared_path

UNDER_5 = Factor("under_5", "Children under 5", F(60))
POOR = Factor("poor", "Children in poverty", F(30))
SPARSE = Factor("sparse", "Sparsity", F(10))


def hub(key: str, *amounts: int, baseline: int = 0, fixed: int = 0) -> Hub:
    return Hub(key, key.title(), tuple(F(one) for one in amounts), baseline, fixed)


def two_hubs(rule: Limit = Limit.NONE, loss="1", gain: str | None = None, budget: int = 100_000) -> FormulaQuestion:
    return FormulaQuestion(
        budget, (UNDER_5,), (hub("north", 300, baseline=50_000), hub("south", 100, baseline=50_000)),
        Limits(rule, F(loss), None if gain is None else F(gain)),
    )  # fmt: skip


def pence(question: FormulaQuestion) -> list[int]:
    return [one.pence for one in allocate(question).figures]


@pytest.mark.parametrize(("question", "expected"), [
    pytest.param(two_hubs(), [75_000, 25_000], id="by need alone"),
    pytest.param(two_hubs(Limit.BOUNDED_SHARE, "0.1"), [55_000, 45_000], id="nobody loses more than a tenth"),
    pytest.param(two_hubs(Limit.BOUNDED_SHARE, "0.5", "0.2"), [60_000, 40_000], id="nobody gains more than a fifth"),
    pytest.param(two_hubs(Limit.FLOOR_DAMPED, "0.1"), [55_000, 45_000], id="gains pay for the floor"),
    pytest.param(two_hubs(Limit.MINIMUM_GUARANTEE, "0", "0"), [50_000, 50_000], id="all gains taken back"),
    pytest.param(two_hubs(Limit.MINIMUM_GUARANTEE, "-0.02", "0.1", 110_000), [59_000, 51_000],
                 id="a gain of 2 % is guaranteed to all"),
])  # fmt: skip
def test_two_hubs(question, expected):
    assert pence(question) == expected


def test_the_fixed_part_comes_first_and_the_rest_follows_points():
    question = FormulaQuestion(
        100_000, (UNDER_5, POOR, SPARSE),
        (hub("north", 1, 0, 1, fixed=10_000), hub("south", 1, 2, 0, fixed=10_000)),
    )  # fmt: skip
    assert pence(question) == [10_000 + 24_000 + 8_000, 10_000 + 24_000 + 24_000]


def test_the_last_penny_goes_to_the_largest_remainder_and_ties_to_the_earlier():
    assert round_to_whole([F(1, 3), F(1, 3), F(1, 3)], 1) == [1, 0, 0]
    assert round_to_whole([F(5, 2), F(5, 2)], 5) == [3, 2]
    assert round_to_whole([F(12, 10), F(18, 10)], 3) == [1, 2]


@pytest.mark.parametrize(("question", "said", "least_loss", "least_gain"), [
    pytest.param(two_hubs(Limit.BOUNDED_SHARE, "0.05", budget=90_000), "floors alone", F(1, 10), None,
                 id="a smaller budget can not keep every floor"),
    pytest.param(two_hubs(Limit.BOUNDED_SHARE, "0.05", "0.1", budget=120_000), "ceilings together", None, F(1, 5),
                 id="a larger budget has nowhere to go"),
    pytest.param(two_hubs(Limit.FLOOR_DAMPED, "0", budget=80_000), "floors alone", F(1, 5), None,
                 id="floors with damping"),
    pytest.param(two_hubs(Limit.MINIMUM_GUARANTEE, "0", "0.1", budget=90_000), "guarantees cost more", F(3, 10),
                 None, id="guarantees that gains can not pay"),
])  # fmt: skip
def test_the_impossible_is_an_answer_that_says_what_would_have_to_give(question, said, least_loss, least_gain):
    answer = allocate(question)
    assert (answer.status, answer.figures) == ("impossible", ())
    assert said in answer.conflict
    assert (answer.least_loss_possible, answer.least_gain_possible) == (least_loss, least_gain)


@pytest.mark.parametrize(("change", "said"), [
    pytest.param({"hubs": ()}, "no hub", id="no hubs"),
    pytest.param({"budget": -1}, "nothing or more", id="less than no money"),
    pytest.param({"hubs": (hub("a", 1), hub("a", 1))}, "named twice", id="a hub twice"),
    pytest.param({"hubs": (hub("a", 1, 2),)}, "a figure for each factor", id="figures without a factor"),
    pytest.param({"hubs": (hub("a", 0),)}, "nowhere to go", id="need that nobody has"),
    pytest.param({"hubs": (hub("a", 1, fixed=200_000),)}, "come to more than the budget", id="too much fixed"),
    pytest.param({"factors": (replace(UNDER_5, points=F(0)),)}, "nowhere to go", id="no points at all"),
    pytest.param({"limits": Limits(Limit.MINIMUM_GUARANTEE, F(-1, 10), F(1, 20))}, "below the largest loss",
                 id="a ceiling under the floor"),
])  # fmt: skip
def test_nonsense_is_refused_in_words(change, said):
    with pytest.raises(FormulaRefused, match=said):
        replace(two_hubs(), **change)


def test_every_line_of_a_figure_is_said_and_they_add_up():
    question = two_hubs(Limit.FLOOR_DAMPED, "0.1", budget=99_999)
    answer = allocate(question)
    for one in answer.figures:
        assert sum(line.pence for line in lines_of(question, answer, one.hub)) == one.pence
    words = {line.name: line.words for line in lines_of(question, answer, "south")}
    assert words["Children under 5"] == "100 of 400 (25.00%); 100.0% of the money by need"
    assert words["Limits on change"] == "Raised to its floor: a loss of at most 10.0%"


def test_three_years_on_the_way():
    years = tuple(TransitionYear(f"year {n}", 100_000, F(n, 2)) for n in (0, 1, 2))
    steps = transition_of(two_hubs(), years)
    assert [step.pence for step in steps] == [(50_000, 50_000), (62_500, 37_500), (75_000, 25_000)]


def test_the_way_is_as_slow_as_the_floor_and_stops_where_it_can_not_go_on():
    years = (TransitionYear("2027", 100_000, F(1)), TransitionYear("2028", 100_000, F(1)),
             TransitionYear("2029", 50_000, F(1)), TransitionYear("2030", 50_000, F(1)))  # fmt: skip
    steps = transition_of(two_hubs(Limit.BOUNDED_SHARE, "0.1"), years)
    assert [step.pence for step in steps] == [(55_000, 45_000), (59_500, 40_500), ()]
    assert steps[-1].answer.least_loss_possible == F(1, 2)


def test_a_point_more_for_a_factor_moves_money_to_those_who_have_more_of_it():
    question = FormulaQuestion(100_000, (UNDER_5, SPARSE), (hub("town", 3, 1), hub("country", 1, 3)))
    under_5, sparse = moves_of_a_point(question)
    assert under_5.pence == (500, -500)
    assert sparse.pence == (-500, 500)


def test_the_command_writes_an_answer_that_says_how(tmp_path):
    problem, out = tmp_path / "problem.json", tmp_path / "answer.json"
    problem.write_text(
        '{"budget": "1000.00", "factors": [{"key": "u5", "points": 1}], "hubs": ['
        '{"key": "n", "amounts": [3], "baseline": "500"}, {"key": "s", "amounts": [1], "baseline": "500"}],'
        '"limits": {"rule": "bounded share", "largest_loss_pct": 10},'
        '"years": [{"name": "2027/28", "budget": "900", "pace": "1/2"}]}'
    )
    assert allocate_file(problem, out) == 0
    assert '"pence": {\n  "n": 55000,\n  "s": 45000\n }' in out.read_text()
    problem.write_text('{"budget": "1.005", "factors": [], "hubs": []}')
    assert allocate_file(problem, out) == 2
    assert "not a sum in pounds and pence" in out.read_text()


@pytest.mark.shared
def test_every_published_case_is_exact():
    results = bench_funding(shared_path("bench", "siting", "funding_cases.json"))
    assert len(results) == 24 * 4
    assert [one for one in results if not one.agrees] == []


amounts = st.integers(0, 500)
hubs = st.lists(
    st.tuples(st.integers(1, 500), amounts, st.integers(0, 90_000), st.integers(0, 3_000)), min_size=2, max_size=6
)
limits = st.builds(
    Limits, st.sampled_from(list(Limit)), st.integers(0, 40).map(lambda n: F(n, 100)),
    st.none() | st.integers(0, 60).map(lambda n: F(n, 100)),
)  # fmt: skip


def asked(rows, budget: int, rule: Limits) -> FormulaQuestion:
    made = tuple(hub(f"h{n}", a, b, baseline=base, fixed=fixed) for n, (a, b, base, fixed) in enumerate(rows))
    factors = (UNDER_5, POOR) if any(b for _, b, _, _ in rows) else (UNDER_5, replace(POOR, points=F(0)))
    return FormulaQuestion(budget, factors, made, rule)


@given(hubs, st.integers(18_000, 400_000), limits)
@settings(max_examples=50, deadline=None)
def test_sums_are_exact_and_floors_and_ceilings_hold(rows, budget, rule):
    question = asked(rows, budget, rule)
    answer = allocate(question)
    if not answer.is_possible:
        assert answer.conflict
        return
    assert sum(one.pence for one in answer.figures) == budget
    for one, given_hub in zip(answer.figures, question.hubs, strict=True):
        assert abs(one.pence - one.exact) < 1
        if rule.rule != Limit.NONE:
            assert one.pence >= given_hub.baseline * (1 - rule.largest_loss)
        if rule.rule == Limit.BOUNDED_SHARE and one.ceiling is not None:
            assert one.pence <= max(one.floor, given_hub.baseline * (1 + rule.largest_gain))
        assert sum(line.pence for line in lines_of(question, answer, one.hub)) == one.pence


@given(hubs, st.integers(18_000, 400_000), limits, st.integers(0, 5), st.integers(1, 300))
@settings(max_examples=50, deadline=None)
def test_no_share_falls_when_its_need_rises(rows, budget, rule, who, more):
    assume(who < len(rows))
    assume(any(b for _, b, _, _ in rows))
    before = allocate(asked(rows, budget, rule))
    a, b, base, fixed = rows[who]
    after = allocate(asked([*rows[:who], (a + more, b, base, fixed), *rows[who + 1 :]], budget, rule))
    assume(before.is_possible and after.is_possible)
    assert after.figures[who].exact >= before.figures[who].exact
    assert after.figures[who].pence >= before.figures[who].pence - 1


@given(hubs, st.integers(30, 95))
@settings(max_examples=30, deadline=None)
def test_the_least_loss_named_makes_it_possible(rows, per_cent):
    had = [(a, b, base + 30_000, fixed) for a, b, base, fixed in rows]
    budget = sum(base for _, _, base, _ in had) * per_cent // 100
    question = asked(had, budget, Limits(Limit.BOUNDED_SHARE, F(0)))
    answer = allocate(question)
    assume(not answer.is_possible and answer.least_loss_possible is not None)
    eased = answer.least_loss_possible + Fraction(len(rows), sum(one.baseline for one in question.hubs))
    assert "floors" not in allocate(replace(question, limits=Limits(Limit.BOUNDED_SHARE, eased))).conflict
