"""Writing a package: its aims, lines and the bases on which funds pay, while its version is a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from alongside.cases.rules import CaseStatus
from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import new_id, new_reference
from alongside.values.money import Pence

from .. import access, rules
from ..models import Aim, Fund, Line, Package, Provider, Rate, Term, Version
from .refusals import CommissioningRefused

if TYPE_CHECKING:
    from alongside.cases.models import Case


def about(package: Package) -> tuple[UUID, ...]:
    """Whom an entry of the audit log concerns: the package, its case and its family."""
    return (package.case.family_id, package.case_id)


@transaction.atomic
def start_package(*, case: Case, title: str, id: UUID, by: User, at: datetime) -> Package:
    """Begin a package for a family. The id that a form brings makes a double click begin one."""
    if not access.may_write_for(by, case):
        raise CommissioningRefused("Only those who work with this family can write a package for it")
    if standing := Package.objects.filter(id=id).first():
        return standing
    if case.status == CaseStatus.CLOSED:
        raise CommissioningRefused("This case is closed")
    return begin_package(case=case, title=title, id=id, by=by, at=at)


def begin_package(*, case: Case, title: str, id: UUID, by: User, at: datetime) -> Package:
    """A package with an empty draft. Whoever calls asks first whether it may be begun."""
    package = Package.objects.create(
        id=id,
        reference=new_reference("PK", is_taken=lambda one: Package.objects.filter(reference=one).exists()),
        case=case,
        title=title,
        status=rules.PackageStatus.PLANNED,
        made_by=by,
        made_at=at,
    )
    Version.objects.create(
        package=package,
        number=1,
        kind=rules.VersionKind.FIRST,
        status=rules.VersionStatus.DRAFT,
        written_by=by,
        written_at=at,
    )
    record("commissioning.package_started", subject=package, about=about(package), by=by, at=at)
    return package


def draft_of(package: Package, by: User) -> Version:
    """The version that is being written, locked; refused to those who may not write it, and once it is proposed."""
    draft = package.versions.select_for_update().filter(status=rules.VersionStatus.DRAFT).first()
    if draft is None and access.may_write(by, package):
        raise CommissioningRefused("This package is not being written now. Begin a change first")
    if draft is None or not access.may_settle(by, package, draft):
        raise CommissioningRefused("Only those who work with this family can write its package")
    return draft


@transaction.atomic
def add_aim(*, package: Package, outcome, measure: str, scale=None, by: User, at: datetime) -> Aim:
    """Say what the package should achieve, and how it will be seen."""
    draft_of(package, by)
    if scale is not None and scale.plan.case_id != package.case_id:
        raise CommissioningRefused("That scale belongs to another family")
    standing = package.aims.filter(outcome=outcome, measure=measure).first()
    if standing is not None:
        return standing
    first, latest = _readings(scale)
    aim = Aim.objects.create(
        package=package, outcome=outcome, measure=measure, scale=scale, first=first, latest=latest, by=by, at=at
    )
    record("commissioning.aim_added", subject=package, about=about(package), by=by, at=at)
    return aim


def _readings(scale) -> tuple[int | None, int | None]:
    if scale is None:
        return None, None
    values = list(scale.readings.order_by("read_on", "id").values_list("value", flat=True))
    return (values[-1], None) if values else (None, None)


@transaction.atomic
def remove_aim(*, package: Package, aim: Aim, by: User, at: datetime) -> None:
    """Take an aim out while the package is being agreed for the first time."""
    draft = draft_of(package, by)
    if draft.number != 1:
        raise CommissioningRefused("The aims of a signed package stay. Add another instead")
    aim.delete()
    record("commissioning.aim_removed", subject=package, about=about(package), by=by, at=at)


@dataclass(frozen=True)
class LineFacts:
    """What a form says of a line."""

    what: str
    provider: Provider
    unit: rules.Unit
    units: Decimal
    pattern: rules.Pattern
    price: Pence
    from_on: date
    until_on: date
    service: object = None
    rate: Rate | None = None

    @property
    def costed(self) -> rules.Costed:
        """As the rules of cost take it."""
        return rules.Costed(self.units, self.pattern, self.price, self.from_on, self.until_on)


@transaction.atomic
def add_line(*, package: Package, facts: LineFacts, id: UUID | None = None, by: User, at: datetime) -> Line:
    """Add a service to the draft. The id that a form brings makes a double click add one."""
    draft = draft_of(package, by)
    if id is not None and (standing := Line.objects.filter(id=id, version=draft).first()):
        return standing
    _check(facts)
    place = (draft.lines.aggregate(last=Max("position"))["last"] or 0) + 1
    line = Line(id=id or new_id(), version=draft, position=place)
    _write(line, facts)
    _touch(draft)
    record("commissioning.line_added", subject=package, about=about(package), by=by, at=at)
    return line


@transaction.atomic
def change_line(*, package: Package, line: Line, facts: LineFacts, lock: int, by: User, at: datetime) -> Line:
    """Change a service of the draft."""
    draft = draft_of(package, by)
    _check_lock(draft, lock)
    _check(facts)
    line = Line.objects.get(id=line.id, version=draft)
    _write(line, facts)
    _touch(draft)
    record("commissioning.line_changed", subject=package, about=about(package), by=by, at=at)
    return line


@transaction.atomic
def remove_line(*, package: Package, line: Line, by: User, at: datetime) -> None:
    """Take a service out of the draft."""
    draft = draft_of(package, by)
    Line.objects.filter(id=line.id, version=draft).delete()
    _touch(draft)
    record("commissioning.line_removed", subject=package, about=about(package), by=by, at=at)


@transaction.atomic
def set_term(
    *,
    package: Package,
    fund: Fund,
    basis: rules.Basis,
    hundredths: int = 0,
    amount: int = 0,
    line: Line | None = None,
    by: User,
    at: datetime,
) -> Term:
    """Say on what basis a fund pays; saying it again changes it."""
    draft = draft_of(package, by)
    if (basis == rules.Basis.PER_LINE) != (line is not None):
        raise CommissioningRefused("Choose the line that this fund pays")
    if basis in {rules.Basis.PERCENT, rules.Basis.CAPPED} and not 0 < hundredths <= 10_000:
        raise CommissioningRefused("Enter a percentage above 0 and up to 100")
    if basis in {rules.Basis.FIXED, rules.Basis.CAPPED} and amount <= 0:
        raise CommissioningRefused("Enter an amount above nought")
    if line is not None:
        draft.terms.filter(line=line).delete()
    term, _ = Term.objects.update_or_create(
        version=draft,
        fund=fund,
        line=line,
        defaults={
            "basis": basis,
            "hundredths": hundredths if basis in {rules.Basis.PERCENT, rules.Basis.CAPPED} else 0,
            "amount": amount if basis in {rules.Basis.FIXED, rules.Basis.CAPPED} else 0,
        },
    )
    _touch(draft)
    record("commissioning.share_set", subject=package, about=about(package), by=by, at=at, fund=fund.reference)
    return term


@transaction.atomic
def remove_term(*, package: Package, term: Term, by: User, at: datetime) -> None:
    """Say that a fund does not pay after all."""
    draft = draft_of(package, by)
    draft.terms.filter(id=term.id).delete()
    _touch(draft)
    record("commissioning.share_removed", subject=package, about=about(package), by=by, at=at)


def _check(facts: LineFacts) -> None:
    if problem := rules.problem_with_line(facts.costed):
        raise CommissioningRefused(problem)
    if not facts.provider.is_active:
        raise CommissioningRefused(f"{facts.provider.name} gives no help for money now")


def _check_lock(draft: Version, lock: int) -> None:
    if draft.lock != lock:
        raise CommissioningRefused("Somebody else changed this package while you had it open. See it, and send again")


def _write(line: Line, facts: LineFacts) -> None:
    for name in ("what", "provider", "unit", "units", "pattern", "price", "from_on", "until_on", "service", "rate"):
        setattr(line, name, getattr(facts, name))
    line.cost = rules.cost_of(facts.costed)
    line.save()


def _touch(draft: Version) -> None:
    draft.lock += 1
    draft.cost = sum(draft.lines.values_list("cost", flat=True))
    draft.save(update_fields=["lock", "cost"])
