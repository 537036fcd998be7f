"""Catchments in one piece: a case by hand, and the engine against every assignment there is."""

import numpy as np
import pytest

from hinterland.answer import Status
from hinterland.problem import Areas, Capacity, MinShare, Objective, Problem, ProblemError, Rules, Sites, Travel
from hinterland.siting import solve
from hinterland.siting.contiguous import parting, pieces

from .small_problems import enumerated, plan_value, small_problem_in_pieces

LINE = [(0, 1), (1, 2), (2, 3), (3, 4)]


def five_in_a_row(**more) -> Problem:
    """Five areas in a row. The middle one lies near the far site only, so that the other's catchment is cut in two."""
    near, far = [1.0, 1.0, 9.0, 1.0, 5.0], [9.0, 9.0, 2.0, 9.0, 4.0]
    given = {
        "areas": Areas(ids=tuple("abcde"), need=[1, 1, 1, 3, 1], neighbours=LINE, groups={"rural": ["0"] * 5}),
        "sites": Sites(ids=("near", "far"), capacity=[6, 6]),
        "travel": Travel(matrix=np.array([near, far]).T),
        "rules": Rules(open_exactly=2, contiguous=True),
    }
    return Problem(**given | more)


def test_the_cheaper_way_to_one_piece_is_taken():
    loose = solve(five_in_a_row(rules=Rules(open_exactly=2)))
    assert loose.assignment == dict(zip("abcde", ("near", "near", "far", "near", "far"), strict=True))
    answer = solve(five_in_a_row())
    assert answer.status is Status.OPTIMAL
    assert answer.assignment == dict(zip("abcde", ("near", "near", "near", "near", "far"), strict=True))
    assert (loose.objective, answer.objective, answer.bound) == (11, 18, 18)
    assert set(answer.open_sites) == {"near", "far"}


def test_a_plan_that_is_in_one_piece_already_is_left_as_it_is():
    answer = solve(five_in_a_row(rules=Rules(open_exactly=1, contiguous=True)))
    assert "in one piece by itself" in answer.method
    assert answer.status is Status.OPTIMAL


def test_rooms_are_kept_too():
    rules = Rules(open_exactly=2, contiguous=True, capacity=Capacity.SINGLE)
    small = five_in_a_row(rules=rules, sites=Sites(ids=("near", "far"), capacity=[5, 7]))
    answer = solve(small)
    assert answer.objective == pytest.approx(enumerated(small).value)
    assert answer.objective > 18
    taken = [need for area, need in zip("abcde", small.areas.need, strict=True) if answer.assignment[area] == "near"]
    assert sum(taken) <= 5


def test_wishes_that_leave_no_piece_whole_are_named():
    answer = solve(five_in_a_row(rules=Rules(open_exactly=2, max_travel=5, contiguous=True, open_at_most=2)))
    assert answer.status is Status.INFEASIBLE
    assert answer.conflict == ("contiguous", "max_travel")


def test_time_that_is_up_says_what_is_known():
    answer = solve(five_in_a_row(), seconds=0)
    assert answer.status in (Status.UNKNOWN, Status.FEASIBLE, Status.OPTIMAL)
    assert answer.bound is None or answer.bound <= 18


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"areas": Areas(ids=tuple("abcde"), need=[1] * 5)}, "need the neighbours", id="no neighbours"),
        pytest.param({"objective": Objective.CENTRE}, "p-median and facility", id="another aim"),
        pytest.param({"rules": Rules(contiguous=True, capacity=Capacity.SPLIT)}, "split", id="areas in parts"),
        pytest.param(
            {"rules": Rules(contiguous=True, capacity=Capacity.SINGLE, min_shares=(MinShare(within=1, share=1),))},
            "shares within reach",
            id="rooms and shares",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(change, said):
    with pytest.raises(ProblemError, match=said):
        five_in_a_row(**change)


def test_neighbours_are_areas():
    with pytest.raises(ProblemError, match="numbered from 0"):
        Areas(ids=("a",), need=[1], neighbours=[(0, 1)])


def test_questions_without_neighbours_keep_the_number_they_had():
    plain = five_in_a_row(areas=Areas(ids=tuple("abcde"), need=[1] * 5), rules=Rules(open_exactly=2))
    assert plain.digest == "12d6ebc81b83ff0d35ed79d01c64502223aaac44304153894c6aa2a6b4db0644"
    assert five_in_a_row().digest != five_in_a_row(rules=Rules(open_exactly=2)).digest


def test_pieces_and_what_parts_them():
    touching = tuple(map(frozenset, ({1}, {0, 2}, {1, 3}, {2, 4, 5}, {3}, {3})))
    assert pieces(touching, [0, 1, 3, 4]) == [{0, 1}, {3, 4}]
    assert parting(touching, {4}, 0) == {3}
    assert parting(touching, {2}, 0) == {1}, "the third neighbour lies on the other side"


def test_engine_and_every_assignment_agree():
    possible = cut = 0
    for seed in range(14):
        problem = small_problem_in_pieces(seed)
        best, answer = enumerated(problem), solve(problem, seconds=20)
        if best is None:
            assert answer.status is Status.INFEASIBLE
            continue
        assert answer.status is Status.OPTIMAL, seed
        assert answer.objective == pytest.approx(best.value, rel=1e-7, abs=1e-9), seed
        chosen = tuple(problem.sites.ids.index(site) for site in answer.open_sites)
        assert plan_value(problem, chosen) == pytest.approx(best.value, rel=1e-7, abs=1e-9), seed
        possible, cut = possible + 1, cut + ("rounds of cuts" in answer.method)
    assert possible > 5
    assert cut > 2
