"""Better plans by lot: from what the programme opens in part, and around one area after another."""

from itertools import combinations
from time import monotonic, sleep

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinterland.siting import seeking
from hinterland.siting.core import core_of
from hinterland.siting.incumbent import Incumbent
from hinterland.siting.master import Relaxed
from hinterland.siting.model import counted
from hinterland.siting.rows import cost_rows
from hinterland.siting.seeking import InQuestion, Seeker, shaken

AREAS, COUNT = 16, 4
NOTHING = np.zeros(AREAS, bool)
SOON = 20.0  # seconds, in which whatever is looked for is found


def costs(seed: int) -> np.ndarray:
    points = np.random.default_rng(seed).integers(0, 60, (AREAS, 2))
    return np.floor(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)))


def best_of_all(cost: np.ndarray) -> float:
    return min(float(cost[:, list(few)].min(axis=1).sum()) for few in combinations(range(AREAS), COUNT))


def no_piece(cost, count, most, until):
    raise AssertionError("nothing falls apart here")


@pytest.fixture
def unbettered(monkeypatch):
    """Plans are taken as they are drawn: neither exchanged nor joined."""
    monkeypatch.setattr(seeking, "interchange", lambda model, rows, chosen, until: chosen)
    monkeypatch.setattr(Seeker, "between", lambda self, opening, left: None)


def seeker_of(cost: np.ndarray, *, cores: int = 1) -> tuple[Seeker, InQuestion]:
    model = counted(cost, NOTHING, COUNT, grain=1.0)
    best = Incumbent(model)
    best.offer(np.arange(COUNT))
    core = core_of(cost_rows(cost), closed=NOTHING, opened=NOTHING)
    seeker = Seeker(model, cost_rows(cost), best, no_piece, until=monotonic() + SOON, cores=cores)
    return seeker, InQuestion(core, NOTHING, NOTHING, cost.mean(axis=1))


def opened(values: np.ndarray) -> Relaxed:
    return Relaxed(True, 0.0, values, np.zeros(AREAS), np.zeros(AREAS))


@pytest.mark.parametrize("cores", [1, 2])
def test_plans_are_drawn_from_what_the_programme_opens_in_part(unbettered, monkeypatch, cores):
    monkeypatch.setattr(seeking, "FRUITLESS", 400)
    cost = costs(3)
    seeker, left = seeker_of(cost, cores=cores)
    seeker.draw(opened(np.full(AREAS, COUNT / AREAS)), left)
    assert seeker.best.value < seeker.model.value(np.arange(COUNT))
    assert len(seeker.best.chosen) == COUNT
    only = np.zeros(AREAS)
    only[[5, 6, 7, 8, 9]] = 0.8
    seeker, left = seeker_of(cost)
    seeker.best.chosen, seeker.best.value = np.array([], np.int64), np.inf
    seeker.draw(opened(only), left)
    assert set(seeker.best.chosen) <= {5, 6, 7, 8, 9}
    assert seeker.best.value == min(
        float(cost[:, list(few)].min(axis=1).sum()) for few in combinations(range(5, 10), COUNT)
    )


def test_nothing_is_drawn_where_all_is_open_or_closed(unbettered):
    seeker, left = seeker_of(costs(3))
    whole = np.zeros(AREAS)
    whole[[9, 10, 11, 12]] = 1.0
    seeker.draw(opened(whole), left)
    assert seeker.best.chosen.tolist() == [0, 1, 2, 3]


def test_drawing_ends_after_some_plans_that_are_no_better(unbettered, monkeypatch):
    drawn = []
    monkeypatch.setattr(Seeker, "_better", lambda self, chosen, left: drawn.append(len(chosen)))
    seeker, left = seeker_of(costs(3))
    seeker.draw(opened(np.full(AREAS, COUNT / AREAS)), left)
    assert drawn == [COUNT] * seeking.FRUITLESS


def test_each_time_that_drawing_gave_nothing_it_is_given_up_sooner_until_it_gives_something(unbettered, monkeypatch):
    drawn, better = [], []
    seeker, left = seeker_of(costs(3))

    def draws(self: Seeker, chosen: np.ndarray, left: InQuestion) -> None:
        drawn.append(chosen)
        self.best.value -= bool(better)
        better.clear()

    monkeypatch.setattr(Seeker, "_better", draws)

    def plans_drawn() -> int:
        drawn.clear()
        seeker.draw(opened(np.full(AREAS, COUNT / AREAS)), left)
        return len(drawn)

    monkeypatch.setattr(seeking, "FRUITLESS", 4)
    assert [plans_drawn(), plans_drawn()] == [4, 2]
    better.append("one")
    assert plans_drawn() == 1 + 1
    assert plans_drawn() == 4
    assert [plans_drawn() for _ in range(4)][-1] == 0


@pytest.mark.parametrize("seed", range(4))
def test_while_the_first_core_works_the_second_shakes_the_best_plan(unbettered, monkeypatch, seed):
    monkeypatch.setattr(seeking, "LONG", 0)
    cost = costs(seed)
    seeker, left = seeker_of(cost, cores=2)
    with seeker.aside():
        seeker.seek(opened(np.full(AREAS, COUNT / AREAS)), left)
        while seeker.best.value > best_of_all(cost) and monotonic() < seeker.until:
            sleep(0.001)
    assert seeker.best.value == best_of_all(cost)


def test_a_fault_of_the_first_core_ends_the_second():
    seeker, _ = seeker_of(costs(3), cores=2)
    with pytest.raises(ValueError, match="at fault"), seeker.aside():
        raise ValueError("at fault")


@settings(max_examples=60)
@given(st.integers(0, 500), st.sets(st.integers(0, AREAS - 1), max_size=COUNT), st.floats(5, 60))
def test_a_shaken_plan_has_as_many_sites_keeps_forced_ones_and_takes_only_what_is_left(seed, forced, limit):
    cost = costs(seed % 7)
    model = counted(cost, np.isin(np.arange(AREAS), list(forced)), COUNT, grain=1.0)
    core = core_of(cost_rows(cost), closed=NOTHING, opened=NOTHING, limit=np.full(AREAS, limit))
    rest = [site for site in range(AREAS) if site not in forced]
    chosen = np.array(sorted([*forced, *rest][:COUNT]))
    after = shaken(model, core, chosen, np.random.default_rng(seed))
    assert len(set(after.tolist())) == COUNT
    assert forced <= set(after.tolist())
    taken = set(after.tolist()) - set(chosen.tolist())
    assert any(taken <= set(core.site[area, : core.length[area]].tolist()) for area in range(AREAS))
