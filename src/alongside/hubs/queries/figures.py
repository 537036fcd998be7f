"""Budgets, outturn and footfall of one site, and of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet, Sum

from alongside.foundation.identity.models import User

from .. import access
from ..models import FigureFile, Footfall, MonthAmount, YearAmount
from ..rules.facts import HubsPolicy
from ..rules.money import Basis, Forecast, Line, forecast_year, months_of, net
from .sites import HubNotFound, ask_for_figures

if TYPE_CHECKING:
    from alongside.places.models import Site


@dataclass(frozen=True)
class Year:
    """One financial year of a site: its budget, what was spent in the months on record, and the visits."""

    year: int
    budget: int | None
    basis: Basis | None
    outturn: int | None
    months_known: int
    visits: int | None


def year_amounts_of(site: Site, year: int, *, viewer: User) -> list[YearAmount]:
    """The lines of a site's year."""
    ask_for_figures(viewer, site)
    return list(YearAmount.objects.filter(site=site, year=year).order_by("line"))


def outturn_of(site: Site, year: int, *, viewer: User) -> dict[date, dict[Line, int]]:
    """What was spent and taken, by month and line; a month without outturn is not there."""
    ask_for_figures(viewer, site)
    months = months_of(year)
    found: dict[date, dict[Line, int]] = defaultdict(dict)
    rows = MonthAmount.objects.filter(site=site, month__range=(months[0], months[-1])).order_by("month", "line")
    for one in rows:
        found[one.month][Line(one.line)] = one.pence
    return dict(found)


def footfall_of(site: Site, year: int, *, viewer: User) -> dict[date, int]:
    """Visits by month; a month in which nobody counted is not there."""
    ask_for_figures(viewer, site)
    months = months_of(year)
    found = Footfall.objects.filter(site=site, month__range=(months[0], months[-1])).order_by("month")
    return dict(found.values_list("month", "visits"))


def month_of(site: Site, month: date, *, viewer: User) -> tuple[dict[Line, int], int | None]:
    """What is written down of one month: each line, and the visits."""
    ask_for_figures(viewer, site)
    lines = {Line(one.line): one.pence for one in MonthAmount.objects.filter(site=site, month=month)}
    return lines, Footfall.objects.filter(site=site, month=month).values_list("visits", flat=True).first()


def forecast_of(site: Site, year: int, *, viewer: User, policy: HubsPolicy) -> Forecast | None:
    """How a site's year will end; nothing where it has no budget."""
    budget = {Line(one.line): one.pence for one in year_amounts_of(site, year, viewer=viewer)}
    if not budget:
        return None
    return forecast_year(
        budget=budget, outturn=outturn_of(site, year, viewer=viewer), year=year, run=policy.forecast_months
    )


def years_of(site: Site, *, viewer: User) -> list[Year]:
    """Every year of which anything is known, the latest first."""
    ask_for_figures(viewer, site)
    budgets: dict[int, dict[str, int]] = defaultdict(dict)
    basis = {}
    for one in YearAmount.objects.filter(site=site).order_by("year", "line"):
        budgets[one.year][one.line] = one.pence
        basis[one.year] = Basis(one.basis)
    spent: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    months: dict[int, set[date]] = defaultdict(set)
    for one in MonthAmount.objects.filter(site=site).order_by("month", "line"):
        year = one.month.year - (one.month.month < 4)
        spent[year][one.line] += one.pence
        months[year].add(one.month)
    visits: dict[int, int] = defaultdict(int)
    for month, number in Footfall.objects.filter(site=site).order_by("month").values_list("month", "visits"):
        visits[month.year - (month.month < 4)] += number
    return [
        Year(
            year=year,
            budget=net(budgets[year]) if year in budgets else None,
            basis=basis.get(year),
            outturn=net(spent[year]) if year in spent else None,
            months_known=len(months.get(year, ())),
            visits=visits.get(year),
        )
        for year in sorted({*budgets, *spent, *visits}, reverse=True)
    ]


def figures_by_site(*, viewer: User, sites: Iterable[UUID], year: int) -> dict[UUID, dict[Line, int]]:
    """The lines of a year of many sites, for tables and for planning."""
    if not viewer.may(access.SEE_FIGURES):
        return {}
    found: dict[UUID, dict[Line, int]] = defaultdict(dict)
    rows = YearAmount.objects.filter(site__in=list(sites), year=year).values_list("site_id", "line")
    for site_id, line, pence in rows.annotate(pence_all=Sum("pence")).order_by("site_id", "line"):
        found[site_id][Line(line)] = pence
    return dict(found)


def list_figure_files(*, viewer: User) -> QuerySet[FigureFile]:
    """Files of figures that were taken in, for whoever may take them in."""
    found = FigureFile.objects.select_related("by").defer("problems")
    return found if viewer.may(access.KEEP_ALL_FIGURES) else found.none()


def get_figure_file(*, viewer: User, file_id: UUID) -> FigureFile:
    """One file with its report, row by row."""
    found = FigureFile.objects.select_related("by").filter(id=file_id).first()
    if found is None or not viewer.may(access.KEEP_ALL_FIGURES):
        raise HubNotFound(str(file_id))
    return found
