"""Roads taken by large problems only, walked by small ones: they must lead to the same place."""

import numpy as np
import pytest

from hinterland import Areas, Problem, Rules, Sites, Travel, solve
from hinterland.problem import Objective
from hinterland.siting import few, few_table, solving, table_prices, uncapacitated, wide
from hinterland.siting.rows import cost_rows


def scattered(seed: int, count: int = 120, **rules: object) -> Problem:
    dice = np.random.default_rng(seed)
    names = tuple(f"P{place}" for place in range(count))
    return Problem(
        areas=Areas(ids=names, need=dice.integers(1, 20, count)),
        sites=Sites(ids=names),
        travel=Travel(points=dice.integers(0, 1000, (count, 2)), measure="floor-euclid"),
        rules=Rules(**({"open_exactly": 8} | rules)),
    )


@pytest.mark.parametrize("seed", range(4))
def test_prices_first_prove_the_same_plan(monkeypatch, seed):
    problem = scattered(seed)
    usual = solve(problem)
    monkeypatch.setattr(uncapacitated, "LARGE", 0)
    large = solve(problem)
    assert usual.status == large.status == "optimal"
    assert usual.objective == large.objective == large.bound == usual.bound


@pytest.mark.parametrize("rules", [{}, {"force_open": ("P3",), "force_closed": ("P5", "P6")}, {"open_exactly": 30}])
def test_a_country_is_bounded_truly_and_valued_truly(monkeypatch, rules):
    problem = scattered(7, **rules)
    best = solve(problem)
    monkeypatch.setattr(wide, "WIDE", 0)
    assert solving.is_wide(problem)
    wide_answer = solve(problem)
    assert wide_answer.bound <= best.objective <= wide_answer.objective
    assert wide_answer.gap < 0.03
    places = {name: place for place, name in enumerate(problem.areas.ids)}
    chosen = [places[name] for name in wide_answer.open_sites]
    gaps = problem.travel.points[:, None, :] - problem.travel.points[None, chosen, :]
    nearest = np.floor(np.sqrt((gaps**2).sum(axis=2))).min(axis=1)
    assert wide_answer.objective == pytest.approx(float(problem.areas.need @ nearest))
    assert set(rules.get("force_open", ())) <= set(wide_answer.open_sites)
    assert not set(rules.get("force_closed", ())) & set(wide_answer.open_sites)


@pytest.mark.parametrize("rules", [{"open_exactly": 30}, {"force_open": ("P3",), "force_closed": ("P5",)}])
@pytest.mark.parametrize("gap", [0.0, 0.01])
def test_when_prices_rise_no_more_the_rest_of_a_country_is_searched(monkeypatch, rules, gap):
    problem = scattered(8, **rules)
    best = solve(problem)
    monkeypatch.setattr(wide, "WIDE", 0)
    monkeypatch.setattr(wide, "HARDLY", np.inf)
    monkeypatch.setattr(wide, "IDLE", 1)
    answer = solve(problem, seconds=20.0, gap=gap)
    assert answer.bound <= best.objective <= answer.objective
    assert answer.status == "optimal"
    assert answer.gap <= gap


def test_stopped_at_once_the_bound_still_holds():
    for objective in (Objective.MEDIAN, Objective.CENTRE):
        problem = scattered(3, count=150)
        problem = Problem(
            areas=problem.areas, sites=problem.sites, travel=problem.travel, rules=problem.rules, objective=objective
        )
        whole, hurried = solve(problem), solve(problem, seconds=0.0)
        assert hurried.objective is None or hurried.objective >= whole.objective
        assert hurried.bound is None or hurried.bound <= whole.objective


def test_short_rows_end_in_their_tail():
    table = np.array([[3.0, 1.0, 2.0, 9.0], [4.0, 4.0, 0.0, 1.0]])
    rows = cost_rows(table, 2)
    assert rows.site.tolist() == [[1, 2], [2, 3]]
    assert rows.cost.tolist() == [[1.0, 2.0], [0.0, 1.0]]
    assert rows.tail.tolist() == [3.0, 4.0]


@pytest.mark.parametrize("rules", [{"open_exactly": 3}, {"force_open": ("P3",), "open_exactly": 4}])
@pytest.mark.parametrize("left", [0, 10**9])
def test_few_sites_among_many_are_proven_by_prices_and_then_by_a_table(monkeypatch, rules, left):
    problem = scattered(11, count=150, **rules)
    best = solve(problem)
    monkeypatch.setattr(wide, "WIDE", 0)
    monkeypatch.setattr(few, "SHARE", 30)
    monkeypatch.setattr(few, "SAMPLE", 60)
    monkeypatch.setattr(few, "LEFT", left)
    monkeypatch.setattr(few_table, "TABLE", 0)
    answer = solve(problem, seconds=3.0)
    assert answer.bound <= best.objective <= answer.objective
    assert answer.gap < 0.03
    assert set(rules.get("force_open", ())) <= set(answer.open_sites)
    if left:
        assert answer.objective == answer.bound == best.objective


