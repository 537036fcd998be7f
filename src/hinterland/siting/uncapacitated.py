"""Choose sites when each area simply goes to its cheapest open one."""

from collections.abc import Callable
from time import monotonic

import numpy as np

from .core import core_of
from .cores import Cores
from .greedy import greedy
from .incumbent import Found, Incumbent
from .interchange import interchange, plan_of
from .lagrange import Priced, Pricing, count_limits
from .model import Model, counted
from .pieces import Solver, may_fall_apart
from .rows import CostRows, cost_rows
from .search import Search, at_least

SMALL = 100_000  # pairs: so few are neither taken apart nor cut by neighbourhoods
LARGE = 4_000_000  # pairs of area and site: prices show where to begin sooner than a greedy choice


def choose_sites(
    model: Model,
    *,
    until: float,
    gap: float = 0.0,
    start: np.ndarray | None = None,
    rows: CostRows | None = None,
    prices: Priced | None = None,
    cores: int = 1,
    most: float = np.inf,
) -> Found:
    """The best plan for a model that is known to have one, with its bound; a start and prices may be known.

    The search may end as soon as it has proven that every plan is worth more than `most`.
    """
    best = Incumbent(model, gap, most)
    rows = rows or cost_rows(model.cost, places_to_keep(model, _likely_count(model)))
    if prices is not None and start is not None:
        best.offer(start)
    else:
        prices = _first_plan(model, rows, best, start, until)
    if prices is not None and (best.closes(prices.bound) or monotonic() > until):
        bound = max(prices.bound, at_least(model, rows.cost[:, 0]))
        return _found(best, bound, "prices", ended=best.closes(bound))
    return _searched(model, rows, best, prices, until=until, cores=cores)


def _first_plan(model: Model, rows: CostRows, best: Incumbent, start: np.ndarray | None, until: float) -> Priced | None:
    """A first plan, and prices where the model can be priced."""
    priced, (_, _, others) = model.group_of is None and not model.shares, count_limits(model)
    is_plain = priced and not others and not model.opening.any()
    if start is None and is_plain and model.areas * model.sites > LARGE:
        return _prices_first(model, rows, best, _likely_count(model), until)
    by_then = monotonic() + 0.4 * (until - monotonic())
    begin = start if start is not None else greedy(model, _likely_count(model), until=by_then)
    best.offer(begin)
    best.offer(interchange(model, rows, begin, until=until))
    return _prices(model, rows, best, begin, until) if priced else None


def _searched(
    model: Model, rows: CostRows, best: Incumbent, prices: Priced | None, *, until: float, cores: int
) -> Found:
    """What is left once prices have settled what they can, to its end or until time is up."""
    closed, opened, limit = settled(model, prices, best)
    rows, is_large = _long_enough(model, rows, limit, closed), model.areas * model.sites > SMALL
    with Cores(cores if is_large else 1, choose_sites, until=until) as asked:
        search = Search(
            model,
            rows,
            best,
            core=core_of(rows, closed=closed, opened=opened, limit=limit),
            until=until,
            closed=closed,
            opened=opened,
            piece=_counted(model, asked) if is_large and may_fall_apart(model) else None,
            answered=_answered(asked) if is_large and model.group_of is None else None,
            cores=cores,
        )
        bound = search.run(None if prices is None else prices.price, _unlikely(model, prices, best, closed))
    bound = bound if prices is None else max(bound, prices.bound)
    return _found(best, bound, f"cuts and branching, {search.nodes} nodes", ended=search.ended)


ENOUGH = 1e-6  # a search that ran to its end has proven the plan to this share, the solver's tolerances allowed for


def _found(best: Incumbent, bound: float, method: str, *, ended: bool) -> Found:
    ended = best.closes(bound) or (ended and bound >= best.value - max(ENOUGH, best.gap) * abs(best.value))
    if best.closes(bound) and best.ceiling < best.most and best.model.grain and not best.gap:
        bound = best.value
    return Found(best.chosen, best.value, best.proven(bound), ended, method)


def _answered(asked: Cores) -> Callable[[Model, float], float]:
    """A proven bound for a small question."""
    return lambda model, until: asked.choose(model, until=until).bound


