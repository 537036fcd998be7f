"""Reading packages: one with all it has, a list, and what waits for someone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max, Prefetch, Q, Sum

from alongside.directory.queries import choices_of_services
from alongside.foundation.access.models import Grant
from alongside.foundation.components.paging import Page, key_page
from alongside.foundation.identity.models import User
from alongside.people.access import SUBJECT

from .. import access, rules
from ..models import Delivery, Fund, Limit, Line, Package, Posting, Provider, Rate, Version
from ..rules.ledger import Held
from .shares import shares_of

if TYPE_CHECKING:
    from uuid import UUID

ORDER = ("-made_at", "id")
SIZE = 25


class PackageNotFound(LookupError):
    """There is no such package, or none open to the viewer."""


def get_package(*, viewer: User, reference: str) -> Package:
    """One package that is open to the viewer."""
    package = (
        access.packages_open_to(viewer)
        .select_related("case__family", "case__locality", "signed_version", "made_by")
        .filter(reference=reference)
        .first()
    )
    if package is None:
        raise PackageNotFound(reference)
    return package


def list_packages(
    *, viewer: User, status: str = "", waiting: str = "", fund: str = "", after: str = "", before: str = ""
) -> Page:
    """A page of the packages open to the viewer, the newest first."""
    found = access.packages_open_to(viewer).select_related("case__family", "case__locality")
    if status:
        found = found.filter(status=status)
    if waiting in {rules.VersionStatus.PROPOSED, rules.VersionStatus.APPROVED}:
        waits = Version.objects.filter(status=waiting)
        found = found.filter(id__in=waits.values("package_id"))
    if fund:
        found = found.filter(signed_version__shares__fund__reference=fund).distinct()
    return key_page(found, after=after, before=before, size=SIZE, order=ORDER)


def list_packages_of_case(*, viewer: User, case_id: UUID) -> list[Package]:
    """The packages of one case, the newest first."""
    return list(access.packages_open_to(viewer).filter(case_id=case_id).order_by(*ORDER)[:20])


def list_waiting(*, viewer: User, size: int = 20) -> list[Version]:
    """Versions that wait for the viewer: to approve where they hold a limit, to sign where they sign."""
    waits = Q(pk__in=[])
    if viewer.may(access.APPROVE):
        waits |= Q(status=rules.VersionStatus.PROPOSED) & (Q(referred_to=viewer) | Q(referred_to__isnull=True))
    if viewer.may(access.SIGN):
        waits |= Q(status=rules.VersionStatus.APPROVED)
    return list(
        Version.objects.filter(waits, package__in=access.packages_open_to(viewer))
        .exclude(status=rules.VersionStatus.PROPOSED, proposed_by=viewer)
        .select_related("package", "proposed_by")
        .order_by("proposed_at", "id")[:size]
    )


@dataclass(frozen=True)
class WholePackage:
    """A package with everything its page shows."""

    package: Package
    version: Version
    versions: list[Version]
    lines: list[Line]
    terms: list
    aims: list
    parts: dict[tuple, int]
    shares_problem: str
    funds: dict
    held: dict[tuple, Held]
    delivered: dict = field(default_factory=dict)
    said: list = field(default_factory=list)
    reviews: list = field(default_factory=list)


def whole_of(package: Package) -> WholePackage:
    """Everything of a package: the version under way where there is one, else the signed or the latest."""
    versions = list(
        package.versions.select_related("proposed_by", "signed_by", "written_by", "referred_to", "approval__by")
        .prefetch_related(Prefetch("lines", Line.objects.select_related("provider", "service").order_by("position")))
        .order_by("-number")
    )
    version = _shown(versions)
    held = held_of(package.id)
    parts, problem = _parts(version, held)
    terms = list(version.terms.select_related("fund", "line").order_by("fund__name", "id"))
    fund_ids = {fund for _, fund, _ in [*parts, *held]} | {term.fund_id for term in terms}
    return WholePackage(
        package=package,
        version=version,
        versions=versions,
        lines=list(version.lines.all()),
        terms=terms,
        aims=list(package.aims.select_related("outcome", "scale").order_by("outcome__position", "id")),
        parts=parts,
        shares_problem=problem,
        funds={one.id: one for one in Fund.objects.filter(id__in=fund_ids)},
        held=held,
        delivered=delivered_of(package.id),
        said=list(package.words.select_related("by").order_by("-said_on", "-id")[:20]),
        reviews=list(package.reviews.select_related("by").order_by("-held_on", "-id")),
    )


def _shown(versions: list[Version]) -> Version:
    under_way = [one for one in versions if one.status in rules.UNDER_WAY]
    signed = [one for one in versions if one.status == rules.VersionStatus.SIGNED]
    return (under_way or signed or versions)[0]


def _parts(version: Version, held: dict[tuple, Held]) -> tuple[dict, str]:
    if version.status == rules.VersionStatus.DRAFT:
        try:
            return shares_of(version, held), ""
        except rules.SharesRefused as refusal:
            return {}, str(refusal)
    rows = version.shares.values_list("thread", "fund_id", "year", "amount")
    return {(thread, fund, year): amount for thread, fund, year, amount in rows}, ""


def held_of(package_id: UUID) -> dict[tuple, Held]:
    """What each line has of each fund and year, as the ledger says."""
    rows = (
        Posting.objects.filter(package_id=package_id, account__kind__in=["committed", "spent"])
        .values_list("thread", "account__fund_id", "account__year", "account__kind")
        .annotate(amount=Sum("amount"))
        .order_by()
    )
    found: dict[tuple, Held] = {}
    for thread, fund, year, kind, amount in rows:
        has = found.get((thread, fund, year), Held())
        is_spent = kind == rules.AccountKind.SPENT
        found[thread, fund, year] = Held(
            has.committed + (0 if is_spent else amount), has.spent + (amount if is_spent else 0)
        )
    return found


def delivered_of(package_id: UUID) -> dict:
    """Units given on each line, and until when that is known."""
    rows = Delivery.objects.filter(package_id=package_id).values("thread").order_by()
    return {
        row["thread"]: (row["units_given"], row["until"])
        for row in rows.annotate(units_given=Sum("units"), until=Max("until_on"))
    }


def spent_of(package_ids: list[UUID]) -> dict[UUID, int]:
    """What has been paid on each of some packages."""
    rows = (
        Posting.objects.filter(package_id__in=package_ids, account__kind=rules.AccountKind.SPENT)
        .values_list("package_id")
        .annotate(amount=Sum("amount"))
        .order_by()
    )
    return dict(rows)


def get_line(*, version: Version, line_id: UUID) -> Line | None:
    """One line of a version."""
    return version.lines.select_related("provider", "service", "rate").filter(id=line_id).first()


def who_could_approve(*, cost: int, today: date, but: User) -> list[Limit]:
    """Those whose delegated limit is high enough, the lowest first."""
    return list(
        Limit.objects.filter(most__gte=cost, from_on__lte=today)
        .filter(Q(until_on__isnull=True) | Q(until_on__gt=today))
        .exclude(user=but)
        .select_related("user")
        .order_by("most", "user__name")[:20]
    )


def limit_of(*, user: User, today: date) -> Limit | None:
    """The delegated limit that someone holds today."""
    return (
        Limit.objects.filter(user=user, from_on__lte=today)
        .filter(Q(until_on__isnull=True) | Q(until_on__gt=today))
        .order_by("-most")
        .first()
    )


def choices_of_providers() -> list[tuple[str, str]]:
    """Every provider that gives help now, as a form's choices."""
    return list(Provider.objects.filter(is_active=True).order_by("name", "id").values_list("reference", "name"))


