"""Parting at circles of sites: the same value as every choice there is, and a programme that is left as it was."""

import numpy as np
import pytest

from hinterland import Areas, Problem, Rules, Sites, Travel, solve
from hinterland.siting import circles as parting
from hinterland.siting import search
from hinterland.siting.circles import ALIKE, LEAST, circles
from hinterland.siting.core import core_of
from hinterland.siting.master import Master, Relaxed
from hinterland.siting.model import counted
from hinterland.siting.rows import cost_rows
from tests.hinterland.test_siting_tree import AREAS, COUNT, ends_at_the_best, programme, solved


def costs(seed: int) -> np.ndarray:
    """Journeys by no map, of which the programme opens sites in part."""
    return np.random.default_rng(seed).integers(1, 40, (AREAS, AREAS)).astype(float)


@pytest.fixture
def everywhere(monkeypatch):
    """Circles are parted at however few areas there are to a site."""
    monkeypatch.setattr(parting, "AROUND_ONE", 0)


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("cores", [1, 2])
@pytest.mark.parametrize("seed", range(8))
def test_the_tree_ends_at_the_best_of_all_choices(seed, cores):
    tree = ends_at_the_best(costs(seed), cores=cores)
    assert not any(tree.master.row_low[list(tree.master.circles.values())]), "nothing is asked for any more"


def test_circles_and_sites_alone_prove_the_same_value(monkeypatch):
    monkeypatch.setattr(search, "STAGES", ())
    minutes = np.random.default_rng(3).integers(1, 60, (60, 60)).astype(float)
    names = tuple(f"P{place}" for place in range(len(minutes)))
    problem = Problem(
        areas=Areas(ids=names, need=np.ones(len(names))),
        sites=Sites(ids=names),
        travel=Travel(matrix=minutes),
        rules=Rules(open_exactly=6),
    )
    asked = []
    demand = Master.demand
    monkeypatch.setattr(Master, "demand", lambda master, wanted: (asked.append(len(wanted)), demand(master, wanted))[1])
    answers = []
    for around_one in (0, 1000):
        monkeypatch.setattr(parting, "AROUND_ONE", around_one)
        asked.clear()
        answers.append((solve(problem, cores=2), max(asked, default=0) > 0))
    (by_circles, is_by_circles), (by_sites, is_not) = answers
    assert (is_by_circles, is_not) == (True, False)
    assert by_circles.status == by_sites.status == "optimal"
    assert by_circles.objective == by_circles.bound == by_sites.objective


def known(seed: int) -> tuple[Master, Relaxed]:
    master = programme(costs(seed), COUNT)
    return master, solved(master)


@pytest.mark.parametrize("seed", range(12))
def test_a_circle_holds_several_sites_that_are_not_all_in_another(seed):
    master, found = known(seed)
    high = np.ones(AREAS)
    high[int(np.argmax(found.open))] = 0.0
    some = circles(master.core, found.open, high)
    for place, sites in enumerate(some):
        assert len(sites) > 1
        assert (high[sites] == 1).all()
        assert found.open[sites].sum() > LEAST
        for others in some[:place]:
            shared = found.open[np.intersect1d(sites, others)].sum()
            assert shared <= ALIKE * max(found.open[sites].sum(), found.open[others].sum()) + 1e-9


def test_where_every_site_is_open_or_shut_there_is_no_circle():
    master, _ = known(0)
    opening = np.zeros(AREAS)
    opening[:COUNT] = 1.0
    assert circles(master.core, opening, np.ones(AREAS)) == []


def test_at_most_so_many_circles_are_compared(monkeypatch):
    monkeypatch.setattr(parting, "COMPARED", 1)
    most = max(len(circles(master.core, found.open, np.ones(AREAS))) for master, found in map(known, range(12)))
    assert most == 1


def test_trying_a_circle_out_leaves_the_programme_as_it_was():
    master, before = known(3)
    rows, prices = len(master.row_low), master.prices()
    shut = np.argsort(before.open)[:3]
    bound = master.tried(np.zeros(AREAS), np.ones(AREAS), steps=60, circles=[np.sort(shut)])
    assert bound >= before.bound - 1e-6
    assert len(master.row_low) == rows
    assert (master.prices() == prices).all()
    assert master.solve(np.zeros(AREAS), np.ones(AREAS), 5.0).bound == pytest.approx(before.bound)


def test_a_circle_is_asked_for_until_others_are():
    master, before = known(5)
    far, all_sites = np.sort(np.argsort(before.open)[:2]), np.arange(AREAS)
    master.demand([far, all_sites])
    asked = master.solve(np.zeros(AREAS), np.ones(AREAS), 5.0)
    assert asked.open[far].sum() >= 1 - 1e-6
    assert before.bound < asked.bound
    twin = master.copied()
    twin.demand([])
    assert master.row_low[list(master.circles.values())].tolist() == [1.0, 1.0]
    after = twin.solve(np.zeros(AREAS), np.ones(AREAS), 5.0)
    assert after.bound == pytest.approx(before.bound)
    twin.drop_idle()
    assert all_sites.tobytes() not in twin.circles
    master.drop_idle()
    assert list(master.circles) == [far.tobytes(), all_sites.tobytes()]
    assert master.solve(np.zeros(AREAS), np.ones(AREAS), 5.0).bound == pytest.approx(asked.bound)


def test_areas_with_nowhere_else_to_go_have_circles_too():
    cost = costs(6)
    nothing = np.zeros(AREAS, bool)
    core = core_of(cost_rows(cost), closed=nothing, opened=nothing, limit=np.full(AREAS, 30.0))
    master = Master(counted(cost, nothing, COUNT, grain=1.0), core, ceiling=np.inf)
    opening = np.full(AREAS, COUNT / AREAS)
    assert all((sites < AREAS).all() for sites in circles(master.core, opening, np.ones(AREAS)))
