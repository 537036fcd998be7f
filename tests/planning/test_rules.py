"""What is shown of small numbers, how figures are put together, and when a formula makes sense."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from alongside.planning.rules import money, recipes
from alongside.planning.rules.followups import was_left_before
from alongside.planning.rules.indicators import (
    Indicator,
    Kind,
    bands_of,
    bands_of_change,
    change_between,
    grouped,
    is_more_more_need,
    kind_of_measure,
    must_not_be_compared,
    quarter_days,
)
from alongside.planning.rules.money import LimitRule, LocalityNeed
from alongside.planning.rules.suppression import safe_counts
from tests.planning.given import settings

HOME = {"a": "north", "b": "north", "c": "north", "d": "south", "e": "south"}


@pytest.mark.parametrize(("counts", "shown", "totals", "whole"), [
    pytest.param([7, 9, 12, 6, 8], [7, 9, 12, 6, 8], (28, 14), 42, id="nothing is small, so all is shown"),
    pytest.param([0, 9, 12, 0, 8], [0, 9, 12, 0, 8], (21, 8), 29, id="nought is about nobody"),
    pytest.param([3, 9, 12, 6, 8], [None, None, 12, 6, 8], (24, 14), 38, id="a second count guards a small one"),
    pytest.param([3, 4, 12, 6, 8], [None, None, None, 6, 8], (19, 14), 33, id="two small ones need a third"),
    pytest.param([4, 0, 0, 6, 8], [None, 0, 0, None, 8], (None, None), 18,
                 id="a small total is hidden, and another guards it"),
    pytest.param([1, 0, 0, 2, 0], [None, 0, 0, None, 0], (None, None), None, id="a small county says nothing"),
])  # fmt: skip
def test_safe_counts(counts, shown, totals, whole):
    safe = safe_counts(dict(zip(HOME, counts, strict=True)), HOME)
    assert list(safe.by_area.values()) == shown
    assert (safe.by_group["north"], safe.by_group["south"]) == totals
    assert safe.total == whole


def possible(hidden: int, total: int):
    """Every way in which so many hidden counts of at least one come to a total."""
    return [one for one in product(range(1, total + 1), repeat=hidden) if sum(one) == total]


def test_no_hidden_count_can_be_had_by_subtraction():
    """Every small table of two groups: whoever subtracts what is shown from the totals finds at least two answers."""
    groups = dict(enumerate("nnss"))
    for table in product((0, 1, 2, 3, 5, 6), repeat=4):
        counts = dict(enumerate(table))
        safe = safe_counts(counts, groups, smallest=3)
        assert all(shown is None or shown == 0 or shown >= 3 for shown in safe.by_area.values())
        sums = [([k for k in counts if groups[k] == g], safe.by_group[g]) for g in "ns"]
        pooled = [k for k in counts if safe.by_group[groups[k]] is None]
        if safe.total is not None:
            sums.append((pooled, safe.total - sum(one or 0 for one in safe.by_group.values())))
        for inside, total in sums:
            hidden = [k for k in inside if safe.by_area[k] is None]
            if total is None or not hidden:
                continue
            ways = possible(len(hidden), total - sum(safe.by_area[k] or 0 for k in inside))
            assert all(len({way[n] for way in ways}) > 1 for n in range(len(hidden))), (table, safe)


VALUES = {"a": 10.0, "b": 20.0, "c": 30.0, "d": 40.0, "e": None}
PEOPLE = {"a": 100, "b": 100, "c": 200, "d": 100, "e": 100}


@pytest.mark.parametrize(("kind", "values", "expected"), [
    pytest.param(Kind.COUNT, VALUES, {"north": 60, "south": None}, id="counts add up; a hidden one hides the sum"),
    pytest.param(Kind.SCORE, VALUES, {"north": 22.5, "south": None}, id="scores are means over people"),
    pytest.param(Kind.TENTH, {"a": 1, "b": 2, "c": 3, "d": 9, "e": 10}, {"north": 50, "south": 0},
                 id="tenths become the share in the most deprived fifth"),
    pytest.param(Kind.RANK, VALUES, {}, id="ranks are not put together"),
])  # fmt: skip
def test_figures_of_localities(kind, values, expected):
    assert grouped(kind, values, PEOPLE, HOME) == expected


@pytest.mark.parametrize(("kind", "more", "expected"), [
    pytest.param(Kind.SCORE, True, [1, 2, 3, 4, 0], id="more is more need"),
    pytest.param(Kind.RANK, False, [4, 3, 2, 1, 0], id="less is more need"),
])  # fmt: skip
def test_bands(kind, more, expected):
    assert list(bands_of(VALUES, kind=kind, more_is_more_need=more).values()) == expected


@pytest.mark.parametrize(("decimals", "expected"), [
    pytest.param(None, [1, 2, 3, 4], id="as they are"),
    pytest.param(2, [1, 2, 2, 4], id="two read the same"),
    pytest.param(1, [1, 1, 1, 4], id="three read the same"),
    pytest.param(0, [1, 1, 1, 1], id="all read the same"),
])  # fmt: skip
def test_figures_that_read_the_same_share_a_band(decimals, expected):
    values = {"a": 5.59, "b": 5.604, "c": 5.601 + 0.001, "d": 5.9}
    values = dict(sorted(values.items(), key=lambda one: one[1]))
    assert sorted(bands_of(values, kind=Kind.SHARE, more_is_more_need=True, decimals=decimals).values()) == expected


@pytest.mark.parametrize(("kind", "by_area", "is_grouped", "is_more"), [
    pytest.param(Kind.TENTH, False, False, False, id="tenth 1 is the most deprived"),
    pytest.param(Kind.TENTH, False, True, True, id="a locality has a share of people in the most deprived fifth"),
    pytest.param(Kind.SCORE, True, True, True, id="a score stays as it is"),
    pytest.param(Kind.SCORE, False, True, False, id="a score of which less is more need stays so, too"),
])  # fmt: skip
def test_is_more_more_need(kind, by_area, is_grouped, is_more):
    assert is_more_more_need(kind, by_area=by_area, is_grouped=is_grouped) is is_more


def test_tenths_of_england_keep_their_place_in_england():
    assert bands_of({"a": 1, "b": 2, "c": 10}, kind=Kind.TENTH, more_is_more_need=False) == {"a": 5, "b": 5, "c": 1}


@pytest.mark.parametrize(("kind", "then", "now", "difference"), [
    pytest.param(Kind.COUNT, 10, 12, 2, id="counts can be subtracted"),
    pytest.param(Kind.RANK, 10, 12, None, id="ranks can not"),
    pytest.param(Kind.COUNT, None, 12, None, id="nothing is subtracted from what is hidden"),
])  # fmt: skip
def test_change(kind, then, now, difference):
    assert change_between(kind, then, now).difference == difference


def test_vintages_do_not_stand_side_by_side():
    old, new = (Indicator("imd_score", "IMD", Kind.SCORE, "score", "", vintage) for vintage in ("2011", "2021"))
    assert "different places" in must_not_be_compared(old, new)
    assert must_not_be_compared(new, new) == ""
    other = Indicator("crime_score", "Crime", Kind.SCORE, "score", "", "2021")
    assert must_not_be_compared(new, other) == "They count different things"


@pytest.mark.parametrize(("key", "kind"), [
    ("imd_rank", Kind.RANK), ("imd_decile", Kind.TENTH), ("population_0_4", Kind.COUNT),
    ("indices_population", Kind.COUNT), ("crime_score", Kind.SCORE),
])  # fmt: skip
def test_kind_of_measure(key, kind):
    assert kind_of_measure(key) == kind


def test_a_locality_without_figures_or_without_people_has_no_figure():
    assert grouped(Kind.COUNT, {"a": 1.0}, {}, HOME) == {"north": 1.0}
    assert grouped(Kind.SCORE, {"a": 1.0}, {"a": 0}, HOME) == {"north": None}


@pytest.mark.parametrize(("parts", "said"), [
    pytest.param([("imd_score", 0)], "at least one indicator", id="no points"),
    pytest.param([("imd_score", 1), ("imd_score", 2)], "twice", id="the same one twice"),
    pytest.param([("imd_score", 1), ("under_5_share", 2)], "", id="two of them"),
])  # fmt: skip
def test_recipes(parts, said):
    recipe = recipes.Recipe(tuple(recipes.Part(key, points) for key, points in parts))
    assert said in recipes.problem_with(recipe)
    assert bool(said) == bool(recipes.problem_with(recipe))
    assert recipes.Recipe.of_data(recipe.as_data()) == recipe


NORTH = LocalityNeed("north", "North", "", {"under_5": 300.0, "protection": None, "rural": 0.0}, 50_000)


@pytest.mark.parametrize(("change", "said"), [
    pytest.param({}, "", id="it makes sense"),
    pytest.param({"fixed": 100_001}, "more than the budget", id="too much fixed"),
    pytest.param({"points": {"under_5": 0}}, "Give points", id="no points"),
    pytest.param({"points": {"protection": 1}}, "not known for North", id="points for what is not known"),
    pytest.param({"points": {"rural": 1}}, "nowhere to go", id="points for what nobody has"),
])  # fmt: skip
def test_what_is_wrong_with_a_formula(change, said):
    found = money.problem_with(settings(**change), [NORTH])
    assert said in found
    assert bool(said) == bool(found)


def test_a_formula_needs_a_locality():
    assert money.problem_with(settings(), []) == "There is no locality yet"


def test_limits_need_last_years_money():
    new = LocalityNeed("north", "North", "", {"under_5": 300.0})
    assert "last year" in money.problem_with(settings(), [new])
    assert money.problem_with(settings(rule=LimitRule.NONE), [new]) == ""


def test_budgets_fall_year_by_year_and_broken_pennies_are_dropped():
    assert money.budgets_of(settings(years=3, budget=1001, budget_change=Decimal("-10"))) == [1001, 900, 810]
    assert [money.pace_of(n, 3) for n in (1, 2, 3)] == [Fraction(1, 3), Fraction(2, 3), 1]
    assert [money.year_name(2027, n) for n in (0, 72, 73)] == ["2027/28", "2099/00", "2100/01"]


def test_settings_are_kept_and_come_back():
    assert money.Settings.of_data(settings(largest_gain=Decimal("5.5")).as_data()) == settings(
        largest_gain=Decimal("5.5")
    )


@pytest.mark.parametrize(("kept", "left"), [
    pytest.param({"begun_at": None}, False, id="it waits for its turn, however long"),
    pytest.param({"begun_at": "2026-03-02T10:00:00+00:00"}, True, id="begun with, and nothing written since"),
    pytest.param({"begun_at": "2026-03-02T12:00:00+00:00"}, False, id="begun with a while ago"),
    pytest.param({"begun_at": "2026-03-02T08:00:00+00:00", "noted_at": "2026-03-02T12:00:00+00:00"}, False,
                 id="written at a while ago"),
    pytest.param({"begun_at": "2026-03-02T08:00:00+00:00", "of": 0}, False, id="all asked about"),
    pytest.param({}, True, id="asked before beginnings were kept"),
])  # fmt: skip
def test_was_left_before(kept, left):
    kept = {"asked_at": "2026-03-02T08:00:00+00:00", "of": None, "sites": []} | kept
    assert not was_left_before({}, datetime(2026, 3, 2, 11, tzinfo=UTC)), "nobody has asked"
    assert was_left_before(kept, datetime(2026, 3, 2, 11, tzinfo=UTC)) is left


@pytest.mark.parametrize(
    ("changes", "bands", "middle"),
    [
        pytest.param([1, 2, 9, -1, -9, 0, None], [4, 4, 5, 2, 1, 3, 0], 2, id="by the middle of what moved"),
        pytest.param([0, 0, None], [3, 3, 0], 0, id="nothing moved"),
        pytest.param([4, 4], [4, 4], 4, id="all moved alike"),
    ],
)
def test_bands_of_change(changes, bands, middle):
    found, said = bands_of_change(dict(enumerate(changes)))
    assert (list(found.values()), said) == (bands, middle)


@pytest.mark.parametrize(
    ("today", "latest"),
    [
        pytest.param(date(2026, 5, 17), date(2026, 4, 1), id="within a quarter: its first day"),
        pytest.param(date(2026, 4, 1), date(2026, 1, 1), id="on a first day: the one before"),
    ],
)
def test_quarter_days(today, latest):
    days = quarter_days(today)
    assert (days[0], len(days)) == (latest, 8)
    assert days[-1].year == latest.year - 2 + (latest.month == 10)
