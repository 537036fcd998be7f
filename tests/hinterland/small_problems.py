"""Small invented siting problems with rules switched on and off, and their answers by full enumeration."""

from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np

from hinterland.problem import Areas, Capacity, MinShare, Objective, Problem, Rules, Sites, Travel


def small_problem(seed: int) -> Problem:
    """One of endlessly many problems of at most nine areas and seven sites."""
    dice = np.random.default_rng(seed)
    capacity = dice.choice([Capacity.NONE] * 4 + [Capacity.SINGLE])
    objective = Objective(
        dice.choice(list(Objective) if capacity == Capacity.NONE else [Objective.MEDIAN, Objective.FACILITY])
    )
    areas, sites = int(dice.integers(3, 6 if capacity != Capacity.NONE else 10)), int(dice.integers(2, 8))
    if capacity != Capacity.NONE:
        sites = min(sites, 4)
    whole_numbers = dice.random() < 0.5
    travel = dice.integers(1, 30, (areas, sites)).astype(float) if whole_numbers else dice.random((areas, sites)) * 30
    if dice.random() < 0.2:
        travel[dice.random(travel.shape) < 0.1] = np.inf
    need = dice.integers(0, 9, areas).astype(float) if whole_numbers else np.round(dice.random(areas) * 9, 2)
    need[0] += 1.0
    decile = [str(dice.integers(1, 4)) for _ in range(areas)]
    rural = [str(dice.integers(0, 2)) for _ in range(areas)]
    rural[0] = "1"
    groups = {"decile": decile, "rural": rural, "patch": [str(place // 2) for place in range(areas)]}
    names = tuple(f"S{place}" for place in range(sites))
    return Problem(
        areas=Areas(ids=tuple(f"A{place}" for place in range(areas)), need=need, groups=groups),
        sites=Sites(
            ids=names,
            locality=tuple(str(dice.integers(0, 3)) for _ in names),
            existing=dice.random(sites) < 0.5,
            run_cost=dice.integers(1, 20, sites).astype(float),
            closure_cost=dice.integers(0, 5, sites).astype(float),
            capacity=np.round(need.sum() * (0.3 + dice.random(sites)), 2),
        ),
        travel=Travel(matrix=travel),
        objective=objective,
        rules=_rules(dice, names, Capacity(str(capacity))),
        kappa=0.1,
        cover_within=float(dice.integers(5, 20)),
        seed=seed,
    )


def tight_problem(seed: int) -> Problem:
    """Whole areas in sites that hold little more than all of them: more than can be counted out one by one."""
    dice = np.random.default_rng([seed, 2])
    areas, sites = int(dice.integers(9, 19)), int(dice.integers(4, 9))
    whole_numbers = dice.random() < 0.6
    demand = dice.integers(1, 20, areas).astype(float) if whole_numbers else np.round(dice.random(areas) * 9, 2) + 0.1
    opened = int(dice.integers(2, min(sites, 5)))
    capacity = demand.sum() / opened * (0.9 + 0.5 * dice.random(sites))
    names = tuple(f"S{place}" for place in range(sites))
    limit = float(dice.integers(35, 60)) if dice.random() < 0.2 else None
    rules = Rules(capacity=Capacity.SINGLE, max_travel=limit)
    objective = Objective(dice.choice([Objective.MEDIAN, Objective.FACILITY]))
    if objective is Objective.MEDIAN or dice.random() < 0.3:
        rules = replace(rules, open_exactly=opened + int(dice.integers(0, 2)))
    if dice.random() < 0.2:
        rules = replace(rules, force_open=(names[0],))
    if dice.random() < 0.2:
        rules = replace(rules, min_per_locality=1)
    if dice.random() < 0.2:
        rules = replace(rules, budget=float(dice.integers(40, 160)))
    return Problem(
        areas=Areas(ids=tuple(f"A{place}" for place in range(areas)), need=np.ones(areas), demand=demand),
        sites=Sites(
            ids=names,
            locality=tuple(str(dice.integers(0, 2)) for _ in names),
            run_cost=dice.integers(5, 60, sites).astype(float),
            capacity=np.ceil(capacity) if whole_numbers else np.round(capacity, 2),
        ),
        travel=Travel(matrix=np.round(dice.random((areas, sites)) * 60, 0 if whole_numbers else 3)),
        objective=objective,
        rules=rules,
        seed=seed,
    )


def parted_problem(seed: int) -> Problem:
    """Areas of very different size that may be parted between sites which hold little more than all of them."""
    dice = np.random.default_rng([seed, 3])
    areas, sites = int(dice.integers(6, 24)), int(dice.integers(4, 12))
    opened = int(dice.integers(2, min(sites, 6)))
    demand = np.round(dice.random(areas) ** 2 * 50, 1) + 0.5
    spots, places = dice.random((areas, 2)), dice.random((sites, 2))
    table = np.hypot(*(spots[:, None] - places[None]).transpose(2, 0, 1)) * 60
    names = tuple(f"S{place}" for place in range(sites))
    capacity = demand.sum() / opened * dice.uniform(0.6, 1.4, sites) * dice.uniform(1.0, 1.25)
    objective = Objective(dice.choice([Objective.MEDIAN, Objective.FACILITY]))
    rules = Rules(capacity=Capacity.SPLIT, max_travel=float(dice.integers(40, 70)) if dice.random() < 0.2 else None)
    if objective is Objective.MEDIAN or dice.random() < 0.3:
        rules = replace(rules, open_exactly=opened)
    if dice.random() < 0.2:
        rules = replace(rules, force_open=(names[0],))
    if dice.random() < 0.2:
        rules = replace(rules, force_closed=(names[-1],))
    if dice.random() < 0.2:
        rules = replace(rules, min_per_locality=1)
    return Problem(
        areas=Areas(ids=tuple(f"A{place}" for place in range(areas)), need=demand),
        sites=Sites(
            ids=names,
            locality=tuple(str(dice.integers(0, 2)) for _ in names),
            run_cost=dice.integers(5, 600, sites).astype(float),
            capacity=np.round(capacity, 2),
        ),
        travel=Travel(matrix=np.round(table, 3)),
        objective=objective,
        rules=rules,
        seed=seed,
    )


def small_problem_in_pieces(seed: int) -> Problem:
    """A small problem whose catchments must be in one piece: areas on a line or a tree, with a few more that touch."""
    dice, place = np.random.default_rng([seed, 1]), 1000 * seed
    while True:
        found = small_problem(place)
        if found.objective in (Objective.MEDIAN, Objective.FACILITY):
            break
        place += 1
    count = len(found.areas.ids)
    tree = [(one, int(dice.integers(0, one))) for one in range(1, count)]
    more = [tuple(int(each) for each in dice.integers(0, count, 2)) for _ in range(int(dice.integers(0, 4)))]
    shares = () if found.rules.capacity is Capacity.SINGLE else found.rules.min_shares
    keep = min(count, 6)
    areas = replace(
        found.areas, ids=found.areas.ids[:keep], need=found.areas.need[:keep], demand=found.areas.demand[:keep],
        groups={name: labels[:keep] for name, labels in found.areas.groups.items()},
        neighbours=[pair for pair in (*tree, *more) if max(pair) < keep],
    )  # fmt: skip
    sites = min(len(found.sites.ids), 5)
    names = found.sites.ids[:sites]
    kept = {
        name: getattr(found.sites, name)[:sites]
        for name in ("ids", "locality", "existing", "run_cost", "closure_cost", "capacity")
    }
    rules = replace(
        found.rules, contiguous=True, min_shares=shares,
        force_open=tuple(one for one in found.rules.force_open if one in names),
        force_closed=tuple(one for one in found.rules.force_closed if one in names),
    )  # fmt: skip
    travel = Travel(matrix=found.travel.matrix[:keep, :sites])
    return replace(found, areas=areas, sites=Sites(**kept), travel=travel, rules=rules)


def _rules(dice: np.random.Generator, sites: tuple[str, ...], capacity: Capacity) -> Rules:
    def maybe(chance: float) -> bool:
        return bool(dice.random() < chance)

    count = int(dice.integers(1, len(sites) + 1))
    shuffled = [str(name) for name in dice.permutation(sites)]
    shares = [MinShare(within=float(dice.integers(5, 25)), share=float(dice.random()))] if maybe(0.3) else []
    if maybe(0.2):
        shares.append(MinShare(within=15.0, share=float(dice.random()), group="rural", label="1"))
    return Rules(
        open_exactly=count if maybe(0.5) else None,
        open_at_least=int(dice.integers(1, count + 1)) if maybe(0.2) else None,
        open_at_most=count if maybe(0.3) else None,
        force_open=tuple(shuffled[:1]) if maybe(0.25) else (),
        force_closed=tuple(shuffled[-1:]) if maybe(0.25) else (),
        existing_only=maybe(0.1),
        budget=float(dice.integers(5, 15 * len(sites))) if maybe(0.3) else None,
        count_closure_costs=maybe(0.7),
        min_per_locality=1 if maybe(0.2) else 0,
        max_travel=float(dice.integers(10, 31)) if maybe(0.3) else None,
        max_travel_rural=float(dice.integers(10, 31)) if maybe(0.2) else None,
        min_shares=tuple(shares),
        capacity=capacity,
        at_most_changes=int(dice.integers(0, len(sites) + 1)) if maybe(0.2) else None,
        whole="patch" if maybe(0.15) and not shares else "",
    )


@dataclass(frozen=True)
class Best:
    value: float
    open_sites: tuple[str, ...]


def enumerated(problem: Problem) -> Best | None:
    """The best of every plan there is, each looked at on its own; None when no plan keeps the rules."""
    best: Best | None = None
    sites = problem.sites.ids
    for count in range(1, len(sites) + 1):
        for chosen in combinations(range(len(sites)), count):
            value = plan_value(problem, chosen)
            if value is not None and (best is None or _better(problem, value, best.value)):
                best = Best(value, tuple(sites[site] for site in chosen))
    return best


def _better(problem: Problem, value: float, best: float) -> bool:
    return value > best if problem.objective is Objective.COVERAGE else value < best


def plan_value(problem: Problem, chosen: tuple[int, ...]) -> float | None:
    """What one plan is worth; None when it breaks a rule."""
    if not _keeps_counts_and_money(problem, chosen):
        return None
    if problem.rules.capacity is Capacity.SINGLE or problem.rules.contiguous:
        return _single_value(problem, chosen)
    values = [_assigned_value(problem, chosen, tuple(line)) for line in _nearest(problem, chosen)]
    return values[0] if values else None


def _keeps_counts_and_money(problem: Problem, chosen: tuple[int, ...]) -> bool:
    rules, sites, count = problem.rules, problem.sites, len(chosen)
    opened = {sites.ids[site] for site in chosen}
    shut = [site for site in range(len(sites.ids)) if sites.existing[site] and site not in chosen]
    new = [site for site in chosen if not sites.existing[site]]
    money = sum(sites.run_cost[site] for site in chosen)
    if rules.count_closure_costs:
        money += sum(sites.closure_cost[site] for site in shut)
    patches = {place: sum(sites.locality[site] == place for site in chosen) for place in set(sites.locality)}
    return all(
        (
            rules.open_exactly in (None, count),
            rules.open_at_least is None or count >= rules.open_at_least,
            rules.open_at_most is None or count <= rules.open_at_most,
            opened.issuperset(rules.force_open),
            opened.isdisjoint(rules.force_closed),
            not (rules.existing_only and new),
            rules.budget is None or money <= rules.budget + 1e-9,
            min(patches.values()) >= rules.min_per_locality,
            rules.at_most_changes is None or len(shut) + len(new) <= rules.at_most_changes,
        )
    )


def _may(problem: Problem, area: int, site: int) -> bool:
    rules, travel = problem.rules, problem.travel.matrix[area, site]
    rural = problem.areas.groups["rural"][area] == "1"
    return bool(
        (np.isfinite(travel) or problem.objective is Objective.COVERAGE)
        and (rules.max_travel is None or travel <= rules.max_travel)
        and (rules.max_travel_rural is None or not rural or travel <= rules.max_travel_rural)
    )


def _units(problem: Problem) -> list[list[int]]:
    labels = problem.areas.groups[problem.rules.whole] if problem.rules.whole else range(len(problem.areas.ids))
    units: dict[object, list[int]] = {}
    for area, label in enumerate(labels):
        units.setdefault(label, []).append(area)
    return list(units.values())


def _nearest(problem: Problem, chosen: tuple[int, ...]) -> list[list[int]]:
    """The assignment of each area (with those that must stay with it) to the site that serves the aim best."""
    line = [-1] * len(problem.areas.ids)
    for unit in _units(problem):
        fit = [site for site in chosen if all(_may(problem, area, site) for area in unit)]
        if not fit:
            return []
        best = min(fit, key=lambda site: _unit_cost(problem, unit, site))
        for area in unit:
            line[area] = best
    return [line]


def _unit_cost(problem: Problem, unit: list[int], site: int) -> float:
    need, travel = problem.areas.need, problem.travel.matrix
    match problem.objective:
        case Objective.CENTRE:
            return max(travel[area, site] for area in unit)
        case Objective.COVERAGE:
            return -sum(need[area] * (travel[area, site] <= problem.cover_within) for area in unit)
        case Objective.KOLM_POLLAK:
            return sum(need[area] * np.exp(problem.kappa * travel[area, site]) for area in unit)
        case Objective.WORST_GROUP if len(unit) > 1:
            raise NotImplementedError("a unit may belong to several groups")
        case _:
            return sum(need[area] * travel[area, site] for area in unit)


def _assigned_value(problem: Problem, chosen: tuple[int, ...], line: tuple[int, ...]) -> float | None:
    need, travel = problem.areas.need, problem.travel.matrix[np.arange(len(line)), list(line)]
    for share in problem.rules.min_shares:
        counted = np.array([not share.group or label == share.label for label in problem.areas.groups["rural"]])
        reached = problem.travel.matrix[:, list(chosen)].min(axis=1) <= share.within
        if problem.rules.capacity is not Capacity.NONE:
            reached = travel <= share.within
        if need[counted & reached].sum() < share.share * need[counted].sum() - 1e-9:
            return None
    match problem.objective:
        case Objective.CENTRE:
            return float(travel.max())
        case Objective.FACILITY:
            return float(need @ travel + problem.sites.run_cost[list(chosen)].sum())
        case Objective.LEAST_COST:
            return float(problem.sites.run_cost[list(chosen)].sum())
        case Objective.COVERAGE:
            return float(need[travel <= problem.cover_within].sum())
        case Objective.KOLM_POLLAK:
            return float(np.log(need @ np.exp(problem.kappa * travel) / need.sum()) / problem.kappa)
        case Objective.WORST_GROUP:
            decile = np.array(problem.areas.groups["decile"])
            means = [_mean(need[decile == label], travel[decile == label]) for label in set(decile)]
            return float(max(means))
        case _:
            return float(need @ travel)


def _mean(need: np.ndarray, travel: np.ndarray) -> float:
    return float(need @ travel / need.sum()) if need.sum() else 0.0


def _single_value(problem: Problem, chosen: tuple[int, ...]) -> float | None:
    """The best of every assignment of whole areas within the capacities, each catchment in one piece where asked."""
    best, units = None, _units(problem)
    for sites in product(chosen, repeat=len(units)):
        line = [0] * len(problem.areas.ids)
        for unit, site in zip(units, sites, strict=True):
            for area in unit:
                line[area] = site
        load = np.bincount(line, problem.areas.demand, len(problem.sites.ids))
        too_much = problem.rules.capacity is Capacity.SINGLE and (load > problem.sites.capacity + 1e-9).any()
        if (
            too_much
            or (problem.rules.contiguous and not _in_one_piece(problem, units, sites))
            or not all(_may(problem, a, s) for a, s in enumerate(line))
        ):
            continue
        value = _assigned_value(problem, chosen, tuple(line))
        if value is not None and (best is None or value < best):
            best = value
    return best


def _in_one_piece(problem: Problem, units: list[list[int]], sites: tuple[int, ...]) -> bool:
    """Whether each site's units hang together, by joining whatever touches until nothing changes."""
    unit_of = {area: unit for unit, areas in enumerate(units) for area in areas}
    group = list(range(len(units)))
    for _ in units:
        for one, other in problem.areas.neighbours:
            a, b = unit_of[int(one)], unit_of[int(other)]
            if sites[a] == sites[b]:
                group[a] = group[b] = min(group[a], group[b])
    return len(set(zip(sites, group, strict=True))) == len(set(sites))
