"""Measures, shares and live counts: their figures by area, by locality and for the county."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from alongside.cases.queries import count_families_by_area
from alongside.foundation.policy.queries import policy_on
from alongside.places import queries as places
from alongside.places.rules.kinds import HigherMeans
from alongside.places.rules.measures import is_open_data
from alongside.planning.access import SEE_NEED
from alongside.planning.queries.counts import count_of, days_counted, standing_counts
from alongside.planning.rules.counts import COUNT_WORDS, key_of, kind_of
from alongside.planning.rules.indicators import (
    BEGUN_LATELY,
    HELPED_NOW,
    LIVE,
    OWN_RECORDS,
    RATE_PER,
    SHARES,
    SMALL_HIDDEN,
    Indicator,
    Kind,
    children_measure,
    grouped,
    is_open,
    kind_of_measure,
    quarter_days,
)
from alongside.planning.rules.suppression import Counts, SuppressionPolicy, beside, safe_counts
from alongside.values.dates import months_after

Figure = float | None


@dataclass(frozen=True, slots=True)
class Ground:
    """The county: its areas, which locality each is in, the localities by name, and who lives there."""

    areas: list
    locality_of: dict[str, str]
    localities: list
    people: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Figures:
    """One indicator's figures. An area that is missing is not in our data; None is hidden."""

    indicator: Indicator
    period: str
    by_area: dict[str, Figure]
    by_locality: dict[str, Figure]
    county: Figure


def ground_of(*, with_boundary: bool = False) -> Ground:
    """Every area with its locality."""
    areas = list(places.list_areas(with_boundary=with_boundary))
    return Ground(
        areas,
        {one.code: one.locality.slug if one.locality else "" for one in areas},
        list(places.list_localities()),
        places.statistics("population"),
    )


def list_series(*, viewer) -> list[Indicator]:
    """Live counts, shares, and every measure that is held, for whoever sees the map of need."""
    if not viewer.may(SEE_NEED):
        return []
    measures = {one.key: one for one in places.list_measures()}
    vintage = next((one.vintage for one in measures.values()), "")
    return [*_live(measures, vintage), *_shares(measures), *map(_measure, measures.values())]


def open_series() -> list[Indicator]:
    """Shares and measures as others published them, for everybody: nothing that a service counted of its families, and
    no measure that is not known to be open data. Figures are read by key, so one closed measure closes its key."""
    held = list(places.list_measures())
    closed = {one.key for one in held if not _is_open_data(one)}
    measures = {one.key: one for one in held if one.key not in closed}
    return [one for one in (*_shares(measures), *map(_measure, measures.values())) if is_open(one)]


def vintage_of_county() -> str:
    """The vintage of the areas on which all figures stand: a county is held on one."""
    one = places.list_measures().first()
    return one.vintage if one else ""


def _measure(one) -> Indicator:
    return Indicator(
        one.key,
        one.name,
        kind_of_measure(one.key),
        one.unit,
        one.source,
        one.vintage,
        one.higher_means != HigherMeans.LESS_NEED,
        1 if one.unit == "score" else one.decimals,
        one.is_estimate,
        is_open_data=_is_open_data(one),
    )


def _is_open_data(one) -> bool:
    return is_open_data(one.key, source=one.source, vintage=one.vintage)


def _shares(measures: Mapping) -> list[Indicator]:
    return [
        Indicator(
            key,
            name,
            Kind.SHARE,
            "%",
            measures[top].source,
            measures[top].vintage,
            True,
            1,
            measures[top].is_estimate or measures[bottom].is_estimate,
            top,
            bottom,
            100,
            _is_open_data(measures[top]) and _is_open_data(measures[bottom]),
        )
        for key, name, top, bottom in SHARES
        if top in measures and bottom in measures
    ]


def _live(measures: Mapping, vintage: str) -> list[Indicator]:
    children = children_measure(measures)
    counted = [(key, name, "families", OWN_RECORDS) for key, name in LIVE]
    counted += [
        (key_of(kind), COUNT_WORDS[kind], "children", f"{one.source}; {SMALL_HIDDEN}")
        for kind, one in sorted(standing_counts(vintage).items())
    ]
    found = [Indicator(key, name, Kind.LIVE, unit, source, vintage) for key, name, unit, source in counted]
    if children:
        found += [
            Indicator(
                f"{key}_rate",
                f"{name}, for each 1,000 children",
                Kind.LIVE_RATE,
                f"{unit} for each 1,000 children",
                f"{source}; children: {measures[children].source}",
                vintage,
                True,
                1,
                False,
                key,
                children,
                RATE_PER,
            )
            for key, name, unit, source in counted
        ]
    return found


def series_figures(indicator: Indicator, *, ground: Ground, today: date, period: str = "") -> Figures:
    """The figures of a series: of a period, or of the latest. Live ones are safe to show."""
    if indicator.is_live:
        return _live_figures(indicator, ground, today, earlier_days(indicator, today=today).get(period))
    if indicator.kind == Kind.SHARE:
        return _share_figures(indicator, ground, period)
    period = period or places.latest_period(indicator.key)
    return figures_of_areas(indicator, period, places.statistics(indicator.key, period=period), ground)


