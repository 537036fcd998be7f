"""Changes of a signed package: every one is a new version with its difference in cost."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import Line, Package, Term, Version
from ..rules import costing
from .refusals import CommissioningRefused
from .writing import about


@transaction.atomic
def begin_change(*, package: Package, why: str, is_renewal: bool = False, by: User, at: datetime) -> Version:
    """Begin a new version from the one that is signed, to be written differently."""
    kind = rules.VersionKind.RENEWAL if is_renewal else rules.VersionKind.CHANGE
    return _next_version(package, kind, why, at.date(), lambda line: [line], by, at)


@transaction.atomic
def begin_pause(*, package: Package, from_on: date, until_on: date, why: str, by: User, at: datetime) -> Version:
    """Begin a version in which the weekly lines pause from one day to another."""
    if until_on < from_on:
        raise CommissioningRefused("The last day of the pause is before its first")
    version = _next_version(
        package, rules.VersionKind.PAUSE, why, from_on, lambda line: costing.pauses(line, from_on, until_on), by, at
    )
    version.until_on = until_on
    version.save(update_fields=["until_on"])
    return version


@transaction.atomic
def begin_early_end(*, package: Package, last_on: date, why: str, by: User, at: datetime) -> Version:
    """Begin a version in which the package ends sooner."""
    if package.starts_on is not None and last_on < package.starts_on - timedelta(days=1):
        raise CommissioningRefused("The last day is before the package began")

    def cut(line: rules.Costed) -> list[rules.Costed]:
        kept = costing.ends_early(line, last_on)
        return [kept] if kept is not None else []

    return _next_version(package, rules.VersionKind.EARLY_END, why, last_on, cut, by, at)


@transaction.atomic
def begin_inflation(*, package: Package, from_on: date, hundredths: int, why: str, by: User, at: datetime) -> Version:
    """Begin a version in which prices rise by a percentage from a day on."""
    if not 0 < hundredths <= 5_000:
        raise CommissioningRefused("Enter a percentage above 0 and up to 50")
    return _next_version(
        package,
        rules.VersionKind.INFLATION,
        why,
        from_on,
        lambda line: costing.inflates(line, from_on, hundredths),
        by,
        at,
    )


def _next_version(package, kind, why, from_on, change, by, at) -> Version:
    package = (
        Package.objects.select_for_update(of=("self",)).select_related("case", "signed_version").get(id=package.id)
    )
    if not (access.may_write(by, package) or by.may(access.KEEP_PROVIDERS)):
        raise CommissioningRefused("Only those who work with this family, or commissioners, can change its package")
    if package.status != rules.PackageStatus.RUNNING:
        raise CommissioningRefused("Only a package that runs can be changed")
    if package.versions.filter(status__in=list(rules.UNDER_WAY)).exists():
        raise CommissioningRefused("Another version is under way. Settle or withdraw it first")
    version = Version.objects.create(
        package=package,
        number=package.versions.count() + 1,
        kind=kind,
        status=rules.VersionStatus.DRAFT,
        why=why,
        from_on=from_on,
        written_by=by,
        written_at=at,
    )
    _copy(package.signed_version, version, change)
    record("commissioning.change_begun", subject=package, about=about(package), by=by, at=at, kind=str(kind))
    return version


def _copy(old: Version, new: Version, change) -> None:
    lines, terms, position = [], [], 0
    whole = {term.line_id: term for term in old.terms.filter(basis=rules.Basis.PER_LINE)}
    for line in old.lines.order_by("position"):
        for costed in change(line.costed):
            position += 1
            made = _line(line, new, position, costed)
            lines.append(made)
            if line.id in whole:
                terms.append(Term(version=new, fund_id=whole[line.id].fund_id, basis=rules.Basis.PER_LINE, line=made))
    terms += [
        Term(version=new, fund_id=one.fund_id, basis=one.basis, hundredths=one.hundredths, amount=one.amount)
        for one in old.terms.exclude(basis=rules.Basis.PER_LINE)
    ]
    Line.objects.bulk_create(lines)
    Term.objects.bulk_create(terms)
    new.cost = sum(line.cost for line in lines)
    new.difference = new.cost - old.cost
    new.save(update_fields=["cost", "difference"])


def _line(line: Line, new: Version, position: int, costed: rules.Costed) -> Line:
    costed = replace(costed, units=costed.units.quantize(line.units))
    return Line(
        version=new,
        thread=line.thread,
        position=position,
        what=line.what,
        service_id=line.service_id,
        provider_id=line.provider_id,
        rate_id=line.rate_id,
        unit=line.unit,
        units=costed.units,
        pattern=costed.pattern,
        price=costed.price,
        from_on=costed.from_on,
        until_on=costed.until_on,
        cost=rules.cost_of(costed),
    )