def list_rates(*, today: date) -> list[Rate]:
    """Prices of contracts that can be called off today, by provider."""
    rows = Rate.objects.filter(contract__starts_on__lte=today, contract__ends_on__gte=today, from_on__lte=today)
    rows = rows.filter(Q(until_on__isnull=True) | Q(until_on__gt=today), contract__provider__is_active=True)
    return list(rows.select_related("contract__provider", "service").order_by("contract__provider__name", "id")[:500])


def find_provider(reference: str) -> Provider | None:
    """A provider by its reference."""
    return Provider.objects.filter(reference=reference).first()


def choices_of_directory() -> list[tuple[str, str]]:
    """Every service of the directory, as a form's choices."""
    return choices_of_services()


def open_families(*, viewer: User, family_ids: set) -> frozenset:
    """Which of these families' records are open to the viewer by a grant."""
    found = Grant.objects.open().held_by(viewer).filter(subject_kind=SUBJECT, subject_id__in=family_ids)
    return frozenset(found.values_list("subject_id", flat=True))


def rate_for(*, provider: Provider, service, unit: str, price: int, on: date) -> Rate | None:
    """The price of a contract in force that a line is called off at, where there is one."""
    if service is None:
        return None
    found = Rate.objects.filter(contract__provider=provider, service=service, unit=unit, price=price, from_on__lte=on)
    return found.filter(Q(until_on__isnull=True) | Q(until_on__gt=on)).order_by("-from_on", "id").first()
