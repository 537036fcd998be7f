"""Keeping a site's budget, outturn and footfall, by hand or from a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.places import queries as places
from alongside.values.money import Pence, format_pounds

from .. import access, gateways
from ..models import FigureFile, Footfall, MonthAmount, YearAmount
from ..rules.figure_rows import Figure, FileKind, read_rows
from ..rules.money import LINE_WORDS, Basis, Line, number_of_figures, year_words
from .refusals import ChangedMeanwhile, HubRefused

if TYPE_CHECKING:
    from alongside.places.models import Site


MOST_PROBLEMS_KEPT = 500
BATCH = 1000


def _refuse_if_changed(stands: Mapping[str, int], wanted: Mapping[str, int | None], seen: str) -> None:
    """A page that was opened before somebody wrote something else down is refused once; the same sent twice is not."""
    number = number_of_figures(stands)
    if seen in ("", number) or {name: own for name, own in wanted.items() if own is not None} == stands:
        return
    differ = [name for name in wanted if wanted[name] != stands.get(name)]
    told = "; ".join(f"{_called(name)}: {_figure(name, stands.get(name))}" for name in differ)
    raise ChangedMeanwhile(
        f"Somebody wrote other figures down since you opened this page. They stand now: {told}. What you typed is "
        "still here and has not been kept: write it down again to put it in their place",
        stands=number,
    )


def _called(name: str) -> str:
    return "visits" if name == "visits" else LINE_WORDS[Line(name)]


def _figure(name: str, own: int | None) -> str:
    if own is None:
        return "nothing"
    return f"{own:,}" if name == "visits" else format_pounds(Pence(own))


@transaction.atomic
def set_year(
    *, site: Site, year: int, basis: Basis, amounts: Mapping[Line, int | None], source: str, as_of: date,
    by: User, at: datetime, seen: str = "",
) -> None:  # fmt: skip
    """Set what each line of a site's year is; a line left blank has no budget, which is not the same as nought.

    `seen` is the number of the figures that stood on the page.
    """
    _check_may_keep(by, site)
    standing = {one.line: one for one in YearAmount.objects.select_for_update().filter(site=site, year=year)}
    _refuse_if_changed({line: one.pence for line, one in standing.items()}, amounts, seen)
    changed = 0
    for line, pence in amounts.items():
        one = standing.get(line)
        if pence is None:
            changed += one.delete()[0] if one else 0
            continue
        if pence < 0:
            raise HubRefused("A budget is nought or more; income has lines of its own")
        if one and (one.pence, one.basis, one.source, one.as_of) == (pence, basis, source, as_of):
            continue
        YearAmount.objects.update_or_create(
            site=site, year=year, line=line,
            defaults={"pence": pence, "basis": basis, "source": source, "as_of": as_of},
        )  # fmt: skip
        changed += 1
    if changed:
        record("hubs.year_set", subject=site, by=by, at=at, year=year_words(year), basis=str(basis), lines=changed)


def _stands_of_month(site: Site, month: date) -> dict[str, int]:
    lines = MonthAmount.objects.select_for_update().filter(site=site, month=month).values_list("line", "pence")
    visits = Footfall.objects.filter(site=site, month=month).values_list("visits", flat=True).first()
    return dict(lines) | ({} if visits is None else {"visits": visits})


@transaction.atomic
def record_month(
    *, site: Site, month: date, amounts: Mapping[Line, int | None], visits: int | None, source: str, today: date,
    by: User, at: datetime, seen: str = "",
) -> None:  # fmt: skip
    """Write down what a site spent and took in a month, and how many came through its door.

    `seen` is the number of the figures that stood on the page.
    """
    _check_may_keep(by, site)
    if month.replace(day=1) > today:
        raise HubRefused("That month has not begun")
    month = month.replace(day=1)
    _refuse_if_changed(_stands_of_month(site, month), {**amounts, "visits": visits}, seen)
    for line, pence in amounts.items():
        if pence is None:
            MonthAmount.objects.filter(site=site, month=month, line=line).delete()
        else:
            MonthAmount.objects.update_or_create(
                site=site, month=month, line=line, defaults={"pence": pence, "source": source}
            )
    if visits is None:
        Footfall.objects.filter(site=site, month=month).delete()
    else:
        Footfall.objects.update_or_create(site=site, month=month, defaults={"visits": visits, "source": source})
    record("hubs.month_recorded", subject=site, by=by, at=at, month=f"{month:%Y-%m}")


@transaction.atomic
def take_in_file(
    *, content: bytes, name: str, source: str, keeps_good_rows: bool, by: User, at: datetime, today: date
) -> FigureFile:
    """Take in a file of budgets, outturn or footfall; the same figures again change nothing."""
    if not by.may(access.KEEP_ALL_FIGURES):
        raise HubRefused("Your role cannot take in files of figures")
    try:
        kind, rows = gateways.read_figure_file(content)
    except gateways.FileRefused as refusal:
        raise HubRefused(str(refusal)) from refusal
    sites = dict(places.list_sites(with_closed=True).values_list("slug", "id"))
    good, wrong = read_rows(kind, rows, sites=sites)
    if wrong and not keeps_good_rows:
        good = []
    taken = _KEEP[kind](good, sites, source=source, as_of=today)
    file = FigureFile.objects.create(
        kind=kind, name=name[:200], digest=gateways.digest_of(content), by=by, at=at, rows_read=len(rows),
        rows_taken=taken, rows_same=len(good) - taken, problems=[asdict(one) for one in wrong[:MOST_PROBLEMS_KEPT]],
    )  # fmt: skip
    record("hubs.file_taken_in", subject=file, by=by, at=at, kind=str(kind), rows=taken, wrong=len(wrong))
    return file


def _check_may_keep(by: User, site: Site) -> None:
    if not access.may_keep_figures(by, site):
        raise HubRefused("Only whoever keeps the figures of this site can change them")


def _keep(model, good: list[Figure], sites: Mapping, *, key, facts, amount: str) -> int:
    """Write what differs from what stands; says how many."""
    names = [*key(good[0]), "site_id"] if good else []
    standing = {}
    by_site = defaultdict(list)
    for one in good:
        by_site[sites[one.site]].append(one)
    for row in model.objects.select_for_update().filter(site_id__in=by_site).order_by("id"):
        standing[tuple(getattr(row, name) for name in names)] = row
    new, changed = [], []
    for one in good:
        where = key(one) | {"site_id": sites[one.site]}
        row = standing.get(tuple(where[name] for name in names))
        if row is None:
            new.append(model(**where, **{amount: one.amount}, **facts))
        elif getattr(row, amount) != one.amount:
            setattr(row, amount, one.amount)
            for field, value in facts.items():
                setattr(row, field, value)
            changed.append(row)
    model.objects.bulk_create(new, batch_size=BATCH)
    model.objects.bulk_update(changed, [amount, *facts], batch_size=BATCH)
    return len(new) + len(changed)


def _keep_budgets(good: list[Figure], sites: Mapping, *, source: str, as_of: date) -> int:
    facts = {"basis": Basis.BUDGET, "source": source, "as_of": as_of}
    return _keep(
        YearAmount, good, sites, key=lambda one: {"year": one.when.year, "line": one.line}, facts=facts, amount="pence"
    )


def _keep_outturn(good: list[Figure], sites: Mapping, *, source: str, as_of: date) -> int:
    return _keep(
        MonthAmount, good, sites, key=lambda one: {"month": one.when, "line": one.line}, facts={"source": source},
        amount="pence",
    )  # fmt: skip


def _keep_footfall(good: list[Figure], sites: Mapping, *, source: str, as_of: date) -> int:
    return _keep(Footfall, good, sites, key=lambda one: {"month": one.when}, facts={"source": source}, amount="visits")


_KEEP = {
    FileKind.BUDGET: _keep_budgets,
    FileKind.OUTTURN: _keep_outturn,
    FileKind.FOOTFALL: _keep_footfall,
}
