"""A whole country: tens of thousands of areas and candidates, each area knowing only its nearest ones.

Rows of the nearest sites are made block by block; whatever lies outside a row costs at least the row's tail, which
keeps every bound true. Plans are always valued with true distances.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from ..problem import Objective, Problem
from .distances import straight_lines
from .few import are_few, centred, finished, is_small_enough, sampled_plan
from .few_table import choose_by_table, has_a_table
from .incumbent import Found
from .interchange import Plan, _simple_swaps
from .lagrange import Pricing
from .model import SURE, SiteRow, named_sites, site_rows
from .rows import CostRows
from .wishes import stated_wishes

WIDE = 4_000_000  # pairs of area and site: beyond this the table is never held whole
BLOCK = 256
AT_ONCE = 4000
PATIENCE = 250  # swaps in a row that touch what others have touched, before the next look
TURNS, ROUNDS = 60, 150
BETTERED, FEW_BETTERED = 0.15, 0.08  # of the time, for the first plan
SAMPLED, CENTRED = 0.12, 0.03  # of the time, for a plan before it where sites are few
PROMISING = 1.05  # times the best value: what a plan that the prices open may cost to be worth bettering
FIRST_LOOK = 2  # turns of prices before what they open is worth bettering
MOST_PAIRS = 12_000_000  # kept in rows, where that holds two and a half times what shares one open site
PAIRS_A_SECOND = 500_000  # rows longer than this allows are not worth their making
HARDLY, IDLE = 2e-5, 3  # of the value, in a turn; after so many turns the rest is searched exactly
SEARCHED = 40_000_000  # pairs, in a table of 320 MB
KNOWN = {"open_exactly", "force_open", "force_closed", "existing_only"}


def is_wide(problem: Problem) -> bool:
    """Whether the problem is too wide for a table, and of the kind that can be solved without one."""
    pairs = len(problem.areas.ids) * len(problem.sites.ids)
    plain = problem.rules.open_exactly is not None and set(stated_wishes(problem.rules)) <= KNOWN
    if pairs <= WIDE or not plain:
        return False
    forced, barred = named_sites(problem)
    held, most = int(forced.sum()), int((~barred).sum())
    possible = not (forced & barred).any() and max(held, 2) <= problem.rules.open_exactly <= most
    return possible and (
        problem.travel.points is not None
        and problem.objective is Objective.MEDIAN
        and not problem.periods
        and not problem.rules.whole
    )


@dataclass(eq=False)
class Country:
    """The question without a table; what `Pricing` and the exchange of sites ask of a model."""

    problem: Problem
    opening: np.ndarray
    forced: np.ndarray
    barred: np.ndarray
    rows: tuple[SiteRow, ...]
    near: CostRows
    order: np.ndarray  # areas by the sites in their rows
    starts: np.ndarray

    @property
    def sites(self) -> int:
        return len(self.opening)

    def around(self, site: int) -> np.ndarray:
        """Areas in whose row the site stands."""
        return self.order[self.starts[site] : self.starts[site + 1]]

    def costs(self, areas: np.ndarray, sites: np.ndarray) -> np.ndarray:
        """True costs, from the points."""
        travel = self.problem.travel
        ends = travel.points if travel.site_points is None else travel.site_points
        gaps = travel.points[areas][:, None, :] - ends[sites][None, :, :]
        lines = np.sqrt(gaps[..., 0] * gaps[..., 0] + gaps[..., 1] * gaps[..., 1])
        lines = np.floor(lines) if travel.measure == "floor-euclid" else lines
        return lines * self.problem.areas.need[areas][:, None]


def country_of(problem: Problem, seconds: float = np.inf) -> Country:
    """Each area's row of nearest sites, up to six times as many as share one open site; few when time is short."""
    sites, areas = len(problem.sites.ids), len(problem.areas.ids)
    share = sites // max(problem.rules.open_exactly, 1)
    keep = max(40, min(6 * share, max(MOST_PAIRS // areas, 5 * share // 2)))
    if areas * keep > PAIRS_A_SECOND * seconds:
        keep = 40
    keep = min(sites - 1, keep)
    near = _nearest_rows(problem, keep)
    by_site = near.site.ravel()
    order = np.argsort(by_site, kind="stable").astype(np.int32)
    starts = np.concatenate([[0], np.cumsum(np.bincount(by_site, minlength=sites))])
    forced, barred = named_sites(problem)
    return Country(problem, np.zeros(sites), forced, barred, site_rows(problem), near, order // keep, starts)


def _nearest_rows(problem: Problem, keep: int) -> CostRows:
    areas, sites = len(problem.areas.ids), len(problem.sites.ids)
    site = np.empty((areas, keep), np.int32)
    cost = np.empty((areas, keep))
    tail = np.empty(areas)

    def block(start: int) -> None:
        rows = slice(start, start + BLOCK)
        lines = straight_lines(problem.travel, rows)
        places = lines.argpartition(keep, axis=1)[:, : keep + 1]
        inner = np.take_along_axis(lines, places, axis=1)
        order = inner.argsort(axis=1, kind="stable")
        inner = np.take_along_axis(inner, order, axis=1) * problem.areas.need[rows, None]
        site[rows] = np.take_along_axis(places, order, axis=1)[:, :keep]
        cost[rows], tail[rows] = inner[:, :keep], inner[:, keep]

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(block, range(0, areas, BLOCK)))
    return CostRows(site, cost, tail, sites)


def choose_in_country(problem: Problem, *, until: float, gap: float, cores: int = 1) -> Found:
    """Prices for the bound; plans from what the prices open, bettered by exchange; turn about while there is time."""
    few = are_few(len(problem.sites.ids), problem.rules.open_exactly)
    if few and has_a_table(problem, until - monotonic()):
        return choose_by_table(problem, until=until, gap=gap, cores=cores)
    begun = monotonic()
    country = country_of(problem, until - begun)
    span = max(until - monotonic(), 0.0)
    best = _sampled(country, span) if few else _scattered(country)
    best = _bettered(country, best, until=monotonic() + (FEW_BETTERED if few else BETTERED) * span)
    plan = _plan(country, best)
    value = plan.spent
    rows = country.near
    start = (plan.near + np.minimum(plan.next, rows.tail)) / 2
    pricing = Pricing(country, rows, start)
    whole = (problem.areas.need == np.floor(problem.areas.need)).all() and problem.travel.measure == "floor-euclid"
    grain = 1.0 if whole else 0.0
    floor, theta, idle = float(rows.cost[:, 0].sum()), 1.0, 0
    for turn in range(TURNS):
        before, turned = floor, monotonic()
        pricing.improve(value, rounds=ROUNDS, until=until, theta=theta)
        found = pricing.best.bound
        floor = max(floor, found * (1 - 1e-12) if found > 0 else found)
        if value - floor <= max(gap * value, grain * (1.0 - SURE)) or monotonic() > until:
            break
        if few:
            pricing.close(pricing.best.closed_beyond(value, country))
            if is_small_enough(rows.areas, pricing.closed):
                return _searched(country, pricing, Found(best, value, floor, False), grain, until, gap, cores)
        if floor - before < 0.005 * value:
            theta = max(0.4 * theta, 0.02)
        wanted = _wanted(pricing)
        if turn < FIRST_LOOK or (few and _value(country, wanted) > PROMISING * value):
            continue
        took, left = monotonic() - turned, until - monotonic()
        patience = max(2 * took, 1.0) if floor - before > 1e-4 * value else max(0.25 * left, 1.0)
        trial = _bettered(country, wanted, until=min(until, monotonic() + patience))
        if (worth := _value(country, trial)) < value:
            value, best = worth, trial
        elif turn % 4 == 0:  # the best plan may have been left half-way
            best = _bettered(country, best, until=min(until, monotonic() + patience))
            value = _value(country, best)
        idle = 0 if floor - before > HARDLY * value else idle + 1
        if idle >= IDLE and _left_to_search(country, pricing, value) <= SEARCHED:
            return _searched(country, pricing, Found(best, value, floor, False), grain, until, gap, cores)
    bound = min(float(np.ceil(floor - SURE)) if whole else floor, value) + 0.0
    return Found(np.sort(best), value, bound, value - bound <= max(gap, 1e-9) * value, "prices and exchange, by rows")


def _left_to_search(country: Country, pricing: Pricing, value: float) -> int:
    """Pairs of areas and the candidates that a better plan may open."""
    return country.near.areas * int((~pricing.best.closed_beyond(value, country)).sum())


def _searched(
    country: Country, pricing: Pricing, known: Found, grain: float, until: float, gap: float, cores: int
) -> Found:
    """The plan and the bound that an exact search of what is left leads to."""
    closed = pricing.best.closed_beyond(known.value, country)
    if pricing.closed is not None:
        closed = closed | pricing.closed
    known = replace(known, chosen=np.sort(known.chosen), bound=min(known.bound, known.value))
    rest = (country.forced, closed, known)
    return finished(
        country.costs, country.near.areas, *rest, grain=grain, until=until, gap=gap, prices=pricing.best, cores=cores
    )


def _sampled(country: Country, span: float) -> np.ndarray:
    """The sites that serve a sample of the areas best, each then moved to the middle of all its areas."""
    count, seed, areas = country.problem.rules.open_exactly, country.problem.seed, country.near.areas
    until = monotonic() + SAMPLED * span
    chosen = sampled_plan(country.costs, areas, country.forced, country.barred, count, until=until, seed=seed)
    may = np.where(country.barred[country.near.site], chosen[0], country.near.site)
    return centred(country.costs, may, country.forced, chosen, until=monotonic() + CENTRED * span)


def _wanted(pricing: Pricing) -> np.ndarray:
    """What the latest prices open."""
    _, opened, _ = pricing.evaluate()
    return opened


def _scattered(country: Country) -> np.ndarray:
    """Sites drawn one batch after another, the likelier the more it costs to reach those drawn before."""
    count, dice = country.problem.rules.open_exactly, np.random.default_rng(country.problem.seed)
    chosen = np.flatnonzero(country.forced)
    free = ~country.barred & ~country.forced
    if not len(chosen):
        chosen = dice.choice(np.flatnonzero(free), 1)
        free[chosen] = False
    areas = np.arange(country.near.areas)
    home = country.near.site[:, 0]
    cost = _least(country, areas, chosen)
    while len(chosen) < count:
        weight = np.bincount(home, cost, country.sites) * free + 1e-12 * free
        batch = min(max(1, count // 25), count - len(chosen), int(free.sum()))
        drawn = dice.choice(country.sites, batch, replace=False, p=weight / weight.sum())
        free[drawn] = False
        chosen = np.concatenate([chosen, drawn])
        cost = np.minimum(cost, _least(country, areas, drawn))
    return chosen


def _least(country: Country, areas: np.ndarray, sites: np.ndarray) -> np.ndarray:
    blocks = (areas[start : start + BLOCK] for start in range(0, len(areas), BLOCK))
    return np.concatenate([country.costs(rows, sites).min(axis=1) for rows in blocks])


def _value(country: Country, chosen: np.ndarray) -> float:
    return float(_plan(country, chosen).near.sum())


def assigned(country_problem: Problem, chosen: np.ndarray) -> dict[str, str]:
    """Each area's nearest open site."""
    problem, goes = country_problem, np.empty(len(country_problem.areas.ids), np.int64)
    travel = problem.travel
    ends = travel.points if travel.site_points is None else travel.site_points
    for start in range(0, len(goes), BLOCK):
        gaps = travel.points[start : start + BLOCK, None, :] - ends[chosen][None]
        goes[start : start + BLOCK] = (gaps * gaps).sum(axis=2).argmin(axis=1)
    return {area: problem.sites.ids[chosen[site]] for area, site in zip(problem.areas.ids, goes, strict=True)}


# -- plans --


def _plan(country: Country, chosen: np.ndarray) -> Plan:
    areas = country.near.areas
    plan = Plan(
        np.array(chosen, np.int64),
        np.zeros(areas, np.int64),
        np.zeros(areas),
        np.zeros(areas, np.int64),
        np.zeros(areas),
        np.inf,
    )
    _look_up(country, plan, np.arange(areas))
    return plan


def _look_up(country: Country, plan: Plan, areas: np.ndarray) -> None:
    """The two nearest open sites: from the rows, and from the points where the row holds fewer than two."""
    slot = np.full(country.sites, -1)
    slot[plan.chosen] = np.arange(len(plan.chosen))
    held = slot[country.near.site[areas]]
    is_open = held >= 0
    line = np.arange(len(areas))
    first = is_open.argmax(axis=1)
    enough = is_open.sum(axis=1) >= 2
    is_open[line, first] = False
    second = is_open.argmax(axis=1)
    cost = country.near.cost[areas]
    plan.first[areas], plan.near[areas] = held[line, first], cost[line, first]
    plan.second[areas], plan.next[areas] = held[line, second], cost[line, second]
    far = areas[~enough]
    for start in range(0, len(far), BLOCK):
        rows = far[start : start + BLOCK]
        block = country.costs(rows, plan.chosen)
        two = np.argpartition(block, min(1, block.shape[1] - 1), axis=1)[:, :2]
        price = np.take_along_axis(block, two, axis=1)
        order = price.argsort(axis=1, kind="stable")
        two, price = np.take_along_axis(two, order, axis=1), np.take_along_axis(price, order, axis=1)
        plan.first[rows], plan.near[rows] = two[:, 0], price[:, 0]
        plan.second[rows], plan.next[rows] = two[:, -1], price[:, -1]


def _bettered(country: Country, chosen: np.ndarray, *, until: float) -> np.ndarray:
    """Swap while it helps; many swaps at once where they do not touch the same areas."""
    plan = _plan(country, chosen)
    while monotonic() < until:
        before, kept = plan.spent, plan.chosen.copy()
        if not _swapped(country, plan, _simple_swaps(country, country.near, plan, most=AT_ONCE)):
            break
        if plan.spent >= before * (1 - 1e-9):
            return kept if plan.spent > before else plan.chosen
    return plan.chosen


def _swapped(country: Country, plan: Plan, moves: list[tuple[float, int, int]]) -> bool:
    touched = np.zeros(country.near.areas, bool)
    by_first, by_second = np.argsort(plan.first, kind="stable"), np.argsort(plan.second, kind="stable")
    slots = np.arange(len(plan.chosen) + 1)
    first_at = np.searchsorted(plan.first[by_first], slots)
    second_at = np.searchsorted(plan.second[by_second], slots)
    used, made, worth, refused = set(), [], -1e-9 * plan.spent / len(plan.near), 0
    for change, site, slot in moves:
        if change >= worth:
            break
        concerned = np.concatenate(
            [
                country.around(site),
                by_first[first_at[slot] : first_at[slot + 1]],
                by_second[second_at[slot] : second_at[slot + 1]],
            ]
        )
        if slot in used or touched[concerned].any():
            refused += 1
            if refused > PATIENCE:
                break
            continue
        refused = 0
        touched[concerned] = True
        used.add(slot)
        made.append((site, slot))
    for site, slot in made:
        plan.chosen[slot] = site
    if made:
        _look_up(country, plan, np.flatnonzero(touched))
    return bool(made)
