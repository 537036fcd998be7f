"""England's size: 33,755 invented areas, each a candidate, 3,000 sites; prints the certified gap, seconds and memory.

python -m tests.benchmarks.siting_england [AREAS] [SITES] [SECONDS]
"""

import resource
import sys
from time import monotonic

import numpy as np

from hinterland import Areas, Problem, Rules, Sites, Travel, solve


def england(areas: int) -> Problem:
    """Towns of every size with areas scattered about them, and a thin countryside; need is uneven."""
    dice = np.random.default_rng(2021)
    towns = dice.random((600, 2)) * (400_000, 560_000)
    size = dice.pareto(1.1, 600) + 0.2
    home = dice.choice(600, int(areas * 0.85), p=size / size.sum())
    spread = 900.0 * np.sqrt(size[home])[:, None]
    inside = towns[home] + dice.normal(size=(len(home), 2)) * spread
    outside = dice.random((areas - len(home), 2)) * (400_000, 560_000)
    points = np.round(np.concatenate([inside, outside]))
    need = np.round(20 + dice.gamma(3.0, 25.0, areas))
    names = tuple(f"E{place:05d}" for place in range(areas))
    return Problem(areas=Areas(ids=names, need=need), sites=Sites(ids=names), travel=Travel(points=points))


def main(areas: int = 33_755, sites: int = 3_000, seconds: int = 590) -> None:
    from dataclasses import replace

    problem = replace(england(areas), rules=Rules(open_exactly=sites))
    began = monotonic()
    answer = solve(problem, seconds=float(seconds), gap=0.001)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{areas} areas, {areas} candidates, {sites} sites: value {answer.objective:.0f}, bound {answer.bound:.0f}")
    print(f"certified gap {100 * answer.gap:.3f} %, {monotonic() - began:.1f} s, {memory:.2f} GB at most")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
