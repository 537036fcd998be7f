"""Counties as tables: areas, sites, minutes, and the variants asked of them."""

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ..problem import Areas, Capacity, MinShare, Objective, Period, Problem, ProblemError, Rules, Sites, Travel


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))


def _column(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([row[name] for row in rows], dtype=float)


def read_county(folder: Path, county: str) -> Problem:
    """A county's areas, sites and minutes as a p-median without rules."""
    demand, sites = _table(folder / f"{county}_demand.csv"), _table(folder / f"{county}_sites.csv")
    minutes = _table(folder / f"{county}_minutes.csv")
    ids = tuple(row["site"] for row in sites)
    table = np.array([[row[site] for site in ids] for row in minutes], dtype=float)
    if [row["area"] for row in minutes] != [row["area"] for row in demand]:
        raise ProblemError(f"{county}: the minutes are not of the same areas in the same order")
    groups = {name: tuple(row[field] for row in demand) for name, field in _GROUPS.items()}
    areas = Areas(ids=tuple(row["area"] for row in demand), need=_column(demand, "need"), groups=groups)
    candidates = Sites(
        ids=ids,
        locality=tuple(row["locality"] for row in sites),
        existing=_column(sites, "existing") > 0,
        run_cost=_column(sites, "run_cost_k"),
        closure_cost=_column(sites, "closure_cost_k"),
        capacity=_column(sites, "capacity_need"),
    )
    return Problem(name=county, areas=areas, sites=candidates, travel=Travel(matrix=table))


_GROUPS = {"locality": "locality", "decile": "imd_decile", "rural": "rural"}


def variant_problem(county: Problem, variant: str, params: Mapping) -> Problem:
    """The county with the rules of one variant (the README of the benchmark gives them)."""
    if variant not in VARIANTS:
        raise ProblemError(f"There is no variant {variant!r}")
    changed = VARIANTS[variant](county, params)
    changed.setdefault("rules", Rules(open_exactly=params.get("p")))
    kept = {"areas": county.areas, "sites": county.sites, "travel": county.travel}
    return Problem(name=f"{county.name} {variant}", **(kept | changed))


def _median(county: Problem, params: Mapping) -> dict:
    return {}


def _forced(county: Problem, params: Mapping) -> dict:
    opened, closed = tuple(params.get("force_open", ())), tuple(params.get("force_closed", ()))
    return {"rules": Rules(open_exactly=params["p"], force_open=opened, force_closed=closed)}


def _budget(county: Problem, params: Mapping) -> dict:
    return {"rules": Rules(budget=params["budget_k"])}


def _budget_locality(county: Problem, params: Mapping) -> dict:
    return {"rules": Rules(budget=params["budget_k"], min_per_locality=1)}


def _centre(county: Problem, params: Mapping) -> dict:
    return {"objective": Objective.CENTRE}


def _max_minutes(county: Problem, params: Mapping) -> dict:
    return {"rules": Rules(open_exactly=params["p"], max_travel=params["max_minutes"])}


def _min_share(county: Problem, params: Mapping) -> dict:
    everyone = MinShare(within=params["minutes_all"], share=params["min_share_need"])
    rural = MinShare(within=params["minutes_rural"], share=params["min_share_rural_need"], group="rural", label="1")
    return {"rules": Rules(open_exactly=params["p"], min_shares=(everyone, rural))}


def _split(county: Problem, params: Mapping) -> dict:
    return {"rules": Rules(open_exactly=params["p"], capacity=Capacity.SPLIT)}


def _single(county: Problem, params: Mapping) -> dict:
    return {"rules": Rules(open_exactly=params["p"], capacity=Capacity.SINGLE)}


def _coverage(county: Problem, params: Mapping) -> dict:
    return {
        "objective": Objective.COVERAGE,
        "cover_within": params["minutes"],
        "rules": Rules(budget=params["budget_k"]),
    }


def _cover_all(county: Problem, params: Mapping) -> dict:
    return {"objective": Objective.LEAST_COST, "rules": Rules(max_travel=params["minutes"])}


def _kolm_pollak(county: Problem, params: Mapping) -> dict:
    return {"objective": Objective.KOLM_POLLAK, "kappa": params["kappa"]}


def _worst_decile(county: Problem, params: Mapping) -> dict:
    return {"objective": Objective.WORST_GROUP, "group_by": "decile"}


def _two_periods(county: Problem, params: Mapping) -> dict:
    later = np.round(county.areas.need * (1 + 0.15 * np.sin(np.arange(len(county.areas.ids)))), 2)
    first = Period(open_exactly=params["p1"])
    second = Period(open_exactly=params["p2"], weight=params["weight2"], need=later)
    return {"rules": Rules(existing_only=True), "periods": (first, second)}


VARIANTS = {
    "p_median": _median,
    "site_regret": _median,
    "p_median_forced": _forced,
    "budget": _budget,
    "budget_locality_min1": _budget_locality,
    "p_center": _centre,
    "p_median_max_minutes": _max_minutes,
    "p_median_min_share": _min_share,
    "capacitated_split": _split,
    "capacitated_single": _single,
    "max_cover_budget": _coverage,
    "min_cost_cover_all": _cover_all,
    "kolm_pollak_ede": _kolm_pollak,
    "minimax_decile_mean": _worst_decile,
    "two_period_closing": _two_periods,
}
