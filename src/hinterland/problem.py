"""The frozen question: areas with their need, candidate sites, travel, what is sought and which rules hold."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum

import numpy as np

ENGINE_VERSION = "2"  # 2: parted areas and forced sites under capacity are proven rightly


class Objective(StrEnum):
    """What a good plan is."""

    MEDIAN = "p-median"  # least need-weighted travel
    CENTRE = "p-center"  # least worst travel
    FACILITY = "facility-location"  # least fixed cost plus cost of serving
    COVERAGE = "coverage"  # most need within reach
    LEAST_COST = "least-cost"  # least running cost that keeps every rule
    KOLM_POLLAK = "kolm-pollak"  # least equally-distributed-equivalent travel
    WORST_GROUP = "worst-group"  # least of the worst group's mean travel


class Capacity(StrEnum):
    """How a site's capacity binds."""

    NONE = "none"
    SPLIT = "split"  # an area may be shared between sites
    SINGLE = "single"  # an area goes wholly to one site


class ProblemError(ValueError):
    """The question itself is wrong; the message says where."""


LATER = {"later": True}
"""What came later leaves the digest of questions without it as it was."""


def _frozen(values: Sequence[float] | np.ndarray, kind: type = float) -> np.ndarray:
    array = np.array(values, dtype=kind)
    array.flags.writeable = False
    return array


@dataclass(frozen=True, kw_only=True, eq=False)
class Areas:
    """Small areas: who they are, their need, and the groups they belong to."""

    ids: tuple[str, ...]
    need: np.ndarray
    demand: np.ndarray = None  # what an area takes of a site's capacity; need, when not given
    groups: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # "locality", "decile", "rural"…: one label an area
    neighbours: np.ndarray = field(default=None, metadata=LATER)  # pairs of areas, by place, that touch

    def __post_init__(self) -> None:
        object.__setattr__(self, "need", _frozen(self.need))
        object.__setattr__(self, "demand", self.need if self.demand is None else _frozen(self.demand))
        object.__setattr__(self, "groups", {name: tuple(map(str, labels)) for name, labels in self.groups.items()})
        if self.neighbours is not None:
            pairs = np.asarray(self.neighbours, int).reshape(-1, 2)
            if len(pairs) and not 0 <= pairs.min() <= pairs.max() < len(self.ids):
                raise ProblemError("Neighbours are pairs of areas, numbered from 0")
            object.__setattr__(self, "neighbours", _frozen(pairs, int))
        _check_lengths("area", self.ids, need=self.need, demand=self.demand, **self.groups)
        for name in ("need", "demand"):
            _check_numbers(name, getattr(self, name))


@dataclass(frozen=True, kw_only=True, eq=False)
class Sites:
    """Candidate sites: where they are, what they cost, what they hold."""

    ids: tuple[str, ...]
    locality: tuple[str, ...] = ()
    existing: np.ndarray = None
    run_cost: np.ndarray = None
    closure_cost: np.ndarray = None
    capacity: np.ndarray = None

    def __post_init__(self) -> None:
        count = len(self.ids)
        object.__setattr__(self, "locality", tuple(map(str, self.locality or ("",) * count)))
        for name in ("run_cost", "closure_cost"):
            given = getattr(self, name)
            object.__setattr__(self, name, _frozen(np.zeros(count) if given is None else given))
        capacity = np.full(count, np.inf) if self.capacity is None else self.capacity
        object.__setattr__(self, "capacity", _frozen(capacity))
        existing = np.zeros(count, bool) if self.existing is None else self.existing
        object.__setattr__(self, "existing", _frozen(existing, bool))
        columns = {
            name: getattr(self, name) for name in ("locality", "existing", "run_cost", "closure_cost", "capacity")
        }
        _check_lengths("site", self.ids, **columns)
        _check_numbers("capacity", self.capacity, allow_infinite=True)
        if not (np.isfinite(self.run_cost).all() and np.isfinite(self.closure_cost).all()):
            raise ProblemError("Every cost of a site must be a number")


