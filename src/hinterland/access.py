"""Access: how long it takes to get there, who can, and how evenly.

Minutes come from one of three sources, and say which: a straight line with a detour factor and speeds by
kind of country, a straight-line model fitted to measured drives, or a matrix that was measured elsewhere.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

Array = np.ndarray
Point = tuple[float, float]


class TravelUnknown(ValueError):
    """A travel time that is needed is not known; the message says between where and where."""


@dataclass(frozen=True, slots=True)
class Country:
    """How one kind of country is travelled: minutes = start + km × detour × 60 / speed."""

    detour: float
    km_per_hour: float
    minutes_to_start: float = 0.0

    def minutes(self, straight_km: Array) -> Array:
        """Minutes for straight-line kilometres."""
        return self.minutes_to_start + straight_km * self.detour * 60 / self.km_per_hour


@dataclass(frozen=True, slots=True)
class TravelModel:
    """How people travel from each kind of country, and where the model comes from."""

    by_kind: Mapping[str, Country]
    source: str
    mode: str = "car"


DRIVING = TravelModel(
    {
        "Urban": Country(detour=1.37, km_per_hour=79.4, minutes_to_start=9.8),
        "Rural": Country(detour=1.40, km_per_hour=79.5, minutes_to_start=10.6),
    },
    "Least squares on 3,840 measured drives under 30 km from areas of Oxfordshire and Essex (mean error 3.5 minutes); "
    "detours from random points in southern England. Short urban trips are overstated",
)  # fmt: skip
WALKING = TravelModel(
    {"Urban": Country(1.3, 4.8), "Rural": Country(1.5, 4.8)},
    "4.8 km an hour, as the accessibility statistics of the Department for Transport; detours are a local default",
    mode="walk",
)


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes from every area (row) to every site (column)."""

    areas: tuple[str, ...]
    sites: tuple[str, ...]
    minutes: Array = field(repr=False)
    source: str = ""
    mode: str = "car"

    def __post_init__(self) -> None:
        """Refuse a table that is not whole."""
        if self.minutes.shape != (len(self.areas), len(self.sites)):
            raise TravelUnknown(f"The table is {self.minutes.shape}, not {len(self.areas)} by {len(self.sites)}")
        bad = np.argwhere(~np.isfinite(self.minutes) | (self.minutes < 0))
        if len(bad):
            area, site = self.areas[bad[0][0]], self.sites[bad[0][1]]
            raise TravelUnknown(f"{len(bad):,} travel times are not known, first from {area} to {site}")

    def to_nearest(self, sites: Iterable[str]) -> tuple[Array, list[str]]:
        """Minutes from each area to the nearest of these sites, and which that is; ties to the first named."""
        columns = [self.sites.index(one) for one in sites]
        if not columns:
            raise TravelUnknown("There is no site to travel to")
        some = self.minutes[:, columns]
        nearest = some.argmin(axis=1)
        return some[np.arange(len(some)), nearest], [self.sites[columns[k]] for k in nearest]

    def catchment(self, site: str, minutes: float) -> list[str]:
        """The areas from which a site is reached within so many minutes."""
        column = self.minutes[:, self.sites.index(site)]
        return [area for area, one in zip(self.areas, column, strict=True) if one <= minutes]


def straight_km(origins: Sequence[Point], ends: Sequence[Point]) -> Array:
    """Straight-line kilometres between points given in metres."""
    one, other = np.asarray(origins, dtype=float), np.asarray(ends, dtype=float)
    return np.hypot(one[:, None, 0] - other[None, :, 0], one[:, None, 1] - other[None, :, 1]) / 1000


def modelled(
    areas: Mapping[str, Point], kinds: Mapping[str, str], sites: Mapping[str, Point], model: TravelModel = DRIVING
) -> Travel:
    """Minutes by a model; `kinds` says of each area what country it is in."""
    km = straight_km(list(areas.values()), list(sites.values()))
    minutes = np.empty_like(km)
    for row, area in enumerate(areas):
        kind = kinds.get(area, "")
        if kind not in model.by_kind:
            raise TravelUnknown(f"{area} is in {kind or 'no known'} country, and the model knows {list(model.by_kind)}")
        minutes[row] = model.by_kind[kind].minutes(km[row])
    return Travel(tuple(areas), tuple(sites), minutes, model.source, model.mode)


def imported(
    rows: Iterable[tuple[str, str, float]],
    *,
    areas: Sequence[str],
    sites: Sequence[str],
    source: str,
    mode: str = "car",
) -> Travel:
    """A table measured elsewhere, as rows of area, site, minutes. Rows about other places are left out."""
    row_of, column_of = {one: k for k, one in enumerate(areas)}, {one: k for k, one in enumerate(sites)}
    minutes = np.full((len(areas), len(sites)), np.nan)
    for area, site, value in rows:
        if area in row_of and site in column_of:
            minutes[row_of[area], column_of[site]] = value
    return Travel(tuple(areas), tuple(sites), minutes, source, mode)


