"""The public formats of location problems, as their publishers describe them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from ..problem import Areas, Capacity, Objective, Problem, ProblemError, Rules, Sites, Travel


def _numbered(letter: str, count: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number}" for number in range(1, count + 1))


def _vertices(count: int, *, need: np.ndarray | None = None, capacity: np.ndarray | None = None) -> tuple[Areas, Sites]:
    names = tuple(str(number) for number in range(1, count + 1))
    areas = Areas(ids=names, need=np.ones(count), demand=need)
    return areas, Sites(ids=names, capacity=capacity)


def _numbers(path: Path) -> np.ndarray:
    words = path.read_text().replace("capacity", "0").split()
    try:
        return np.array(words, dtype=float)
    except ValueError as error:
        raise ProblemError(f"{path.name}: {error}") from error


def read_pmed(path: Path, p: int | None, objective: Objective) -> Problem:
    """OR-Library's uncapacitated p-median: a graph whose every vertex is an area of need 1 and a candidate."""
    numbers = _numbers(path)
    vertices, count, sites = (int(number) for number in numbers[:3])
    edges = numbers[3 : 3 + 3 * count].reshape(count, 3) - (1, 1, 0)
    areas, candidates = _vertices(vertices)
    rules = Rules(open_exactly=p or sites)
    return Problem(areas=areas, sites=candidates, travel=Travel(edges=edges), rules=rules, objective=objective)


def read_pmedcap(path: Path, p: int | None, objective: Objective) -> Problem:
    """OR-Library's capacitated p-median: every point wholly assigned to one median of capacity Q."""
    numbers = _numbers(path)
    count, sites, capacity = int(numbers[0]), int(numbers[1]), numbers[2]
    rows = numbers[3 : 3 + 4 * count].reshape(count, 4)
    areas, candidates = _vertices(count, need=rows[:, 3], capacity=np.full(count, capacity))
    rules = Rules(open_exactly=p or sites, capacity=Capacity.SINGLE)
    travel = Travel(points=rows[:, 1:3], measure="floor-euclid")
    return Problem(areas=areas, sites=candidates, travel=travel, rules=rules, objective=objective)


def read_tsplib(path: Path, p: int | None, objective: Objective) -> Problem:
    """TSPLIB points as a p-median: distances rounded down, need 1, every point a candidate."""
    if p is None:
        raise ProblemError("A TSPLIB file does not say how many sites to open: give --p")
    lines = path.read_text().splitlines()
    start = next((row for row, line in enumerate(lines) if line.startswith("NODE_COORD_SECTION")), None)
    if start is None:
        raise ProblemError(f"{path.name} has no NODE_COORD_SECTION")
    points = []
    for line in lines[start + 1 :]:
        words = line.split()
        if len(words) != 3:
            break
        points.append((float(words[1]), float(words[2])))
    areas, candidates = _vertices(len(points))
    travel = Travel(points=np.array(points), measure="floor-euclid")
    return Problem(areas=areas, sites=candidates, travel=travel, rules=Rules(open_exactly=p), objective=objective)


def read_uncap(path: Path, p: int | None, objective: Objective) -> Problem:
    """OR-Library's uncapacitated facility location: capacities are ignored, costs serve the whole demand."""
    numbers = _numbers(path)
    sites, count = int(numbers[0]), int(numbers[1])
    ends = 2 + 2 * sites
    candidates = Sites(ids=_numbered("S", sites), run_cost=numbers[3:ends:2])
    rows = numbers[ends : ends + count * (sites + 1)].reshape(count, sites + 1)
    areas = Areas(ids=_numbered("A", count), need=np.ones(count), demand=rows[:, 0])
    rules = Rules(open_exactly=p)
    return Problem(areas=areas, sites=candidates, travel=Travel(matrix=rows[:, 1:]), rules=rules, objective=objective)


def read_sscflp(path: Path, p: int | None, objective: Objective) -> Problem:
    """Single-source capacitated facility location: capacities, fixed costs, demands, then a row of costs a demand."""
    numbers = _numbers(path)
    sites, count = int(numbers[0]), int(numbers[1])
    capacity, fixed, demand, costs = np.split(numbers[2:], np.cumsum([sites, sites, count]))
    candidates = Sites(ids=_numbered("S", sites), run_cost=fixed, capacity=capacity)
    areas = Areas(ids=_numbered("A", count), need=np.ones(count), demand=demand)
    travel = Travel(matrix=costs[: count * sites].reshape(count, sites))
    rules = Rules(open_exactly=p, capacity=Capacity.SINGLE)
    return Problem(areas=areas, sites=candidates, travel=travel, rules=rules, objective=objective)


Reader = Callable[[Path, int | None, Objective], Problem]
READERS: dict[str, tuple[Reader, Objective]] = {
    "orlib-pmed": (read_pmed, Objective.MEDIAN),
    "orlib-pmedcap": (read_pmedcap, Objective.MEDIAN),
    "orlib-uncap": (read_uncap, Objective.FACILITY),
    "sscflp": (read_sscflp, Objective.FACILITY),
    "tsplib": (read_tsplib, Objective.MEDIAN),
}
ALIASES = {
    "p-centre": Objective.CENTRE,
    "capacitated-p-median": Objective.MEDIAN,
    "capacitated p-median": Objective.MEDIAN,
    "p-median (floor Euclid)": Objective.MEDIAN,
    "uflp": Objective.FACILITY,
    "ufl": Objective.FACILITY,
    "sscflp": Objective.FACILITY,
    "cflp": Objective.FACILITY,
}


def objective_named(words: str) -> Objective:
    """The objective of this name, under any of its usual names."""
    try:
        return ALIASES[words.lower()] if words.lower() in ALIASES else Objective(words.lower())
    except ValueError as error:
        raise ProblemError(f"{words!r} is none of {', '.join([*Objective, *ALIASES])}") from error


def read_benchmark(style: str, path: Path, *, p: int | None = None, problem: str | None = None) -> Problem:
    """A problem from a file of a public benchmark."""
    if style not in READERS:
        raise ProblemError(f"There is no format {style!r}: there are {', '.join(READERS)}")
    reader, usual = READERS[style]
    try:
        return reader(path, p, objective_named(problem) if problem else usual)
    except (IndexError, ValueError) as error:
        if isinstance(error, ProblemError):
            raise
        raise ProblemError(f"{path.name} is not a file of the format {style}: {error}") from error