@dataclass(frozen=True, kw_only=True, eq=False)
class Travel:
    """Travel between areas and sites: a table, a graph's shortest paths, or straight lines between points.

    `matrix` is areas by sites (`inf`: cannot be reached). `edges` are (from, to, length) between areas numbered
    from 0, which are the sites as well; of repeated edges the last counts. `points` are (x, y) of areas; `site_points`
    of sites (the areas themselves, when not given).
    """

    matrix: np.ndarray = None
    edges: np.ndarray = None
    points: np.ndarray = None
    site_points: np.ndarray = None
    measure: str = "euclid"  # or "floor-euclid", whole units rounded down

    def __post_init__(self) -> None:
        for name in ("matrix", "edges", "points", "site_points"):
            if getattr(self, name) is not None:
                object.__setattr__(self, name, _frozen(getattr(self, name)))
        if sum(part is not None for part in (self.matrix, self.edges, self.points)) != 1:
            raise ProblemError("Travel is given as exactly one of a matrix, edges or points")
        if self.measure not in ("euclid", "floor-euclid"):
            raise ProblemError(f"Travel cannot be measured as {self.measure!r}")
        if self.matrix is not None and (np.isnan(self.matrix).any() or (self.matrix < 0).any()):
            raise ProblemError("Travel must be numbers from 0 upwards")
        if self.points is not None and not np.isfinite(self.points).all():
            raise ProblemError("Every point needs two numbers")


@dataclass(frozen=True, kw_only=True)
class MinShare:
    """At least this share of the need (of one group, when named) lies within so much travel of its site."""

    within: float
    share: float
    group: str = ""  # a group of the areas, e.g. "rural"
    label: str = ""  # the label in that group, e.g. "1"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The planner's wishes; each may be left out."""

    open_exactly: int | None = None
    open_at_least: int | None = None
    open_at_most: int | None = None
    force_open: tuple[str, ...] = ()
    force_closed: tuple[str, ...] = ()
    existing_only: bool = False
    budget: float | None = None  # running costs of open sites plus closure costs of existing ones that close
    count_closure_costs: bool = True
    min_per_locality: int = 0  # in every locality that has a candidate
    max_travel: float | None = None
    max_travel_rural: float | None = None
    min_shares: tuple[MinShare, ...] = ()
    capacity: Capacity = Capacity.NONE
    at_most_changes: int | None = None  # openings and closures together, against the existing sites
    whole: str = ""  # a group of areas ("locality", "district"): each label's areas go to one site together
    contiguous: bool = field(default=False, metadata=LATER)  # the areas of a site hang together by neighbours


@dataclass(frozen=True, kw_only=True, eq=False)
class Period:
    """One of several years: how many sites, what the need is then, and how much the year counts."""

    open_exactly: int
    weight: float = 1.0
    need: np.ndarray = None

    def __post_init__(self) -> None:
        if self.need is not None:
            object.__setattr__(self, "need", _frozen(self.need))
            _check_numbers("need", self.need)


@dataclass(frozen=True, kw_only=True, eq=False)
class Problem:
    """A siting problem, whole: nothing else decides the answer."""

    areas: Areas
    sites: Sites
    travel: Travel
    objective: Objective = Objective.MEDIAN
    rules: Rules = field(default_factory=Rules)
    name: str = ""
    seed: int = 0
    kappa: float = 0.0  # Kolm-Pollak: aversion to inequality, per unit of travel
    cover_within: float | None = None  # coverage: within how much travel need counts as reached
    group_by: str = "decile"  # worst-group: which groups
    periods: tuple[Period, ...] = ()  # several years; open_exactly stands in each of them
    between_periods: str = (
        "close"  # "close": a site that has closed stays closed; "open": one that has opened stays open
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "objective", Objective(self.objective))
        if not self.areas.ids or not self.sites.ids:
            raise ProblemError("There must be at least one area and one site")
        _check_shape(self)
        _check_sought(self)
        _check_rules(self)

    @property
    def digest(self) -> str:
        """The same question, seed and engine give the same digest."""
        seal = hashlib.sha256(f"hinterland {ENGINE_VERSION}".encode())
        _feed(seal, self)
        return seal.hexdigest()


def _feed(seal: "hashlib._Hash", value: object) -> None:
    if isinstance(value, np.ndarray):
        seal.update(f"array{value.shape}".encode())
        seal.update(np.ascontiguousarray(value).tobytes())
    elif hasattr(value, "__dataclass_fields__"):
        for part in fields(value):
            held = getattr(value, part.name)
            if part.metadata.get("later") and (held is None or held is False):
                continue
            seal.update(part.name.encode() + b"=")
            _feed(seal, held)
    elif isinstance(value, Mapping):
        for name in sorted(value):
            _feed(seal, (name, value[name]))
    elif isinstance(value, tuple):
        seal.update(f"tuple{len(value)}".encode())
        for part in value:
            _feed(seal, part)
    else:
        seal.update(f"{value!r};".encode())


