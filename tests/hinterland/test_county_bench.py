"""A county of six areas and four sites: every rule of the benchmark, its best values told by looking at every plan."""

import json
from itertools import combinations

import pytest

from hinterland.county_bench import county_lines
from hinterland.formats.counties import VARIANTS, read_county, variant_problem
from hinterland.problem import ProblemError
from hinterland.siting import solve

NEED = (30, 20, 10, 40, 25, 15)
MINUTES = ((0, 9, 14, 20), (6, 3, 11, 17), (12, 4, 6, 13), (19, 12, 5, 4), (21, 15, 9, 2), (25, 18, 12, 7))
RUN, CLOSURE, EXISTING = (50, 40, 30, 45), (5, 6, 7, 8), (1, 0, 0, 1)
SITES, LOCALITY = ("S0", "S1", "S2", "S3"), ("north", "north", "south", "south")
ASKED = {
    "p": 2, "p1": 2, "p2": 1, "weight2": 0.5, "force_open": ["S1"], "force_closed": ["S0"], "budget_k": 110,
    "max_minutes": 18, "minutes": 18, "minutes_all": 12, "min_share_need": 0.5, "minutes_rural": 15,
    "min_share_rural_need": 0.5, "kappa": 0.1,
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "tiny_demand.csv", "area,need,locality,imd_decile,rural", (
        (f"A{place}", need, "north" if place < 3 else "south", 1 + place // 2, place % 2)
        for place, need in enumerate(NEED)
    ))  # fmt: skip
    write(
        tmp_path / "tiny_sites.csv",
        "site,locality,existing,run_cost_k,closure_cost_k,capacity_need",
        zip(SITES, LOCALITY, EXISTING, RUN, CLOSURE, (100,) * 4, strict=True),
    )
    write(
        tmp_path / "tiny_minutes.csv",
        "area," + ",".join(SITES),
        ((f"A{place}", *row) for place, row in enumerate(MINUTES)),
    )
    return tmp_path


def write(path, header, rows):
    path.write_text("\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n")


def travelled(opened) -> float:
    return sum(need * min(row[site] for site in opened) for need, row in zip(NEED, MINUTES, strict=True))


def cost(opened) -> int:
    closed = [site for site in range(4) if EXISTING[site] and site not in opened]
    return sum(RUN[site] for site in opened) + sum(CLOSURE[site] for site in closed)


def plans(sites, keep=lambda opened: True):
    return [opened for opened in combinations(range(4), sites) if keep(opened)]


def best(sites, keep=lambda opened: True) -> float:
    return min(travelled(opened) for opened in plans(sites, keep))


def record(variant, value=None, *, status="optimal", params=ASKED, **more) -> dict:
    return {"county": "tiny", "variant": variant, "params": params, "status": status, "value": value} | more


def told_by_every_plan() -> list[dict]:
    within = min(cost(one) for size in range(1, 5) for one in plans(size, lambda o: min(o) < 2 <= max(o)))
    chosen = min(plans(2), key=travelled)
    regret = {
        SITES[site]: best(2, lambda opened, site=site: (site in opened) != (site in chosen)) - best(2)
        for site in range(4)
    }
    return [
        record("p_median", best(2)),
        record("p_median_forced", best(2, lambda opened: 1 in opened and 0 not in opened)),
        record("p_center", min(max(min(row[site] for site in one) for row in MINUTES) for one in plans(2))),
        record(
            "frontier_count",
            params={"p_from": 1, "p_to": 3},
            frontier=[{"p": p, "value": best(p)} for p in (1, 2, 3)],
        ),
        record("site_regret", best(2), regret=regret),
        record(
            "budget_locality_min1",
            status="infeasible",
            params={"budget_k": within - 10},
            smallest_feasible_budget_k=within,
        ),
    ]


def test_every_kind_of_line_reaches_what_every_plan_tells(folder):
    (folder / "optima.json").write_text(json.dumps(told_by_every_plan()))
    lines = list(county_lines(folder, 10.0, 1e-6, ()))
    assert [line.verdict for line in lines] == ["optimum, proven"] * 6
    assert [line.problem for line in county_lines(folder, 10.0, 1e-6, ("p_center",))] == ["p_center"]


def test_a_value_that_differs_is_named(folder):
    wrong = [one | {"value": one["value"] and one["value"] + 5} for one in told_by_every_plan()[:2]]
    frontier = record("frontier_count", params={"p_from": 1, "p_to": 1}, frontier=[{"p": 1, "value": 1.0}])
    (folder / "optima.json").write_text(json.dumps([*wrong, frontier]))
    assert all(line.verdict != "optimum, proven" for line in county_lines(folder, 10.0, 1e-6, ()))


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_is_a_question_with_an_answer(folder, variant):
    answer = solve(variant_problem(read_county(folder, "tiny"), variant, ASKED), seconds=10)
    assert answer.status == "optimal"
    assert answer.bound == pytest.approx(answer.objective, rel=1e-6)


def test_a_county_whose_tables_do_not_fit_is_refused(folder):
    with pytest.raises(ProblemError, match="no variant 'p_wish'"):
        variant_problem(read_county(folder, "tiny"), "p_wish", {})
    rows = (folder / "tiny_minutes.csv").read_text().splitlines()
    (folder / "tiny_minutes.csv").write_text("\n".join([rows[0], *reversed(rows[1:])]))
    with pytest.raises(ProblemError, match="not of the same areas in the same order"):
        read_county(folder, "tiny")