def tabled(monkeypatch, **limits: float) -> None:
    """Small problems take the road of few sites and a table in single precision."""
    monkeypatch.setattr(wide, "WIDE", 0)
    monkeypatch.setattr(wide, "country_of", None)
    monkeypatch.setattr(wide, "has_a_table", lambda problem, seconds: True)
    monkeypatch.setattr(few, "SHARE", 20)
    monkeypatch.setattr(few_table, "SAMPLE", 40)
    for name, value in limits.items():
        monkeypatch.setattr(few_table, name, value)


@pytest.mark.parametrize("limits", [{}, {"EXACT": 0, "WANTED": 2_000}, {"EXACT": 0, "LEFT": 0, "TURNS": 12}])
@pytest.mark.parametrize("rules", [{"open_exactly": 3}, {"force_open": ("P3",), "force_closed": ("P5", "P6")}])
@pytest.mark.parametrize("seed", [11, 12])
def test_few_sites_are_proven_by_a_table_in_single_precision(monkeypatch, seed, rules, limits):
    problem = scattered(seed, count=150, **({"open_exactly": 5} | rules))
    best = solve(problem)
    tabled(monkeypatch, **limits)
    answer = solve(problem, seconds=10.0)
    assert answer.bound <= best.objective <= answer.objective
    assert "LEFT" in limits or answer.bound == answer.objective
    assert set(rules.get("force_open", ())) <= set(answer.open_sites)
    assert not set(rules.get("force_closed", ())) & set(answer.open_sites)


@pytest.mark.parametrize("seconds", [1e-9, 0.05, 10.0])
def test_a_table_of_broken_costs_and_candidates_elsewhere_is_bounded_truly(monkeypatch, seconds):
    dice = np.random.default_rng(5)
    need = np.where(dice.random(140) < 0.2, 0.0, dice.random(140) * 1e3)
    problem = Problem(
        areas=Areas(ids=tuple(f"A{place}" for place in range(140)), need=need),
        sites=Sites(ids=tuple(f"S{place}" for place in range(100))),
        travel=Travel(points=dice.random((140, 2)) * 1e4, site_points=dice.random((100, 2)) * 1e4),
        rules=Rules(open_exactly=4),
    )
    best = solve(problem)
    tabled(monkeypatch)
    answer = solve(problem, seconds=seconds)
    assert answer.bound <= best.objective * (1 + 1e-9)
    assert answer.objective >= best.objective * (1 - 1e-9)
    assert seconds < 1 or answer.gap < 1e-6


def test_neighbours_stand_together_and_every_point_once():
    points = np.random.default_rng(2).random((1000, 2))
    order = table_prices.by_neighbourhood(points)
    assert sorted(order) == list(range(1000))
    spread = [np.ptp(points[order[at : at + table_prices.BLOCK]], axis=0).max() for at in range(0, 1000, 64)]
    assert max(spread) < 0.6


def test_prices_by_table_are_found_again_in_double_precision():
    dice = np.random.default_rng(4)
    cost = dice.integers(0, 500, (90, 60)).astype(float)
    model = few.counted(cost.astype(np.float32), np.zeros(60, bool), 4, grain=1.0)
    prices = table_prices.TablePrices(model, cost.mean(axis=1) / 2)
    prices.improve(float(np.sort(cost, axis=0)[:45, 0].sum()) * 4, rounds=50, until=np.inf)
    proven = prices.proven(lambda areas, sites: cost[np.ix_(areas, sites)])
    saved = np.sort(np.maximum(proven.price[:, None] - cost, 0.0).sum(axis=0))[::-1]
    assert proven.bound == pytest.approx(proven.price.sum() - saved[:4].sum(), rel=1e-9)
    assert proven.bound == pytest.approx(prices.best.bound, rel=1e-5)


def test_when_too_few_candidates_are_left_the_known_plan_is_the_best():
    known = uncapacitated.Found(np.array([1, 2]), 10.0, 8.0, False)
    closed = np.array([True, True, False])
    found = few.finished(None, 3, np.zeros(3, bool), closed, known, grain=1.0, until=np.inf)
    assert (found.value, found.bound, found.ended) == (10.0, 10.0, True)
