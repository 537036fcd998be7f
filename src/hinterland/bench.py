"""Solve every instance of a benchmark folder and set the result beside the published value."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from .formats.benchmarks import read_benchmark
from .problem import Problem
from .siting import solve

FORMATS = {
    "pmed": ("orlib-pmed", ".txt"),
    "pmedcap": ("orlib-pmedcap", ".txt"),
    "tsplib": ("tsplib", ".tsp"),
    "uncap": ("orlib-uncap", ".txt"),
    "sscflp": ("sscflp", ".txt"),
}
COLUMNS = (
    "family",
    "instance",
    "problem",
    "p",
    "status",
    "objective",
    "bound",
    "gap",
    "seconds",
    "published",
    "ratio",
    "verdict",
)


@dataclass(frozen=True)
class Line:
    """One instance beside its published value."""

    family: str
    instance: str
    problem: str
    p: str
    status: str
    objective: float | None
    bound: float | None
    gap: float | None
    seconds: float
    published: float | None
    verdict: str

    @property
    def ratio(self) -> float | None:
        if self.objective is None or not self.published:
            return None
        return self.objective / self.published

    def shown(self) -> dict[str, str]:
        cells = {name: getattr(self, name) for name in COLUMNS}
        exact = {name: _number(cells[name]) for name in ("objective", "bound", "published")}
        near = {"gap": _number(self.gap, 6), "seconds": f"{self.seconds:.2f}", "ratio": _number(self.ratio, 6)}
        return {name: str(cell) for name, cell in (cells | exact | near).items()}


def _number(value: float | None, places: int = 5) -> str:
    return "-" if value is None else f"{value:.{places}f}".rstrip("0").rstrip(".")


def run(folder: Path, *, seconds: float, gap: float, only: str, out: Path | None, cores: int = 1) -> int:
    """Print a line for each instance; the exit code is 1 when a bound contradicts a published optimum."""
    starts = tuple(part for part in only.split(",") if part)
    lines = []
    print("\t".join(COLUMNS))
    for line in _lines(folder, seconds, gap, starts, cores):
        print("\t".join(line.shown().values()), flush=True)
        lines.append(line)
    if out is not None:
        with out.open("w", newline="") as file:
            table = csv.DictWriter(file, COLUMNS)
            table.writeheader()
            table.writerows(line.shown() for line in lines)
    wrong = [line for line in lines if line.verdict.startswith("WRONG")]
    reached = sum(line.verdict == "optimum, proven" for line in lines)
    print(f"{len(lines)} instances, {reached} at the published optimum and proven, {len(wrong)} contradicted")
    return 1 if wrong else 0


def _lines(folder: Path, seconds: float, gap: float, starts: tuple[str, ...], cores: int) -> Iterator[Line]:
    with (folder / "OPTIMA.csv").open(newline="") as file:
        published = list(csv.DictReader(file))
    for row in _wanted([row for row in published if row["family"] in FORMATS], starts):
        yield _public(folder, row, seconds, gap, cores)
    if (folder / "county" / "optima.json").exists() and (
        not starts or "county".startswith(starts) or any(each.startswith("county") for each in starts)
    ):
        from .county_bench import county_lines

        yield from county_lines(folder / "county", seconds, gap, starts, cores)


def _wanted(published: list[Mapping[str, str]], starts: tuple[str, ...]) -> list[Mapping[str, str]]:
    """The rows asked for, in the order they are asked for, each once; `name:p` asks for one count of sites."""
    chosen: dict[int, Mapping[str, str]] = {}
    for start in starts or ("",):
        name, _, count = start.partition(":")
        for place, row in enumerate(published):
            named = row["family"].startswith(name) or row["instance"].startswith(name)
            if named and (not count or row["p"] == count):
                chosen.setdefault(place, row)
    return list(chosen.values())


def _public(folder: Path, row: Mapping[str, str], seconds: float, gap: float, cores: int = 1) -> Line:
    style, ending = FORMATS[row["family"]]
    kind = row["problem"].split(" (")[0].split(" Q=")[0]
    kind = {"UFLP": "facility-location", "single-source CFLP": "facility-location"}.get(kind, kind)
    kind = "p-median" if kind == "capacitated p-median" else kind
    began = monotonic()
    path = folder / row["family"] / f"{row['instance']}{ending}"
    problem = read_benchmark(style, path, p=int(row["p"]) if row["p"] else None, problem=kind)
    return compared(
        problem,
        row["family"],
        row["instance"],
        row["problem"],
        row["p"],
        float(row["value"]),
        seconds=seconds,
        gap=gap,
        proven=row["status"] == "optimal",
        began=began,
        cores=cores,
    )


def compared(
    problem: Problem,
    family: str,
    instance: str,
    name: str,
    p: str,
    published: float,
    *,
    seconds: float,
    gap: float,
    proven: bool = True,
    began: float,
    largest: bool = False,
    cores: int = 1,
) -> Line:
    """Solve one instance; time counts from reading the file."""
    answer = solve(problem, seconds=seconds - (monotonic() - began), gap=gap, cores=cores)
    verdict = _verdict(answer.objective, answer.bound, published, proven=proven, largest=largest)
    return Line(
        family,
        instance,
        name,
        p,
        str(answer.status),
        answer.objective,
        answer.bound,
        answer.gap,
        monotonic() - began,
        published,
        verdict,
    )


def _verdict(objective: float | None, bound: float | None, published: float, *, proven: bool, largest: bool) -> str:
    sign = -1.0 if largest else 1.0
    slip = 1e-6 * max(abs(published), 1.0)
    best = sign * published
    if bound is not None and sign * bound > best + slip and proven:
        return "WRONG: bound beyond the published optimum"
    if objective is None:
        return "no plan"
    if sign * objective < best - slip:
        return "WRONG: better than the published optimum" if proven else "better than best known"
    if bound is not None and abs(objective - bound) <= slip:
        return "optimum, proven" if sign * objective <= best + slip else "WRONG: proven above the published value"
    return "optimum, not proven" if sign * objective <= best + slip else "not reached"
