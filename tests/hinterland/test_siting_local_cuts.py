"""Cuts of a neighbourhood: they hold for every choice of sites, and lead to the same plan."""

import numpy as np
import pytest

from hinterland import Areas, Problem, Rules, Sites, Travel, solve
from hinterland.siting import search, uncapacitated
from hinterland.siting.core import core_of
from hinterland.siting.master import Master
from hinterland.siting.model import counted
from hinterland.siting.rows import cost_rows


def scattered(areas: int, count: int) -> Problem:
    dice = np.random.default_rng(7)
    names = tuple(f"P{place}" for place in range(areas))
    return Problem(
        areas=Areas(ids=names, need=np.ones(areas)),
        sites=Sites(ids=names),
        travel=Travel(points=dice.integers(0, 1000, (areas, 2)), measure="floor-euclid"),
        rules=Rules(open_exactly=count),
    )


@pytest.fixture
def cuts(monkeypatch):
    """What is added while a problem is solved: what was in question then, and the cut."""
    added, add = [], Master.add_local

    def adding(self, cut):
        added.append((self.core, cut))
        add(self, cut)

    monkeypatch.setattr(Master, "add_local", adding)
    monkeypatch.setattr(uncapacitated, "SMALL", 0)
    monkeypatch.setattr(search, "FEW_IN_PART", -1)
    return added


@pytest.mark.parametrize(("areas", "count"), [(150, 20), (200, 30)])
def test_with_cuts_of_neighbourhoods_the_plan_is_the_same(monkeypatch, cuts, areas, count):
    problem = scattered(areas, count)
    cut = solve(problem)
    assert cuts
    monkeypatch.setattr(search, "STAGES", ())
    uncut = solve(problem)
    assert cut.status == uncut.status == "optimal"
    assert cut.objective == cut.bound == uncut.objective


@pytest.mark.parametrize(("areas", "count"), [(150, 20), (200, 30)])
def test_a_cut_holds_for_every_choice_of_sites(cuts, areas, count):
    solve(scattered(areas, count))
    dice = np.random.default_rng(1)
    for core, cut in cuts:
        assert cut.least > cut.paid
        for _ in range(200):
            chosen = np.append(dice.random(areas) < dice.random(), True)
            chosen[cut.sites] = dice.random(len(cut.sites)) < dice.random()
            spent = np.where(chosen[core.site], core.cost, np.inf).min(axis=1)
            paid = cut.weight @ spent[cut.areas] + cut.charge @ chosen[cut.sites]
            assert paid >= cut.least - 1e-6


def test_when_a_question_has_no_time_the_search_goes_on_without_its_cut(monkeypatch, cuts):
    monkeypatch.setattr(search, "STAGES", ((40, -1.0),))
    assert solve(scattered(150, 20)).objective == 10496


def test_before_there_is_a_cut_an_area_is_worth_its_cheapest_site():
    cost, nothing = np.array([[1.0, 5], [6, 2.0]]), np.zeros(2, bool)
    core = core_of(cost_rows(cost), closed=nothing, opened=nothing)
    master = Master(counted(cost, nothing, 1, grain=1.0), core, ceiling=np.inf)
    assert np.isinf(master.worth()[0]).all()  # nothing is known yet
    master.solve(np.zeros(2), np.ones(2), 1.0)
    worth, dearer = master.worth()
    assert worth == pytest.approx([1.0, 2.0])
    assert dearer == pytest.approx([1.0, 1.0])


def test_where_no_area_has_a_cost_nothing_is_begun_again():
    none = np.zeros(3, int)
    settled = search.Search.__new__(search.Search)
    settled.core = type("Core", (), {"length": none})()
    assert not settled._is_much_less(settled.core)


@pytest.mark.parametrize(("areas", "count"), [(150, 20), (200, 30)])
@pytest.mark.parametrize("has_time", [True, False])
def test_a_tree_that_may_be_short_is_tried_once_before_cuts_which_follow_when_it_is_not(
    monkeypatch, cuts, areas, count, has_time
):
    problem = scattered(areas, count)
    uncut = solve(problem)
    cuts.clear()
    monkeypatch.setattr(search, "FEW_IN_PART", 10_000)
    tried, branch = [], search.Search._branch

    def branched(self, found, until):
        if self.model.areas < areas:  # a neighbourhood's own question
            return branch(self, found, until)
        tried.append(until < self.until)
        return branch(self, found, self.until if has_time or len(tried) > 1 else 0.0)

    monkeypatch.setattr(search.Search, "_branch", branched)
    answer = solve(problem, seconds=600)
    assert tried[0]
    assert bool(cuts) is not has_time
    assert sum(tried) == 1
    assert answer.status == uncut.status == "optimal"
    assert answer.objective == answer.bound == uncut.objective
