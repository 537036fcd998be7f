"""Everything the map of need can show: indexes beside series."""

from datetime import date

from alongside.places import queries as places
from alongside.planning.access import SEE_NEED
from alongside.planning.queries.indexes import get_index, list_indexes, made_index
from alongside.planning.queries.series import (
    Figures,
    Ground,
    earlier_days,
    figures_of_areas,
    list_series,
    series_figures,
    vintage_of_county,
)
from alongside.planning.rules.indicators import Indicator, Kind, is_open
from alongside.planning.rules.recipes import Recipe

PREFIX = "index:"


class IndicatorNotFound(LookupError):
    """Nothing by that name is in our data."""


def catalogue(*, viewer) -> list[Indicator]:
    """Everything that can be shown: indexes, live counts, shares, and every measure that is held."""
    vintage = vintage_of_county()
    return [*(_as_indicator(one, vintage) for one in list_indexes(viewer=viewer)), *list_series(viewer=viewer)]


def get_indicator(*, viewer, key: str) -> Indicator:
    """One of them."""
    for one in catalogue(viewer=viewer):
        if one.key == key:
            return one
    raise IndicatorNotFound(key)


def _as_indicator(one, vintage: str) -> Indicator:
    source = f"Version {one.version} of this index; the sources of its indicators are on its own page"
    return Indicator(f"{PREFIX}{one.slug}", one.name, Kind.INDEX, "points", source, vintage, decimals=3)


def earlier_periods(indicator: Indicator, *, viewer, today: date) -> list[str]:
    """Earlier periods or days of the same series on the same areas, the latest first."""
    if not viewer.may(SEE_NEED):
        return []
    if indicator.is_live:
        return list(earlier_days(indicator, today=today))
    return _periods_before(indicator)


def _periods_before(indicator: Indicator) -> list[str]:
    return places.periods_of(indicator.numerator or indicator.key)[1:]


def figures_for(indicator: Indicator, *, viewer, ground: Ground, today: date, period: str = "") -> Figures:
    """The figures of an indicator: of a period, or of the latest."""
    if not viewer.may(SEE_NEED):
        raise IndicatorNotFound(indicator.key)
    if indicator.kind != Kind.INDEX:
        return series_figures(indicator, ground=ground, today=today, period=period)
    recipe = Recipe.of_data(get_index(viewer=viewer, slug=indicator.key.removeprefix(PREFIX)).recipe)
    made = made_index(recipe, viewer=viewer, ground=ground, today=today)
    return figures_of_areas(indicator, "", dict(made.scores), ground)


def open_periods(indicator: Indicator, *, today: date) -> list[str]:
    """Earlier periods of an open series, for everybody."""
    return _periods_before(indicator) if is_open(indicator) else []


def open_figures(indicator: Indicator, *, ground: Ground, today: date, period: str = "") -> Figures:
    """The figures of an open series, for everybody; nothing else is open."""
    if not is_open(indicator):
        raise IndicatorNotFound(indicator.key)
    return series_figures(indicator, ground=ground, today=today, period=period)
