"""The index of need: what it says of small counties made by hand, and what must always hold."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinterland.need import (
    Indicator,
    NeedNotComparable,
    NeedQuestion,
    Shape,
    Shrinkage,
    Standard,
    VintagesMixed,
    index_of,
    rank_intervals,
    statement_of,
    weight_effects,
)
from hinterland.need.shrinkage import shrunk

AREAS = ("Elm", "Oak", "Ash", "Yew")
POVERTY = Indicator("poverty", "Children in poverty", "2021", (30, 5, 12, 8), (100, 100, 100, 100), "2021")
UNDER_5 = Indicator("under_5", "Under 5", "2021", (9, 4, 6, 5), None)


def question(*indicators: Indicator, **more) -> NeedQuestion:
    return NeedQuestion(AREAS, indicators or (POVERTY, UNDER_5), **more)


def test_the_area_with_the_highest_rates_has_rank_1():
    index = index_of(question())
    assert index.ranks == (1, 4, 2, 3)
    assert index.rank_of("Elm") == 1


@pytest.mark.parametrize(("turned", "first"), [
    pytest.param(True, "Elm", id="more children in poverty is more need"),
    pytest.param(False, "Oak", id="more minutes of bus service is less need"),
])  # fmt: skip
def test_what_more_means(turned, first):
    index = index_of(question(replace(POVERTY, more_is_more_need=turned)))
    assert index.rank_of(first) == 1


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("standard", list(Standard))
def test_one_indicator_keeps_its_order_under_every_shape_and_standard(shape, standard):
    index = index_of(question(replace(POVERTY, shape=shape, standard=standard)))
    if shape == Shape.WINSOR:
        assert index.rank_of("Elm") == 1
    else:
        assert index.ranks == (1, 4, 2, 3)


def test_an_indicator_that_is_the_same_everywhere_moves_nobody():
    flat = Indicator("flat", "The same", "2021", (7, 7, 7, 7))
    assert index_of(question(POVERTY, flat)).ranks == index_of(question(POVERTY)).ranks


def test_equal_areas_share_the_better_rank():
    twins = Indicator("twins", "Twins", "2021", (3, 3, 1, 0))
    assert index_of(question(twins)).ranks == (1, 1, 3, 4)


@pytest.mark.parametrize("mixed", [
    pytest.param(replace(UNDER_5, vintage="2011"), id="two indicators"),
    pytest.param(replace(UNDER_5, denominators=(1, 1, 1, 1), denominator_vintage="2011"), id="a denominator"),
])  # fmt: skip
def test_vintages_are_never_mixed(mixed):
    with pytest.raises(VintagesMixed, match="on areas of 2011"):
        question(POVERTY, mixed)


@pytest.mark.parametrize(("wrong", "said"), [
    pytest.param(replace(UNDER_5, values=(1, 2)), "one figure for each area", id="too few figures"),
    pytest.param(replace(UNDER_5, weight=-1), "must be nothing or more", id="a weight below nothing"),
    pytest.param(replace(UNDER_5, shrinkage=Shrinkage.POISSON_GAMMA), "no denominators", id="no denominators"),
    pytest.param(replace(UNDER_5, values=(None,) * 4), "not known for any area", id="nothing known"),
    pytest.param(
        replace(POVERTY, key="x", values=(101, 1, 1, 1), shrinkage=Shrinkage.BETA_BINOMIAL),
        "more than there are people", id="more than everyone",
    ),
])  # fmt: skip
def test_what_can_not_make_an_index_is_refused_in_words(wrong, said):
    with pytest.raises(NeedNotComparable, match=said):
        question(POVERTY, wrong)


def test_a_suppressed_count_takes_the_mean_of_its_locality_and_says_so():
    asked = question(
        replace(POVERTY, values=(30, None, 12, 8)), groups=("north", "north", "south", "south"),
    )  # fmt: skip
    index = index_of(asked)
    assert index.rates[1][0] == pytest.approx(0.30)
    assert "Not in our data" in statement_of(asked, index, "Oak").lines[0].words


def test_the_statement_adds_up_to_the_last_digit():
    asked = question()
    statement = statement_of(asked, index_of(asked), "Ash")
    assert sum((line.part for line in statement.lines), Decimal(0)) == statement.score
    assert [line.name for line in statement.lines] == ["Children in poverty", "Under 5"]


SMALL = np.array([2.0, 100.0, 190.0, 260.0])
PEOPLE = np.array([10.0, 1000.0, 1000.0, 1000.0])


@pytest.mark.parametrize("how", [Shrinkage.POISSON_GAMMA, Shrinkage.BETA_BINOMIAL])
def test_the_smallest_area_is_drawn_furthest_to_the_mean(how):
    found = shrunk(SMALL, PEOPLE, np.array([""] * 4), how)
    assert found.kept[0] < found.kept[1]
    raw = SMALL / PEOPLE
    assert ((found.rates - raw) * (found.means - raw) >= 0).all()
    assert (np.abs(found.rates - found.means) <= np.abs(raw - found.means) + 1e-12).all()


def test_when_chance_explains_everything_all_areas_take_the_mean():
    found = shrunk(np.array([3.0, 4.0, 2.0]), np.array([40.0] * 3), np.array([""] * 3), Shrinkage.POISSON_GAMMA)
    assert found.rates == pytest.approx([0.075] * 3)


def test_shrunk_rates_are_nearer_the_truth_than_raw_ones():
    rng = np.random.default_rng(11)
    people = rng.integers(20, 400, 300).astype(float)
    truth = rng.gamma(4, 0.05 / 4, 300)
    counts = rng.poisson(truth * people).astype(float)
    found = shrunk(counts, people, np.array([""] * 300), Shrinkage.POISSON_GAMMA)
    raw_error = ((counts / people - truth) ** 2).mean()
    assert ((found.rates - truth) ** 2).mean() < 0.8 * raw_error


def test_intervals_hold_the_rank_and_are_the_same_for_the_same_seed():
    asked = question(replace(POVERTY, shrinkage=Shrinkage.POISSON_GAMMA), UNDER_5)
    first = rank_intervals(asked, draws=200, seed=3, weight_looseness=0.2)
    assert first == rank_intervals(asked, draws=200, seed=3, weight_looseness=0.2)
    assert all(one.low <= one.rank <= one.high for one in first)


def test_intervals_are_wider_where_numbers_are_small():
    few = question(POVERTY)
    many = question(replace(POVERTY, values=(3000, 500, 1200, 800), denominators=(10_000,) * 4))
    width = [sum(one.high - one.low for one in rank_intervals(asked, seed=1)) for asked in (few, many)]
    assert width[0] > width[1]


def test_without_counts_or_doubt_about_weights_a_rank_is_certain():
    assert all(one.low == one.high for one in rank_intervals(question(UNDER_5), seed=1))


def test_what_a_weight_does():
    lonely = Indicator("lonely", "Lonely", "2021", (0, 9, 1, 2), weight=0.2)
    poverty, _ = weight_effects(question(POVERTY, lonely))
    assert poverty.share == pytest.approx(1 / 1.2)
    assert poverty.agreement_without < 0
    assert poverty.leave_top_tenth == ("Elm",)
    assert poverty.moved_most in ("Elm", "Oak")


values = st.lists(st.integers(0, 40), min_size=4, max_size=4)


@given(first=values, second=values, weights=st.tuples(st.integers(1, 99), st.integers(1, 99)))
@settings(max_examples=60, deadline=None)
def test_parts_always_add_up_and_ranks_follow_scores(first, second, weights):
    asked = question(
        Indicator("a", "A", "2021", tuple(first), weight=weights[0]),
        Indicator("b", "B", "2021", tuple(second), (50,) * 4, weight=weights[1], shrinkage=Shrinkage.BETA_BINOMIAL),
    )
    index = index_of(asked)
    for row, area in enumerate(AREAS):
        assert sum(index.parts[row]) == pytest.approx(index.scores[row])
        statement = statement_of(asked, index, area)
        assert sum((line.part for line in statement.lines), Decimal(0)) == statement.score
    best = [1 + sum(other > score for other in index.scores) for score in index.scores]
    assert list(index.ranks) == best


@given(values, st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_more_of_an_indicator_never_makes_an_area_less_needy(counts, who):
    before = index_of(question(Indicator("a", "A", "2021", tuple(counts)))).ranks[who]
    counts[who] += 5
    assert index_of(question(Indicator("a", "A", "2021", tuple(counts)))).ranks[who] <= before


def test_the_digest_names_the_question():
    assert index_of(question()).digest == index_of(question()).digest
    assert index_of(question()).digest != index_of(question(POVERTY)).digest