def _counted(model: Model, asked: Cores) -> Solver:
    """The best plan for a piece by its costs and its number of sites."""

    def solved(cost: np.ndarray, count: int, most: float, until: float) -> tuple[np.ndarray, float, float]:
        piece = counted(cost, np.zeros(cost.shape[1], bool), count, grain=model.grain)
        found = asked.choose(piece, until=until, most=most)
        return found.chosen, found.value, found.bound

    return solved


def places_to_keep(model: Model, count: int) -> int:
    """How many sites of an area's row are looked at first."""
    if model.areas * model.sites <= LARGE:
        return model.sites
    return min(model.sites, max(120, 5 * model.sites // max(count, 1)))


def _likely_count(model: Model) -> int:
    least, most, _ = count_limits(model)
    held = int(model.forced.sum())
    free = int((~model.forced & ~model.barred).sum())
    if least == most:
        return held + min(least, free)
    return held + min(most, free, max(least, 1 if not held else 0))


def _prices(model: Model, rows: CostRows, best: Incumbent, begin: np.ndarray, until: float) -> Priced | None:
    plan = plan_of(model.cost, best.chosen if len(best.chosen) else begin)
    start = (plan.near + np.minimum(plan.next, 4 * plan.near + rows.cost[:, min(1, rows.cost.shape[1] - 1)])) / 2
    pricing = Pricing(model, rows, start)
    tried: set[bytes] = set()

    def look(opened: np.ndarray) -> float:
        key = np.sort(opened).tobytes()
        if key not in tried and len(tried) < 6 and len(opened):
            tried.add(key)
            best.offer(interchange(model, rows, opened, until=until))
        return best.value if np.isfinite(best.value) else guess

    guess = best.value if np.isfinite(best.value) else float(np.minimum(plan.near, 1e12).sum())
    pricing.improve(guess, rounds=400, until=until, look=look, grain=model.grain)
    return pricing.best


def _prices_first(model: Model, rows: CostRows, best: Incumbent, count: int, until: float) -> Priced:
    """Few rounds of prices, a plan of what they open, the rest of the rounds, and a better plan."""
    place = min(rows.cost.shape[1] - 1, max(1, int(1.5 * model.sites / max(count, 1))))
    pricing = Pricing(model, rows, rows.cost[:, place])
    pricing.evaluate()
    begun, span = monotonic(), max(until - monotonic(), 0.0)
    for rounds, priced_by, bettered_by in ((60, 0.15, 0.3), (300, 0.5, 0.65)):
        guess = best.value if np.isfinite(best.value) else model.value(_most_wanted(model, pricing, count))
        pricing.improve(guess, rounds=rounds, until=begun + priced_by * span, grain=model.grain)
        wanted = _most_wanted(model, pricing, count)
        best.offer(wanted)
        best.offer(interchange(model, rows, wanted, until=begun + bettered_by * span))
    return pricing.best


def _most_wanted(model: Model, pricing: Pricing, count: int) -> np.ndarray:
    reduced = np.where(model.barred, np.inf, np.where(model.forced, -np.inf, pricing.best.reduced))
    return np.sort(np.argsort(reduced, kind="stable")[:count])


def settled(model: Model, prices: Priced | None, best: Incumbent) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """Sites settled by the prices, and how dear a site each area can use in a better plan."""
    if prices is None or np.isinf(best.value):
        return model.barred, model.forced, None
    closed = prices.closed_beyond(best.ceiling, model)
    opened = prices.open_below(best.ceiling, model)
    spare = max(best.value - prices.bound, 0.0) * (1 + 1e-9)
    return closed, opened & ~closed, prices.price + spare


def _long_enough(model: Model, rows: CostRows, limit: np.ndarray | None, closed: np.ndarray) -> CostRows:
    """Rows that reach each area's limit, over the sites still in question."""
    if not np.isfinite(rows.tail).any():
        return rows
    short = np.inf if limit is None else limit
    if (rows.tail >= short).all():
        return rows
    return cost_rows(model.cost)


def _unlikely(model: Model, prices: Priced | None, best: Incumbent, closed: np.ndarray) -> np.ndarray | None:
    """Sites left out of the first linear programmes: the prices hold them dear."""
    if prices is None or model.sites - closed.sum() < 200:
        return None
    rise = prices._to_open(model)
    keep = 2 * len(best.chosen) + 100
    order = np.argsort(rise, kind="stable")
    unlikely = np.ones(model.sites, bool)
    unlikely[order[:keep]] = False
    unlikely[best.chosen] = False
    return unlikely & ~model.forced & ~closed