def fitted(km: Array, minutes: Array, kinds: Sequence[str], *, detour: Mapping[str, float], source: str) -> TravelModel:
    """A model by least squares from measured drives, for each kind of country in turn."""
    km, minutes, named = np.asarray(km, float), np.asarray(minutes, float), np.asarray(kinds)
    by_kind = {}
    for kind in sorted(set(kinds)):
        x, y = km[named == kind], minutes[named == kind]
        if len(x) < 3 or x.std() == 0:
            raise TravelUnknown(f"Three drives of different length from {kind} country are needed")
        per_km = float(((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum())
        if per_km <= 0:
            raise TravelUnknown(f"The drives from {kind} country do not take longer the further they go")
        start = max(0.0, float(y.mean() - per_km * x.mean()))
        by_kind[kind] = Country(detour[kind], detour[kind] * 60 / per_km, start)
    return TravelModel(by_kind, source)


# How evenly


def weighted_mean(minutes: Array, weights: Array) -> float:
    """The mean over people, or over need; nan when there is nobody."""
    total = float(np.sum(weights))
    return float(np.dot(minutes, weights) / total) if total > 0 else math.nan


def share_within(minutes: Array, weights: Array, limit: float) -> float:
    """The share of people who get there within so many minutes."""
    return weighted_mean((minutes <= limit).astype(float), weights)


def gini(minutes: Array, weights: Array) -> float:
    """How unequal: 0 when all travel as long, towards 1 when a few have it all."""
    order = np.argsort(minutes, kind="stable")
    x, w = np.asarray(minutes, float)[order], np.asarray(weights, float)[order]
    total, amount = w.sum(), float(np.dot(w, x))
    if total <= 0 or amount <= 0:
        return 0.0
    before = np.concatenate([[0.0], np.cumsum(w * x)])
    return float(1 - np.sum(w * (before[1:] + before[:-1])) / (total * amount))


def kolm_pollak_ede(minutes: Array, weights: Array, kappa: float) -> float:
    """The time which, if all travelled it, would be as bad as the times as they are.

    EDE = ln( Σ w exp(κ t) / Σ w ) / κ. It is never less than the mean; κ above 0 says how much
    worse a long journey is thought to be. Source: Sheriff and Maguire, Review of Income and Wealth 66 (2020).
    """
    t, w = np.asarray(minutes, float), np.asarray(weights, float)
    if kappa <= 0:
        return weighted_mean(t, w)
    if w.sum() <= 0:
        return math.nan
    top = float(t[w > 0].max())
    return top + math.log(float(np.dot(w, np.exp(kappa * (t - top))) / w.sum())) / kappa


def kappa_for(minutes: Array, weights: Array, aversion: float = 1.0) -> float:
    """The κ that makes an aversion mean the same whatever the unit: aversion × Σwt / Σwt²."""
    t, w = np.asarray(minutes, float), np.asarray(weights, float)
    squares = float(np.dot(w, t * t))
    return aversion * float(np.dot(w, t)) / squares if squares > 0 else 0.0


@dataclass(frozen=True, slots=True)
class AccessSummary:
    """How people get there: the mean, the furthest, who is near, and how evenly."""

    people: float
    mean_minutes: float
    furthest_minutes: float
    within_15: float
    within_30: float
    gini: float
    even_minutes: float


def summary_of(minutes: Array, weights: Array, *, kappa: float | None = None) -> AccessSummary:
    """Summarise minutes over people. `even_minutes` is the Kolm–Pollak equivalent."""
    t, w = np.asarray(minutes, float), np.asarray(weights, float)
    reached = t[w > 0]
    chosen = kappa_for(t, w) if kappa is None else kappa
    return AccessSummary(
        float(w.sum()), weighted_mean(t, w), float(reached.max()) if len(reached) else math.nan,
        share_within(t, w, 15), share_within(t, w, 30), gini(t, w), kolm_pollak_ede(t, w, chosen),
    )  # fmt: skip


def summaries_by(minutes: Array, weights: Array, groups: Sequence[object]) -> dict[object, AccessSummary]:
    """A summary for each group: a tenth of deprivation, rural or urban, a locality. One κ serves all."""
    t, w, named = np.asarray(minutes, float), np.asarray(weights, float), np.asarray(groups)
    kappa = kappa_for(t, w)
    return {one.item(): summary_of(t[named == one], w[named == one], kappa=kappa) for one in np.unique(named)}


def deprivation_weighted(minutes: Array, people: Array, tenths: Sequence[int]) -> float:
    """Mean minutes in which a child of the most deprived tenth counts ten times one of the least."""
    return weighted_mean(np.asarray(minutes, float), np.asarray(people, float) * (11 - np.asarray(tenths)))
