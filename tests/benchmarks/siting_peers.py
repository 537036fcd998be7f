"""Weighted p-medians of two real counties and of a square of 1,100: this engine beside others, in one run.

    python -m tests.benchmarks.siting_peers [--pbp PYTHON] [--spopt PYTHON] [--limit SECONDS] [--plain SECONDS]
                                            [--only oxfordshire,essex] [--sites 7,15]
    python -m tests.benchmarks.siting_peers --rules
    python -m tests.benchmarks.siting_peers --capacities

`--pbp` and `--spopt` are Pythons that have pbp-pmedian, or spopt with pulp and highspy; each is asked in a process of
its own, its clock around building and solving alone, and given up after `--limit` seconds.
`--plain` hands the plain formulation (an arc for every area and site, as spopt builds it) to HiGHS for at most so
many seconds a problem. `--rules` plans the two counties, without peers, with a longest way of 25 km, a site in every
quarter, a budget and two sites forced open: costs and quarters are invented. `--capacities` plans them with 30 sites
that hold a fifth more than there is. Our time counts from the problem to the answer, the table of distances included.
"""

import argparse
import csv
import json
import os
import subprocess
import tempfile
from pathlib import Path
from time import monotonic

import numpy as np

from hinterland import Areas, Problem, Rules, Sites, Travel, solve
from hinterland.problem import Capacity
from hinterland.siting.distances import travel_table
from hinterland.siting.programme import Programme

