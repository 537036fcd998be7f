"""How a plan stands when need is not quite what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from .answer import relative_gap
from .problem import Problem, ProblemError
from .siting import solve


@dataclass(frozen=True, kw_only=True)
class Draw:
    """One redrawn need: the best plan for it, and what the given plan comes to."""

    best: float
    given: float
    bound: float  # no plan is better than this for the redrawn need
    open_sites: tuple[str, ...]

    @property
    def regret(self) -> float:
        """How much worse the given plan is than the best for this need, as a share of the best."""
        return relative_gap(self.best, self.given) if self.given != self.best else 0.0


@dataclass(frozen=True, kw_only=True)
class Robustness:
    """What redrawing the need does to a plan: its regret in each draw, and how often each site is chosen."""

    draws: tuple[Draw, ...]
    chosen: dict[str, float]  # each site's share of the draws

    @property
    def worst_regret(self) -> float:
        return max(draw.regret for draw in self.draws)

    @property
    def mean_regret(self) -> float:
        return sum(draw.regret for draw in self.draws) / len(self.draws)


def redrawn_need(counts: Sequence[float], draws: int, *, seed: int = 0, weights: Sequence[float] = ()) -> np.ndarray:
    """Poisson draws around the counts (draws by areas), each area's figure times its weight."""
    dice = np.random.default_rng(seed)
    size = np.asarray(counts, float)
    each = np.ones(len(size)) if len(weights) == 0 else np.asarray(weights, float)
    return dice.poisson(size, (draws, len(size))) * each


def robustness(
    problem: Problem, open_sites: Sequence[str], needs: np.ndarray, *, seconds: float = 60.0, gap: float = 1e-4
) -> Robustness:
    """Set a plan beside the best plan for each redrawn need (draws by areas)."""
    if problem.periods:
        raise ProblemError("A plan of several periods cannot be redrawn")
    if np.ndim(needs) != 2 or needs.shape[1] != len(problem.areas.ids) or not len(needs):
        raise ProblemError("The redrawn need is a table of draws by areas")
    until, draws = monotonic() + seconds, []
    for place, need in enumerate(needs):
        share = max(until - monotonic(), 0.1) / (len(needs) - place)
        trial = replace(problem, areas=replace(problem.areas, need=need, demand=problem.areas.demand))
        best = solve(trial, seconds=share, gap=gap)
        given = solve(_fixed(trial, open_sites), seconds=share, gap=gap)
        if best.objective is None or given.objective is None:
            raise ProblemError("The plan does not keep the rules for every redrawn need")
        draws.append(Draw(best=best.objective, given=given.objective, bound=best.bound, open_sites=best.open_sites))
    chosen = {site: sum(site in draw.open_sites for draw in draws) / len(draws) for site in problem.sites.ids}
    return Robustness(draws=tuple(draws), chosen=chosen)


def _fixed(problem: Problem, open_sites: Sequence[str]) -> Problem:
    """The same problem with nothing left to choose but who goes where."""
    shut = tuple(site for site in problem.sites.ids if site not in set(open_sites))
    return replace(problem, rules=replace(problem.rules, force_open=tuple(open_sites), force_closed=shut))