def _check_lengths(what: str, ids: Sequence[str], **columns: Sequence) -> None:
    if len(set(ids)) != len(ids):
        raise ProblemError(f"Two {what}s have the same name")
    for name, column in columns.items():
        if len(column) != len(ids):
            raise ProblemError(f"{name} has {len(column)} values for {len(ids)} {what}s")


def _check_numbers(name: str, values: np.ndarray, *, allow_infinite: bool = False) -> None:
    if np.isnan(values).any() or (values < 0).any() or not (allow_infinite or np.isfinite(values).all()):
        raise ProblemError(f"Every {name} must be a number from 0 upwards")


def _check_shape(problem: Problem) -> None:
    areas, sites, travel = len(problem.areas.ids), len(problem.sites.ids), problem.travel
    if travel.matrix is not None and travel.matrix.shape != (areas, sites):
        raise ProblemError(f"The travel matrix is {travel.matrix.shape}, not {areas} areas by {sites} sites")
    if travel.edges is not None:
        if areas != sites:
            raise ProblemError("In a graph every vertex is an area and a site")
        if travel.edges.size and (travel.edges.shape[1] != 3 or travel.edges[:, :2].max() >= areas):
            raise ProblemError("An edge is a pair of vertices and a length")
    if travel.points is not None:
        ends = travel.points if travel.site_points is None else travel.site_points
        if travel.points.shape != (areas, 2) or ends.shape != (sites, 2):
            raise ProblemError("Every area and every site needs one point of two coordinates")


def _check_sought(problem: Problem) -> None:
    if problem.objective is Objective.KOLM_POLLAK and not problem.kappa > 0:
        raise ProblemError("Kolm-Pollak needs a kappa above 0")
    if problem.objective is Objective.COVERAGE and problem.cover_within is None:
        raise ProblemError("Coverage needs cover_within: within how much travel need is reached")
    if problem.objective is Objective.WORST_GROUP and problem.group_by not in problem.areas.groups:
        raise ProblemError(f"The areas have no group {problem.group_by!r}")
    for period in problem.periods:
        if period.need is not None and len(period.need) != len(problem.areas.ids):
            raise ProblemError("A period's need must have one value an area")
    if problem.periods and problem.objective is not Objective.MEDIAN:
        raise ProblemError("Several periods are solved for p-median only")
    if problem.between_periods not in ("close", "open"):
        raise ProblemError(f"Between periods sites may close or open, not {problem.between_periods!r}")


def _check_rules(problem: Problem) -> None:
    rules, known = problem.rules, set(problem.sites.ids)
    for site in (*rules.force_open, *rules.force_closed):
        if site not in known:
            raise ProblemError(f"There is no site {site!r}")
    for share in rules.min_shares:
        if share.group and share.group not in problem.areas.groups:
            raise ProblemError(f"The areas have no group {share.group!r}")
    if rules.max_travel_rural is not None and "rural" not in problem.areas.groups:
        raise ProblemError("max_travel_rural needs the group 'rural' of the areas")
    if rules.whole and rules.whole not in problem.areas.groups:
        raise ProblemError(f"The areas have no group {rules.whole!r}")
    if rules.contiguous:
        _check_contiguous(problem)
    if rules.capacity is not Capacity.NONE:
        if problem.objective not in (Objective.MEDIAN, Objective.FACILITY):
            raise ProblemError("Capacity goes with p-median and facility-location only")
        if problem.periods:
            raise ProblemError("Capacity cannot be combined with several periods")
    if problem.periods and (rules.min_shares or rules.whole):
        raise ProblemError("Shares within reach and whole groups cannot be combined with several periods")


def _check_contiguous(problem: Problem) -> None:
    if problem.areas.neighbours is None:
        raise ProblemError("Catchments in one piece need the neighbours of the areas")
    if problem.objective not in (Objective.MEDIAN, Objective.FACILITY) or problem.periods:
        raise ProblemError("Catchments in one piece go with p-median and facility-location of one period only")
    if problem.rules.capacity is Capacity.SPLIT:
        raise ProblemError("Catchments in one piece cannot be combined with areas that are split")
    if problem.rules.capacity is Capacity.SINGLE and problem.rules.min_shares:
        raise ProblemError("Catchments in one piece within capacities cannot be combined with shares within reach")
