"""Indexes of need: their versions, and each made afresh from the figures as they stand."""

from datetime import date

from django.db.models import Max, OuterRef, QuerySet, Subquery

from alongside.places import queries as places
from alongside.planning.access import SEE_NEED
from alongside.planning.gateways.need import Ingredient, Made, make_index
from alongside.planning.models import NeedIndex
from alongside.planning.queries.series import (
    Ground,
    ground_of,
    list_series,
    live_counts,
    series_figures,
    vintage_of_county,
    when_counted,
)
from alongside.planning.rules.indicators import WHEN_OPENED, Indicator, Kind, is_open
from alongside.planning.rules.recipes import Part, Recipe


class IndexNotFound(LookupError):
    """No index, or no version of it, by that name."""


def indexes_open_to(viewer) -> QuerySet[NeedIndex]:
    """Every version of every index, for whoever sees the map of need."""
    return NeedIndex.objects.all() if viewer.may(SEE_NEED) else NeedIndex.objects.none()


def list_indexes(*, viewer) -> QuerySet[NeedIndex]:
    """The latest version of every index, by name."""
    latest = NeedIndex.objects.filter(slug=OuterRef("slug")).values("slug").annotate(top=Max("version")).values("top")
    found = indexes_open_to(viewer).filter(version=Subquery(latest))
    return found.select_related("made_by").order_by("name", "slug")


def get_index(*, viewer, slug: str, version: int | None = None) -> NeedIndex:
    """One index: the latest version, or the one asked for."""
    found = indexes_open_to(viewer).filter(slug=slug).select_related("made_by")
    if version is not None:
        found = found.filter(version=version)
    one = found.order_by("-version").first()
    if one is None:
        raise IndexNotFound(slug)
    return one


def versions_of_index(*, viewer, slug: str) -> QuerySet[NeedIndex]:
    """Every version of an index, the latest first."""
    return indexes_open_to(viewer).filter(slug=slug).select_related("made_by").order_by("-version")


def made_index(recipe: Recipe, *, viewer, ground: Ground | None = None, today: date) -> Made:
    """An index made from the figures as they stand today, which see whoever sees the map of need. Hidden counts count
    as their locality’s mean."""
    ground = ground or ground_of()
    series = {one.key: one for one in list_series(viewer=viewer)}
    ingredients = [
        _ingredient(part, series[part.indicator], ground, today)
        for part in recipe.parts
        if part.points > 0 and part.indicator in series
    ]
    return make_index(ingredients, ground.locality_of)


def said_of_parts(index: NeedIndex, *, viewer, today: date) -> list[str]:
    """What an index is made of: the points of each indicator, its source and its period."""
    parts = [one for one in Recipe.of_data(index.recipe).parts if one.points > 0]
    series = {one.key: one for one in list_series(viewer=viewer)}
    points = sum(one.points for one in parts)
    return [
        f"{index.name}, version {index.version}, {part.points} of {points} points: {one.name}: {_source(one)}, "
        f"{_period(one, today)}"
        for part in parts
        if (one := series.get(part.indicator))
    ]


def holds_open_data_only(index: NeedIndex, *, viewer) -> bool:
    """Whether all that an index is made of is open to everybody; one that holds what is not held any more is not."""
    open_to_all = {one.key for one in list_series(viewer=viewer) if is_open(one)}
    return all(one.indicator in open_to_all for one in Recipe.of_data(index.recipe).parts if one.points > 0)


def _source(indicator: Indicator) -> str:
    """Where a figure comes from; of what is kept it is not said that it was counted when a page was opened."""
    return indicator.source.replace(WHEN_OPENED, "")


def _period(indicator: Indicator, today: date) -> str:
    key = indicator.numerator or indicator.key
    return when_counted(key, today) if indicator.is_live else places.latest_period(key)


def _ingredient(part: Part, indicator: Indicator, ground: Ground, today: date) -> Ingredient:
    vintage = indicator.vintage or vintage_of_county()
    turned = indicator.more_is_more_need
    if indicator.kind == Kind.SHARE:
        top, bottom = places.statistics(indicator.numerator), places.statistics(indicator.denominator)
        return Ingredient(part, indicator.name, vintage, top, bottom, turned)
    if indicator.kind == Kind.LIVE_RATE:
        counts = live_counts(indicator.numerator, ground=ground, today=today).by_area
        return Ingredient(part, indicator.name, vintage, counts, places.statistics(indicator.denominator), turned)
    values = series_figures(indicator, ground=ground, today=today).by_area
    return Ingredient(part, indicator.name, vintage, values, None, turned)
