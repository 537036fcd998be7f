"""The tree of the search: one core or two, the same plan; what is tried out on the way leaves no trace."""

from itertools import combinations
from time import monotonic

import numpy as np
import pytest

from hinterland import Areas, Problem, Rules, Sites, Travel, solve
from hinterland.siting import search
from hinterland.siting.core import core_of, narrowed
from hinterland.siting.incumbent import Incumbent
from hinterland.siting.master import LocalCut, Master, Relaxed
from hinterland.siting.model import counted
from hinterland.siting.rows import cost_rows
from hinterland.siting.seeking import InQuestion, Seeker, better_around
from hinterland.siting.tree import CLOSED, OPENED, Gains, Node, Tree

AREAS, COUNT = 14, 4


def costs(seed: int, areas: int = AREAS) -> np.ndarray:
    points = np.random.default_rng(seed).integers(0, 60, (areas, 2))
    return np.floor(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)))


def best_of_all(cost: np.ndarray, count: int) -> float:
    return min(float(cost[:, list(few)].min(axis=1).sum()) for few in combinations(range(cost.shape[1]), count))


def programme(cost: np.ndarray, count: int) -> Master:
    nothing = np.zeros(cost.shape[1], bool)
    core = core_of(cost_rows(cost), closed=nothing, opened=nothing)
    master = Master(counted(cost, nothing, count, grain=1.0), core, ceiling=np.inf)
    master.add_cuts(np.arange(len(cost)), core.cost[:, 2])
    return master


def whole_tree(master: Master, *, cores: int = 1, until: float | None = None, look=None) -> tuple[Tree, float]:
    best = Incumbent(master.model)
    best.offer(np.arange(COUNT))
    tree = Tree(
        master,
        best,
        until=monotonic() + 30 if until is None else until,
        cores=cores,
        slip=1e-7,
        look=look or (lambda master, found, number: False),
    )
    sites = master.model.sites
    return tree, tree.search(Node(np.zeros(sites), np.ones(sites), -np.inf))


def ends_at_the_best(cost: np.ndarray, *, cores: int) -> Tree:
    tree, bound = whole_tree(programme(cost, COUNT), cores=cores)
    assert tree.ended
    assert tree.best.value == best_of_all(cost, COUNT)
    assert tree.best.proven(bound) == tree.best.value
    return tree


def solved(master: Master) -> Relaxed:
    """The programme's solution once nothing in it is broken."""
    found = master.solve(np.zeros(AREAS), np.ones(AREAS), 5.0)
    while master.cut(found, 1e-7):
        found = master.solve(np.zeros(AREAS), np.ones(AREAS), 5.0)
    return found


@pytest.mark.parametrize("cores", [1, 2])
@pytest.mark.parametrize("seed", range(6))
def test_the_tree_ends_at_the_best_of_all_choices(seed, cores):
    ends_at_the_best(costs(seed), cores=cores)


@pytest.mark.parametrize("cores", [1, 2])
def test_without_time_everything_is_still_to_be_looked_at(cores):
    master = programme(costs(0), COUNT)
    tree, bound = whole_tree(master, cores=cores, until=monotonic() - 1)
    assert not tree.ended
    assert tree.nodes == 0
    assert bound == -np.inf


@pytest.mark.parametrize("cores", [1, 2])
def test_whoever_looks_on_may_stop_it_and_the_bound_holds(cores):
    for seed in range(20):
        cost = costs(seed)
        tree, bound = whole_tree(programme(cost, COUNT), cores=cores, look=lambda master, found, number: True)
        assert bound <= best_of_all(cost, COUNT) <= tree.best.value
        if not tree.ended:
            break
    assert not tree.ended


@pytest.mark.parametrize("cores", [1, 2])
def test_a_fault_on_one_core_ends_the_search_and_is_told(cores):
    def fails(master: Master, found: object, number: int) -> bool:
        raise ArithmeticError("lost")

    def searched() -> None:
        for seed in range(20):
            whole_tree(programme(costs(seed), COUNT), cores=cores, look=fails)

    with pytest.raises(ArithmeticError, match="lost"):
        searched()


def test_trying_a_site_out_leaves_the_programme_as_it_was():
    master = programme(costs(3), COUNT)
    low, high = np.zeros(AREAS), np.ones(AREAS)
    before = master.solve(low, high, 5.0)
    prices = master.prices()
    site = int(np.argmax(before.open))
    tight = high.copy()
    tight[site] = 0.0
    assert before.bound <= master.tried(low, tight, steps=60) <= best_of_all(costs(3), COUNT) * 2
    assert (master.prices() == prices).all()
    after = master.solve(low, high, 5.0)
    assert after.bound == pytest.approx(before.bound)


def test_a_copy_of_the_programme_is_one_of_its_own():
    master = programme(costs(3), COUNT)
    low, high = np.zeros(AREAS), np.ones(AREAS)
    found = master.solve(low, high, 5.0)
    twin = master.copied()
    rows = len(master.row_low)
    assert twin.solve(low, high, 5.0).bound == pytest.approx(found.bound)
    assert twin.cut(found, 1e-7) > 0
    assert len(master.row_low) == rows < len(twin.row_low)


