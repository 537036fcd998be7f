"""Reading providers and contracts, comparing offers, and seeing a service across packages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum

from alongside.foundation.components.paging import Page, key_page
from alongside.foundation.policy.queries import policy_on

from .. import rules
from ..models import Account, Aim, Contract, Line, Package, Posting, Provider, QualityNote, Rate, ServiceDecision
from ..rules import evidence

if TYPE_CHECKING:
    from uuid import UUID

SIZE = 40
MOST_RESULTS = 2000
STOOD = (rules.PackageStatus.RUNNING, rules.PackageStatus.ENDED)


def list_providers(*, words: str = "", after: str = "", before: str = "") -> Page:
    """A page of providers by name, those that give no help now too."""
    found = Provider.objects.all()
    if words.strip():
        found = found.filter(name__icontains=words.strip()[:100])
    return key_page(found, after=after, before=before, size=SIZE, order=("name", "id"))


def get_provider(*, reference: str) -> Provider | None:
    """One provider."""
    return Provider.objects.select_related("agency").filter(reference=reference).first()


def contracts_of(provider: Provider) -> list[Contract]:
    """A provider's contracts with their prices, the latest first."""
    return list(
        provider.contracts.prefetch_related("rates__service")
        .annotate(priced=Count("rates"))
        .order_by("-starts_on", "id")
    )


def get_contract(*, reference: str) -> Contract | None:
    """One contract."""
    return Contract.objects.select_related("provider").filter(reference=reference).first()


def quality_of(provider: Provider, *, size: int = 20) -> list[QualityNote]:
    """What is known of a provider's quality, the latest first."""
    return list(provider.quality_notes.select_related("by").order_by("-on", "-id")[:size])


def families_with(provider: Provider) -> int:
    """How many packages a provider gives help in now."""
    lines = Line.objects.filter(provider=provider, version=F("version__package__signed_version"))
    return (
        lines.filter(version__package__status=rules.PackageStatus.RUNNING).values("version__package").distinct().count()
    )


@dataclass(frozen=True)
class Offer:
    """One provider's price for a service, beside what is known of it."""

    rate: Rate
    packages: int
    complaints: int
    praise: int
    record: evidence.Record | None


def compare(*, service_id: UUID, today: date) -> list[Offer]:
    """What providers ask for a service today, unit by unit, with price first and quality beside it."""
    rates = list(
        Rate.objects.filter(service_id=service_id, from_on__lte=today, contract__ends_on__gte=today)
        .filter(Q(until_on__isnull=True) | Q(until_on__gt=today))
        .select_related("contract__provider")
        .order_by("unit", "price", "id")[:60]
    )
    fewest = policy_on(rules.CommissioningPolicy, today).fewest_similar
    offers = [_offer(rate, service_id, fewest) for rate in rates]
    keys = [(one.rate.price, one.packages, one.rate.contract.provider.name) for one in offers]
    ordered = [offers[place] for place in evidence.best_value_order(keys)]
    return sorted(ordered, key=lambda one: one.rate.unit)


def _offer(rate: Rate, service_id: UUID, fewest: int) -> Offer:
    provider = rate.contract.provider
    notes = dict(provider.quality_notes.values_list("kind").annotate(n=Count("id")).order_by())
    lines = Line.objects.filter(provider=provider, service_id=service_id)
    packages = _packages_of(lines)
    return Offer(
        rate=rate,
        packages=packages.count(),
        complaints=notes.get("complaint", 0) + notes.get("concern", 0),
        praise=notes.get("praise", 0),
        record=evidence.record_of(results_of(packages), fewest=fewest),
    )


def _packages_of(lines):
    mine = lines.filter(version_id=OuterRef("signed_version_id"))
    return Package.objects.filter(Exists(mine), status__in=STOOD)


def results_of(packages) -> list[evidence.Result]:
    """What some packages cost and how far the family came, the latest two thousand of them."""
    rows = Aim.objects.filter(package__in=packages, package__starts_on__isnull=False).values_list(
        "package_id", "package__cost", "package__starts_on", "package__ends_on", "first", "latest"
    )
    found: dict = {}
    for package_id, cost, starts_on, ends_on, first, latest in rows.order_by("-package_id")[:MOST_RESULTS]:
        change = None if first is None or latest is None else latest - first
        before = found.get(package_id)
        if before is None or before.change is None:
            found[package_id] = evidence.Result(cost=cost, weeks=(ends_on - starts_on).days // 7, change=change)
    return list(found.values())


@dataclass(frozen=True)
class ServiceView:
    """A service across packages: how many, what it cost, what was paid, and how far families came."""

    running: int
    ended: int
    cost: int
    spent: int
    record: evidence.Record | None
    decisions: list[ServiceDecision]


def service_across(*, service_id: UUID, today: date) -> ServiceView:
    """A service as commissioned across packages."""
    lines = Line.objects.filter(service_id=service_id, version=F("version__package__signed_version"))
    packages = _packages_of(Line.objects.filter(service_id=service_id))
    by_status = dict(packages.values_list("status").annotate(n=Count("id")).order_by())
    fewest = policy_on(rules.CommissioningPolicy, today).fewest_similar
    return ServiceView(
        running=by_status.get(rules.PackageStatus.RUNNING, 0),
        ended=by_status.get(rules.PackageStatus.ENDED, 0),
        cost=lines.aggregate(all=Sum("cost"))["all"] or 0,
        spent=_spent_on(lines),
        record=evidence.record_of(results_of(packages), fewest=fewest),
        decisions=list(
            ServiceDecision.objects.filter(service_id=service_id).select_related("by").order_by("-at", "-id")[:10]
        ),
    )


def _spent_on(lines) -> int:
    """What was paid on lines of packages that stood, in pence, read line by line from the index of postings."""
    spent = Account.objects.filter(kind=rules.AccountKind.SPENT).values("id")
    paid = Posting.objects.filter(
        package=OuterRef("version__package"), thread=OuterRef("thread"), account__in=spent
    ).values("package")
    stood = lines.filter(version__package__status__in=STOOD)
    each = stood.annotate(paid=Subquery(paid.annotate(all=Sum("amount")).values("all")))
    return each.aggregate(all=Sum("paid"))["all"] or 0


def services_commissioned() -> list[tuple]:
    """Services in packages that run, with how many and what their lines come to."""
    lines = Line.objects.filter(
        service__isnull=False,
        version=F("version__package__signed_version"),
        version__package__status=rules.PackageStatus.RUNNING,
    )
    rows = lines.values("service__slug", "service__name").annotate(
        packages=Count("version__package", distinct=True), cost=Sum("cost")
    )
    return list(rows.order_by("service__name")[:200])


def similar_to(*, package: Package, today: date) -> tuple[int, evidence.Record | None]:
    """How many packages there were with one of this package's services and one of its outcomes, and their record."""
    services = Line.objects.filter(version__package=package, service__isnull=False).values("service_id")
    outcomes = package.aims.values("outcome_id")
    alike = _packages_of(Line.objects.filter(service_id__in=services)).exclude(id=package.id)
    alike = alike.filter(Exists(Aim.objects.filter(package=OuterRef("pk"), outcome_id__in=outcomes)))
    results = results_of(alike.order_by("-made_at")[:MOST_RESULTS])
    fewest = policy_on(rules.CommissioningPolicy, today).fewest_similar
    return len(results), evidence.record_of(results, fewest=fewest)
