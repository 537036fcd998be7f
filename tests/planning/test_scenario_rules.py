"""What a scenario asks and compares, by its rules: weights, wishes, certificates, groups and distances."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.planning.presenters.scenarios import change_words
from alongside.planning.rules.appraisals import present_model_improved
from alongside.planning.rules.journeys import (
    Journey,
    band_of_change,
    compare,
    compare_by,
    kilometres,
    mean_kilometres,
    weighed_share,
)
from alongside.planning.rules.scenarios import (
    Seek,
    Weigh,
    Wishes,
    certificate_words,
    contradictions,
    shares_of_need,
    weight_of,
)
from alongside.planning.rules.years import AppraisalPolicy
from tests.planning.given import KINDS, TWO


@pytest.mark.parametrize(
    ("tenth", "weight"),
    [(1, 20.0), (10, 10.0), (None, 10.0)],
    ids=["most deprived", "least deprived", "not known"],
)
def test_weight_of(tenth, weight):
    assert weight_of(10, tenth, weigh=Weigh.UNDER_5_BY_TENTH) == pytest.approx(weight)
    assert weight_of(10, tenth, weigh=Weigh.UNDER_5) == 10


@pytest.mark.parametrize(
    ("gap", "is_proven", "words"),
    [
        pytest.param(0.0, True, "No plan with these rules is better. This is proven.", id="proven best"),
        pytest.param(0.003, False, "can be more than 0.3 % better", id="three in a thousand"),
        pytest.param(0.00308, False, "can be more than 0.4 % better", id="never less than is proven"),
        pytest.param(0.0004, False, "can be more than 0.04 % better", id="small"),
        pytest.param(None, False, "is not known", id="no bound"),
    ],
)
def test_certificate_words(gap, is_proven, words):
    assert words in certificate_words(gap=gap, is_proven=is_proven)


@given(st.floats(1e-6, 2))
def test_a_certificate_never_promises_more_than_is_proven(gap):
    said = certificate_words(gap=gap, is_proven=False).split("more than ")[1].split(" %")[0]
    assert float(said) >= gap * 100 - 1e-9


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        pytest.param(Wishes(kinds=KINDS), "Set a number of sites or a budget", id="no limit at all"),
        pytest.param(replace(TWO, open=("a",), closed=("a",)), "both stay open and be closed", id="open and closed"),
        pytest.param(replace(TWO, share_percent=90), "within how many minutes", id="half a share"),
        pytest.param(replace(TWO, seek=Seek.COVERAGE), "within reach", id="reach without minutes"),
        pytest.param(
            Wishes(kinds=KINDS, seek=Seek.COVERAGE, cover_minutes=20),
            "set a number of sites or a budget",
            id="all of it",
        ),
        pytest.param(Wishes(kinds=KINDS, seek=Seek.LEAST_COST), "no rule at all", id="least cost of nothing"),
        pytest.param(replace(TWO, budget=1, only_costed=False), "whose cost is known", id="money without costs"),
        pytest.param(replace(TWO, families_per_100=5, seek=Seek.CENTRE), "holds", id="rooms with another aim"),
    ],
)
def test_contradictions(wishes, why):
    assert why in " ".join(contradictions(wishes))
    assert contradictions(TWO) == []


def test_wishes_come_back_as_they_were_kept():
    assert Wishes.from_data(replace(TWO, open=("a", "b"), budget=100).as_data()) == replace(
        TWO, open=("a", "b"), budget=100
    )


def _journey(before, after, *, children=10, tenth=1, code="A"):
    return Journey(code, code, children, tenth, False, "L", "s", before, "t", after)


def test_a_group_is_judged_by_its_mean_child_and_by_who_gains_and_loses():
    found = compare("All", [_journey(10, 20), _journey(30, 12, children=30), _journey(10, 10.9)], within=15)
    assert (found.before, found.after) == (pytest.approx(22), pytest.approx((200 + 360 + 109) / 50))
    assert (found.gain, found.lose) == (30, 10)
    assert (found.within_before, found.within_after) == (pytest.approx(0.4), pytest.approx(0.8))


def test_groups_stand_in_order_and_together_hold_every_child():
    found = compare_by([_journey(1, 1, tenth=3), _journey(1, 1, tenth=1)], lambda one: one.tenth, within=15)
    assert [(one.group, one.children) for one in found] == [("1", 10), ("3", 10)]


@pytest.mark.parametrize(
    ("minutes", "band"),
    [(5.1, 5), (5, 4), (1, 3), (-1, 3), (-1.1, 2), (-5, 2), (-5.1, 1)],
)
def test_band_of_change(minutes, band):
    assert band_of_change(minutes) == band


def test_the_least_change_reads_as_a_planner_would_say_it():
    assert change_words({"wish": "budget", "asked": 1000.0, "possible": 1250.5}).startswith("A budget of £1,250")
    assert "30.6 minutes in place of 20" in change_words({"wish": "max_travel", "asked": 20, "possible": 30.58})
    assert "89.9 %" in change_words({"wish": "min_shares[0]", "asked": 0.95, "possible": 0.8999})


def test_weighed_share():
    assert weighed_share([2, 1, 1], [10, 20, 30], within=20) == pytest.approx(0.75)
    assert weighed_share([], [], within=20) is None


@pytest.mark.parametrize(
    ("ranks", "shares"),
    [
        pytest.param({"a": 1, "b": 2, "c": 3}, {"a": 1.0, "b": 0.5, "c": 0.0}, id="even steps"),
        pytest.param({"a": 1, "b": 1}, {"a": 0.0, "b": 0.0}, id="all alike"),
        pytest.param({}, {}, id="no area"),
    ],
)
def test_shares_of_need(ranks, shares):
    assert shares_of_need(ranks) == shares


@pytest.mark.parametrize(("need", "weight"), [(1.0, 20.0), (0.5, 15.0), (0.0, 10.0), (None, 10.0)])
def test_a_child_of_the_area_with_the_most_need_counts_twice(need, weight):
    assert weight_of(10, 1, weigh=Weigh.UNDER_5_BY_NEED, need=need) == weight


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 50)))
def test_no_area_with_more_need_counts_less(ranks):
    shares = shares_of_need(ranks)
    assert all(0 <= one <= 1 for one in shares.values())
    ordered = sorted(ranks, key=ranks.get)
    assert [shares[one] for one in ordered] == sorted(shares.values(), reverse=True)


def test_an_index_is_named_exactly_where_children_are_weighed_by_one():
    said = "Say by which index of need"
    assert said in " ".join(contradictions(replace(TWO, weigh=Weigh.UNDER_5_BY_NEED)))
    assert said in " ".join(contradictions(replace(TWO, index="need", index_version=1)))


def test_the_present_model_improved_is_weighed_as_the_option_beside_it():
    wishes = Wishes(KINDS, Weigh.UNDER_5_BY_NEED, index="need", index_version=3, index_name="Need", exactly=2)
    beside = present_model_improved(wishes, sites=9, cost=100, policy=AppraisalPolicy())
    assert (beside.weigh, beside.index, beside.index_version, beside.index_name) == (wishes.weigh, "need", 3, "Need")
    assert contradictions(beside) == []


@pytest.mark.parametrize(
    ("there", "km"),
    [
        pytest.param((603_000, 504_000), 5.0, id="by Pythagoras"),
        pytest.param((600_000, 500_000), 0.0, id="the same place"),
        pytest.param((600_001, 500_000), 0.001, id="a metre"),
    ],
)
def test_kilometres(there, km):
    assert kilometres((600_000, 500_000), there) == km == kilometres(there, (600_000, 500_000))


@pytest.mark.parametrize(
    ("children", "kms", "means"),
    [
        pytest.param((10, 30), ((1.0, 2.0), (5.0, 2.0)), (4.0, 2.0), id="the mean child, not the mean area"),
        pytest.param((10, 30), ((1.0, 2.0), (None, None)), None, id="an answer that did not keep them"),
        pytest.param((0, 0), ((1.0, 2.0), (5.0, 2.0)), None, id="no child"),
    ],
)
def test_mean_kilometres(children, kms, means):
    both = zip(children, kms, strict=True)
    journeys = [replace(_journey(1, 1, children=n), before_km=before, after_km=after) for n, (before, after) in both]
    assert mean_kilometres(journeys) == means
