"""Areas that may be parted between sites: against the plain programme, and parts that are small but must be there."""

import numpy as np
import pytest

from hinterland.problem import Areas, Capacity, Problem, Rules, Sites, Travel
from hinterland.siting import capacitated, solve

from ..benchmarks.siting_agreement import plainly
from .small_problems import parted_problem


@pytest.mark.parametrize("small", [0, 400])
@pytest.mark.parametrize("first", [0, 20])
def test_parted_areas_have_one_answer_here_and_by_the_plain_programme(monkeypatch, first, small):
    monkeypatch.setattr(capacitated, "SMALL", small)
    for seed in range(first, first + 20):
        problem = parted_problem(seed)
        answer, plain = solve(problem, seconds=20), plainly(problem)
        if plain is None:
            assert answer.status == "infeasible", seed
            continue
        assert answer.status == "optimal", seed
        assert answer.objective == pytest.approx(plain, rel=1e-6), seed
        assert answer.bound == pytest.approx(plain, rel=1e-6), seed


def test_a_small_part_goes_where_the_whole_would_be_far_too_dear():
    """Two sites hold one unit less than there is: that unit alone goes far away, and a half changes sites for it."""
    problem = Problem(
        areas=Areas(ids=("near", "also near"), need=np.array([10.0, 10.0])),
        sites=Sites(ids=("one", "two", "far"), capacity=np.array([9.5, 9.5, 50.0])),
        travel=Travel(matrix=np.array([[1.0, 2.0, 300.0], [2.0, 1.0, 310.0]])),
        rules=Rules(open_exactly=3, capacity=Capacity.SPLIT),
    )
    answer = solve(problem)
    assert answer.status == "optimal"
    assert answer.objective == pytest.approx(9.0 + 1.0 * 300 + 9.5 + 0.5 * 2)