SHARED = Path(os.environ.get("ALONGSIDE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
PBP = """
import json, sys, time, numpy as np
from pbp_pmedian import solve
table, p = np.load(sys.argv[1]), int(sys.argv[2])
began = time.perf_counter()
value, chosen, _, status, engine = solve(table.T, p=p)
print(json.dumps({"value": float(value), "seconds": time.perf_counter() - began}))
"""
SPOPT = """
import json, sys, time, numpy as np, pulp
from spopt.locate import PMedian
table, p = np.load(sys.argv[1]), int(sys.argv[2])
began = time.perf_counter()
found = PMedian.from_cost_matrix(table, np.ones(len(table)), p_facilities=p)
found.solve(pulp.HiGHS(msg=False, gapRel=1e-4))
print(json.dumps({"value": float(found.problem.objective.value()), "seconds": time.perf_counter() - began}))
"""
PEERS = {"pbp": PBP, "spopt": SPOPT}


def county(name: str) -> Problem:
    """A county's areas with their children under five, and its candidate buildings; straight lines in metres."""
    geo = SHARED / "data" / "geo"
    with (geo / "lsoa2021_england" / f"lsoa2021_{name}.csv").open() as file:
        areas = list(csv.DictReader(file))
    with (geo / "sites" / f"candidate_sites_{name}.csv").open() as file:
        sites = list(csv.DictReader(file))
    return Problem(
        areas=Areas(ids=tuple(a["lsoa21cd"] for a in areas), need=[float(a["pop_0_4_est2021"] or 0) for a in areas]),
        sites=Sites(ids=tuple(s["site_id"] for s in sites)),
        travel=Travel(
            points=[(float(a["demand_e"]), float(a["demand_n"])) for a in areas],
            site_points=[(float(s["easting"]), float(s["northing"])) for s in sites],
        ),
        name=name,
    )


def square(count: int = 1100) -> Problem:
    dice = np.random.default_rng(1100)
    names = tuple(f"P{place}" for place in range(count))
    return Problem(
        areas=Areas(ids=names, need=dice.integers(1, 100, count)),
        sites=Sites(ids=names),
        travel=Travel(points=dice.random((count, 2)) * 50_000),
        name="square",
    )


def asked_of_peer(python: str, script: str, table: np.ndarray, p: int, seconds: float) -> dict | None:
    """What the peer says in its own process; None when it has said nothing in the time given."""
    with tempfile.NamedTemporaryFile(suffix=".npy") as file:
        np.save(file, table)
        file.flush()
        command = [python, "-c", script, file.name, str(p)]
        try:
            said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds)
        except subprocess.TimeoutExpired:
            return None
    return json.loads(said.stdout.splitlines()[-1])


def plainly(table: np.ndarray, p: int, seconds: float) -> tuple[float, float]:
    """Value and seconds of the plain formulation, build included."""
    began = monotonic()
    areas, sites = table.shape
    programme = Programme()
    opened = programme.add_columns(np.zeros(sites), np.zeros(sites), np.ones(sites), whole=True)
    arcs = programme.add_columns(table.ravel(), np.zeros(table.size), np.ones(table.size), whole=False)
    area, site = np.divmod(np.arange(table.size), sites)
    programme.add_rows(area, arcs, np.ones(table.size), np.ones(areas), np.ones(areas))
    line = np.arange(table.size)
    programme.add_rows(
        np.r_[line, line],
        np.r_[arcs, opened[site]],
        np.r_[np.ones(table.size), -np.ones(table.size)],
        np.full(table.size, -np.inf),
        np.zeros(table.size),
    )
    programme.add_row(opened, np.ones(sites), low=p, high=p)
    outcome = programme.solve(seconds=seconds, gap=1e-4)
    return outcome.value, monotonic() - began


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--pbp")
    asked.add_argument("--spopt")
    asked.add_argument("--limit", type=float, default=300.0)
    asked.add_argument("--plain", type=float, default=0.0)
    asked.add_argument("--only", default="oxfordshire,essex,square")
    asked.add_argument("--sites", default="7,15,30,60")
    asked.add_argument("--rules", action="store_true")
    asked.add_argument("--capacities", action="store_true")
    said = asked.parse_args()
    if said.rules or said.capacities:
        (constrained if said.rules else held)()
        return
    for name in said.only.split(","):
        whole = square() if name == "square" else county(name)
        for p in [40] if name == "square" else map(int, said.sites.split(",")):
            line(
                Problem(areas=whole.areas, sites=whole.sites, travel=whole.travel, rules=Rules(open_exactly=p)),
                name,
                p,
                said,
            )


def constrained() -> None:
    """Both counties with every one of the measure's rules on, at each number of sites."""
    for name in ("oxfordshire", "essex"):
        whole, dice = county(name), np.random.default_rng(7)
        spots, count = np.asarray(whole.travel.site_points), len(whole.sites.ids)
        middle = np.median(spots, axis=0)
        quarter = tuple(str(2 * int(x > middle[0]) + int(y > middle[1])) for x, y in spots)
        cost = dice.integers(50, 200, count).astype(float)
        forced = tuple(whole.sites.ids[int(place)] for place in dice.choice(count, 2, replace=False))
        for p in (7, 15, 30, 60):
            rules = Rules(open_exactly=p, max_travel=25_000, min_per_locality=1, budget=110.0 * p, force_open=forced)
            sites = Sites(ids=whole.sites.ids, locality=quarter, run_cost=cost)
            answer = solve(Problem(areas=whole.areas, sites=sites, travel=whole.travel, rules=rules), gap=1e-4)
            value = "none" if answer.objective is None else f"{answer.objective:.1f} gap {answer.gap:.1e}"
            print(f"{name} p={p} with rules: {answer.status} {value} in {answer.seconds:.2f} s", flush=True)


def held() -> None:
    """Both counties with 30 sites that hold a fifth more than there is, areas parted and whole, a minute each."""
    for name in ("oxfordshire", "essex"):
        whole, dice = county(name), np.random.default_rng(3)
        each = whole.areas.need.sum() / 30 * 1.2
        sites = Sites(ids=whole.sites.ids, capacity=dice.uniform(0.7, 1.3, len(whole.sites.ids)) * each)
        for capacity in (Capacity.SPLIT, Capacity.SINGLE):
            rules = Rules(open_exactly=30, capacity=capacity)
            problem = Problem(areas=whole.areas, sites=sites, travel=whole.travel, rules=rules)
            answer = solve(problem, seconds=60, cores=2)
            print(
                f"{name} {capacity}: {answer.objective:.0f} gap {answer.gap:.2%} in {answer.seconds:.1f} s", flush=True
            )


def line(problem: Problem, name: str, p: int, said: argparse.Namespace) -> None:
    answer = solve(problem, gap=1e-4)
    shown = f"{name} p={p}: value {answer.objective:.1f} gap {answer.gap:.1e} in {answer.seconds:.2f} s"
    table = problem.areas.need[:, None] * travel_table(problem)
    for peer, python in (("pbp", said.pbp), ("spopt", said.spopt)):
        if not python:
            continue
        told = asked_of_peer(python, PEERS[peer], table, p, said.limit)
        if told is None:
            shown += f" | {peer} over {said.limit:.0f} s, over x{said.limit / answer.seconds:.0f}"
        else:
            times = told["seconds"] / answer.seconds
            shown += f" | {peer} {told['value']:.1f} in {told['seconds']:.2f} s, x{times:.1f}"
    if said.plain:
        value, seconds = plainly(table, p, said.plain)
        shown += f" | plain HiGHS {value:.1f} in {seconds:.1f} s, x{seconds / answer.seconds:.0f}"
    print(shown, flush=True)


if __name__ == "__main__":
    main()
