"""Writing, approving and signing one package of the invented county, as of a day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from alongside.commissioning import actions, rules
from alongside.commissioning.models import Fund, Package, Rate, Version
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import new_id
from alongside.plans.models import Plan

MEASURES = (
    "In school every day for a term",
    "Mornings without shouting, by the family’s own scale",
    "Asks for help early",
)


@dataclass
class Table:
    """Who keeps the money in the invented county, and what there is."""

    commissioner: User
    officer: User
    manager: User
    hub_manager: User
    chance: Random
    now: datetime
    funds: list[Fund] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)


def moment_of(day: date, hour: int = 10) -> datetime:
    """An hour of a day."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def before(starts_on: date) -> datetime:
    """When a package that begins on a day was agreed."""
    return moment_of(starts_on - timedelta(days=5))


def write_package(
    table: Table, plan: Plan, rate: Rate, *, scale, number: int, starts_on: date, weeks: int, units: int
) -> Package | None:
    """A draft with its aim, its line and its shares, by whoever leads; nothing where the record is not open to them."""
    do = {"by": plan.case.lead, "at": before(starts_on)}
    try:
        package = actions.start_package(case=plan.case, title=f"{rate.what} for the family", id=new_id(), **do)
    except actions.CommissioningRefused:
        return None
    actions.add_aim(package=package, outcome=scale.outcome, measure=MEASURES[number % len(MEASURES)], scale=scale, **do)
    facts = actions.LineFacts(
        what=rate.what,
        provider=rate.contract.provider,
        service=rate.service,
        rate=rate,
        unit=rules.Unit(rate.unit),
        units=Decimal(units),
        pattern=rules.Pattern.WEEKLY,
        price=rate.price,
        from_on=starts_on,
        until_on=starts_on + timedelta(days=7 * weeks - 1),
    )
    actions.add_line(package=package, facts=facts, **do)
    for fund, basis, hundredths, amount in _bases(table, number):
        actions.set_term(package=package, fund=fund, basis=basis, hundredths=hundredths, amount=amount, **do)
    return package


def _bases(table: Table, number: int) -> list[tuple]:
    first, second, third = table.funds
    if number % 3 == 0:
        return [(first, rules.Basis.PERCENT, 10_000, 0)]
    if number % 3 == 1:
        return [(second, rules.Basis.PERCENT, 6_000, 0), (first, rules.Basis.PERCENT, 4_000, 0)]
    return [(third, rules.Basis.CAPPED, 5_000, 1_500_00), (second, rules.Basis.PERCENT, 5_000, 0)]


def approve(table: Table, package: Package, *, at: datetime) -> None:
    """The commissioner approves the version under way."""
    actions.approve(version=_latest(package), why="Worth trying before anything more", by=table.commissioner, at=at)


def sign(table: Table, package: Package, *, at: datetime) -> None:
    """The finance officer signs the version under way, and the family's scales are read."""
    actions.sign(version=_latest(package), by=table.officer, at=at)
    actions.read_aims(package)
    package.refresh_from_db()


def settle(table: Table, package: Package, begin: Callable[..., Version], *, at: datetime, **facts) -> None:
    """A change of a running package from its first word to its signature."""
    worker = package.case.lead
    version = begin(package=package, by=worker, at=at, **facts)
    actions.propose(version=version, by=worker, at=at)
    approve(table, package, at=at)
    sign(table, package, at=at)


def _latest(package: Package) -> Version:
    return package.versions.order_by("-number").first()