def figures_of_areas(indicator: Indicator, period: str, values: dict[str, Figure], ground: Ground) -> Figures:
    found = grouped(indicator.kind, values, ground.people, _in_localities(ground))
    county = grouped(indicator.kind, values, ground.people, dict.fromkeys(ground.locality_of, "county"))
    return Figures(indicator, period, values, found, county.get("county"))


def _in_localities(ground: Ground) -> dict[str, str]:
    return {area: slug for area, slug in ground.locality_of.items() if slug}


def _share_figures(indicator: Indicator, ground: Ground, period: str) -> Figures:
    period = period or places.latest_period(indicator.numerator)
    top = places.statistics(indicator.numerator, period=period)
    bottom = places.statistics(indicator.denominator, period=period)
    if not bottom:  # the same people of another year: said beside the figure
        bottom = places.statistics(indicator.denominator)
    both = {area: _rate(top[area], bottom[area], indicator.per) for area in top if area in bottom}
    return Figures(
        indicator,
        period,
        both,
        _rates_of_groups(top, bottom, _in_localities(ground), indicator.per),
        _rates_of_groups(top, bottom, dict.fromkeys(ground.locality_of, "county"), indicator.per).get("county"),
    )


def _rates_of_groups(top, bottom, groups: dict[str, str], per: int) -> dict[str, Figure]:
    sums = grouped(Kind.COUNT, {area: top[area] for area in top if area in bottom}, {}, groups)
    below = grouped(Kind.COUNT, {area: bottom[area] for area in bottom if area in top}, {}, groups)
    return {group: _rate(sums[group], below.get(group), per) for group in sums}


def _rate(top: Figure, bottom: Figure, per: int) -> Figure:
    return None if top is None or not bottom else per * top / bottom


def live_counts(key: str, *, ground: Ground, today: date, day: date | None = None) -> Counts:
    """Families or children by area, safe to show: nought where there is none, None where the count is hidden. Those of
    an earlier day are safe to show beside today's."""
    smallest = policy_on(SuppressionPolicy, today).smallest_shown
    now = safe_counts(_counted(key, ground, today), ground.locality_of, smallest=smallest)
    if day is None:
        return now
    return beside(safe_counts(_counted(key, ground, today, day), ground.locality_of, smallest=smallest), now)


def _counted(key: str, ground: Ground, today: date, day: date | None = None) -> dict[str, int]:
    """As it was counted, of every area."""
    if kind := kind_of(key):
        one = count_of(kind, vintage_of_county(), as_of=day)
        found = one.counts if one else {}
    elif key == HELPED_NOW:
        found = count_families_by_area(helped_on=day or today)
    else:
        found = count_families_by_area(begun_from=months_after(day or today, -12), begun_to=day)
    return {area: found.get(area, 0) for area in ground.locality_of}


def earlier_days(indicator: Indicator, *, today: date) -> dict[str, date]:
    """The earlier days that a live count can stand beside, by what they are called, the latest first: those on which
    another service counted the same areas, and of our own records the first days of quarters."""
    key = indicator.numerator or indicator.key
    if kind := kind_of(key):
        return {f"{day:%-d %B %Y}": day for day in days_counted(kind, vintage_of_county())[1:]}
    return {_said_of(key, day): day for day in quarter_days(today)}


def _said_of(key: str, day: date) -> str:
    return f"{day:%-d %B %Y}" if key != BEGUN_LATELY else f"12 months to {day:%-d %B %Y}"


def when_counted(key: str, today: date) -> str:
    """The day or the months that a count is of."""
    if kind := kind_of(key):
        return f"{standing_counts(vintage_of_county())[kind].as_of:%-d %B %Y}"
    return _said_of(key, today)


def _as_of(indicator: Indicator, day: date | None) -> Indicator:
    """An earlier count of another service says who counted it then."""
    kind = kind_of(indicator.numerator or indicator.key)
    one = count_of(kind, vintage_of_county(), as_of=day) if kind and day else None
    return replace(indicator, source=one.source) if one else indicator


def _live_figures(indicator: Indicator, ground: Ground, today: date, day: date | None) -> Figures:
    key = indicator.numerator or indicator.key
    safe = live_counts(key, ground=ground, today=today, day=day)
    period = _said_of(key, day) if day else when_counted(key, today)
    indicator = _as_of(indicator, day)
    localities = {slug: count for slug, count in safe.by_group.items() if slug}
    if indicator.kind == Kind.LIVE:
        return Figures(indicator, period, safe.by_area, localities, safe.total)
    children = places.statistics(indicator.denominator)
    by_locality = grouped(Kind.COUNT, children, {}, _in_localities(ground))
    everyone = sum(value or 0 for value in children.values())
    return Figures(
        indicator,
        period,
        {area: _rate(count, children.get(area), RATE_PER) for area, count in safe.by_area.items() if area in children},
        {slug: _rate(count, by_locality.get(slug), RATE_PER) for slug, count in localities.items()},
        _rate(safe.total, everyone, RATE_PER),
    )
