"""What is on record of single centres, side by side: a year's money, and a run of twelve months."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from alongside.foundation.identity.models import User
from alongside.values.dates import months_after

from .. import access
from ..models import Footfall, MonthAmount, YearAmount
from ..rules.money import MONTHS, Basis, Line, financial_year_of


@dataclass
class OnRecord:
    """One centre: the lines of the year, what was spent and taken month by month, and the visits of each month."""

    lines: dict[Line, int] = field(default_factory=dict)
    basis: Basis | None = None
    spent: dict[date, dict[Line, int]] = field(default_factory=dict)
    visits: dict[date, int] = field(default_factory=dict)
    money_from: list[str] = field(default_factory=list)
    visits_from: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Records:
    """Several centres over the same year and the same months."""

    year: int
    months: tuple[date, ...]
    by_site: dict[str, OnRecord]


def records_of(*, viewer: User, slugs: Collection[str], today: date) -> Records | None:
    """Centres in the latest year of which any of them has money on record, and in the twelve months up to the latest
    whole month in which any of them counted visits; nothing for whoever may not see figures."""
    if not viewer.may(access.SEE_FIGURES):
        return None
    amounts = YearAmount.objects.filter(site__slug__in=slugs, year__lte=financial_year_of(today))
    counts = Footfall.objects.filter(site__slug__in=slugs, month__lt=today.replace(day=1))
    latest = amounts.order_by("-year").values_list("year", flat=True).first()
    year = financial_year_of(today) if latest is None else latest
    last = counts.order_by("-month").values_list("month", flat=True).first() or months_after(today.replace(day=1), -1)
    months = tuple(months_after(last, back) for back in range(1 - MONTHS, 1))
    found = {slug: OnRecord() for slug in slugs}
    for one in amounts.filter(year=year).select_related("site").order_by("line"):
        own = found[one.site.slug]
        own.lines[Line(one.line)], own.basis = one.pence, Basis(one.basis)
        _once(own.money_from, one.source)
    run = {"site__slug__in": slugs, "month__range": (months[0], months[-1])}
    for one in MonthAmount.objects.filter(**run).select_related("site").order_by("month", "line"):
        own = found[one.site.slug]
        own.spent.setdefault(one.month, {})[Line(one.line)] = one.pence
        _once(own.money_from, one.source)
    for one in Footfall.objects.filter(**run).select_related("site").order_by("month"):
        own = found[one.site.slug]
        own.visits[one.month] = one.visits
        _once(own.visits_from, one.source)
    return Records(year, months, found)


def _once(sources: list[str], one: str) -> None:
    if one not in sources:
        sources.append(one)