@pytest.mark.parametrize("seed", range(6))
def test_a_narrowed_programme_bounds_every_plan_that_is_still_sought(seed):
    cost = costs(seed)
    master, best = programme(cost, COUNT), best_of_all(cost, COUNT)
    low, high = np.zeros(AREAS), np.ones(AREAS)
    found = solved(master)
    least, rise = master.worth()
    nothing = np.zeros(AREAS, bool)
    limit = (least + (best + 1 - found.bound) * rise) * (1 + 1e-9)
    rows = len(master.row_low)
    master.narrow(narrowed(master.core, closed=nothing, opened=nothing, limit=limit))
    assert len(master.row_low) < rows  # cuts that do not bind are gone
    after = master.solve(low, high, 5.0)
    assert found.bound - 1e-6 <= after.bound <= best + 1e-6


def test_a_cut_of_a_neighbourhood_stays_when_the_programme_is_narrowed():
    cost = costs(4)
    master = programme(cost, COUNT)
    here = np.array([0, 1, 2])
    least = min(float(cost[here][:, list(few)].min(axis=1).sum()) for few in combinations(range(AREAS), COUNT))
    master.add_local(LocalCut(here, np.ones(3), np.array([], np.int64), np.array([]), least, 0.0))
    found = solved(master)
    (cut,) = master.local.values()
    master.narrow(master.core)
    (row,) = master.local
    assert master.local[row] is cut
    assert master.row_low[row] == least / master.scale
    assert master.solve(np.zeros(AREAS), np.ones(AREAS), 5.0).bound == pytest.approx(found.bound)


def test_a_site_is_known_when_it_was_opened_and_closed():
    gains = Gains(3)
    gains.learn(1, CLOSED, 0.5, 4.0)
    assert not gains.known(1)
    gains.learn(1, OPENED, 0.5, 2.0)
    assert gains.known(1)
    sites, opening = np.array([0, 1, 2]), np.array([0.5, 0.5, 0.1])
    likely = gains.expected(sites, opening)
    assert likely[0] == likely[1] == pytest.approx(8.0)  # nothing known of a site: what is usual
    assert likely[2] == pytest.approx(8.0 * 0.1 * 4.0 * 0.9)


def test_two_plans_are_joined_to_the_best_that_lies_between_them():
    towns = [np.arange(start, start + 5) for start in (0, 5, 10)]
    cost = np.full((15, 15), 90.0)
    for seed, town in enumerate(towns):
        cost[np.ix_(town, town)] = costs(seed, 5) + 1
    pairs = [sorted(combinations(town, 2), key=worth_of(cost)) for town in towns]
    good = [each[0] for each in pairs]
    bad = [next(pair for pair in reversed(each) if not set(pair) & set(each[0])) for each in pairs]
    nothing = np.zeros(15, bool)
    model = counted(cost, nothing, 6, grain=1.0)
    core = core_of(cost_rows(cost), closed=nothing, opened=nothing, limit=np.full(15, 80.0))
    best = Incumbent(model)
    best.offer(np.concatenate([good[0], bad[1], good[2]]))
    other = np.zeros(15)
    other[np.concatenate([bad[0], good[1], bad[2]])] = 1.0
    seeker = Seeker(model, cost_rows(cost), best, piece_by_looking, until=monotonic() + 30, cores=1)
    seeker.between(other, InQuestion(core, nothing, nothing, core.cost[:, 1]))
    assert best.value <= cost[:, np.concatenate(good)].min(axis=1).sum()


def worth_of(cost: np.ndarray):
    return lambda few: (float(np.minimum(cost[:, list(few)].min(axis=1), 80).sum()), few)


def piece_by_looking(cost, count, most, until):
    value, chosen = min(
        (float(cost[:, list(few)].min(axis=1).sum()), few) for few in combinations(range(cost.shape[1]), count)
    )
    return np.array(chosen), value, value


def test_around_some_areas_sites_are_chosen_anew_as_many_as_before():
    cost = costs(5)
    nothing = np.zeros(AREAS, bool)
    model = counted(cost, nothing, COUNT, grain=1.0)
    core = core_of(cost_rows(cost), closed=nothing, opened=nothing, limit=np.full(AREAS, 25.0))
    chosen = np.array([0, 1, 2, 3])
    plan = better_around(model, core, chosen, np.arange(AREAS), piece_by_looking, until=monotonic() + 5)
    assert len(plan) == COUNT
    assert model.value(plan) < model.value(chosen)
    assert better_around(model, core, plan, np.arange(AREAS), piece_by_looking, until=monotonic() + 5) is None


def test_two_cores_and_one_prove_the_same_value(monkeypatch):
    monkeypatch.setattr(search, "STAGES", ())
    points = np.random.default_rng(11).integers(0, 500, (180, 2))
    names = tuple(f"P{place}" for place in range(len(points)))
    problem = Problem(
        areas=Areas(ids=names, need=np.ones(len(names))),
        sites=Sites(ids=names),
        travel=Travel(points=points, measure="floor-euclid"),
        rules=Rules(open_exactly=25),
    )
    one, two = solve(problem), solve(problem, cores=2)
    assert one.status == two.status == "optimal"
    assert one.objective == one.bound == two.objective == two.bound
