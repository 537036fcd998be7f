"""Reading the money: funds and their years, the ledger, forecasts, statements for partners, moves and limits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Q, Sum

from alongside.foundation.components.paging import Page, key_page
from alongside.foundation.identity.models import Agency, User
from alongside.foundation.policy.queries import policy_on
from alongside.values.money import Pence, split_exactly

from .. import access, rules
from ..models import Account, Fund, Limit, Line, Package, Posting, Share, Version, Virement
from ..rules import costing, timing
from ..rules.ledger import Held

if TYPE_CHECKING:
    from uuid import UUID

DAYS_OF_WEEK = 7
LEDGER_SIZE = 50


class FundNotFound(LookupError):
    """There is no such fund, or it is not open to the viewer."""


@dataclass(frozen=True)
class FundYear:
    """A fund in one year, as its accounts say."""

    fund: Fund
    year: int
    put_in: int
    moved: int
    free: int
    committed: int
    spent: int

    @property
    def budget(self) -> int:
        """What was put in and moved here: the same as what is free, committed and paid."""
        return self.put_in + self.moved


def get_fund(*, viewer: User, reference: str) -> Fund:
    """One fund, for those who keep the money."""
    fund = Fund.objects.select_related("holder").filter(reference=reference).first()
    if fund is None or not viewer.may(access.SEE_MONEY):
        raise FundNotFound(reference)
    return fund


def list_funds(*, year: int) -> list[FundYear]:
    """Every fund with its money of one year, by name."""
    found = {fund.id: fund for fund in Fund.objects.select_related("holder").order_by("name")}
    sums = _sums(Q(year=year))
    return [_fund_year(fund, year, sums.get((fund.id, year), {})) for fund in found.values()]


def years_of(fund: Fund) -> list[FundYear]:
    """A fund's years, the first first."""
    sums = _sums(Q(fund=fund))
    return [_fund_year(fund, year, kinds) for (_, year), kinds in sorted(sums.items(), key=lambda one: one[0][1])]


def fund_year(*, fund: Fund, year: int) -> FundYear:
    """A fund in one year."""
    return _fund_year(fund, year, _sums(Q(fund=fund, year=year)).get((fund.id, year), {}))


def _sums(which: Q) -> dict[tuple, dict[str, int]]:
    rows = (
        Account.objects.filter(which)
        .values_list("fund_id", "year", "kind")
        .annotate(amount=Sum("balance"))
        .order_by("fund_id", "year")
    )
    sums: dict[tuple, dict[str, int]] = defaultdict(dict)
    for fund, year, kind, amount in rows:
        sums[fund, year][kind] = amount
    return sums


def _fund_year(fund: Fund, year: int, kinds: dict[str, int]) -> FundYear:
    return FundYear(
        fund=fund,
        year=year,
        put_in=-kinds.get(rules.AccountKind.PROMISED, 0),
        moved=-kinds.get(rules.AccountKind.MOVED, 0),
        free=kinds.get(rules.AccountKind.AVAILABLE, 0),
        committed=kinds.get(rules.AccountKind.COMMITTED, 0),
        spent=kinds.get(rules.AccountKind.SPENT, 0),
    )


def put_in_by(*, fund: Fund, year: int) -> list[tuple[Agency, int]]:
    """What each partner has put into a fund's year."""
    rows = (
        Account.objects.filter(fund=fund, year=year, kind=rules.AccountKind.PROMISED)
        .select_related("agency")
        .order_by("agency__name")
    )
    return [(one.agency, -one.balance) for one in rows]


def forecast_of(*, standing: FundYear, today: date) -> timing.Forecast:
    """Where a fund's year is heading, by what is committed and the pace of what was paid."""
    first, last = costing.first_day_of(standing.year), costing.last_day_of(standing.year)
    day = min(max(today, first), last)
    return timing.forecast_of(
        free=Pence(standing.free),
        committed=Pence(standing.committed),
        spent=Pence(standing.spent),
        planned_by_now=_planned_by(standing, day) if today >= first else Pence(0),
        weeks_gone=(day - first).days // DAYS_OF_WEEK,
        policy=policy_on(rules.CommissioningPolicy, today),
    )


def _planned_by(standing: FundYear, day: date) -> Pence:
    """The part of the year's promises that lies before a day, by the days of the package in the year."""
    first, last = costing.first_day_of(standing.year), costing.last_day_of(standing.year)
    rows = (
        Share.objects.filter(fund=standing.fund, year=standing.year, version__package__signed_version=F("version"))
        .values_list("version__package__starts_on", "version__package__ends_on")
        .annotate(amount=Sum("amount"))
        .order_by()
    )
    planned = paid_beside_packages(fund=standing.fund, year=standing.year)
    for starts_on, ends_on, amount in rows:
        start, end = max(starts_on, first), min(ends_on, last)
        whole = costing.days_of(start, end)
        gone = min(whole, costing.days_of(start, day))
        planned += amount * gone // whole if whole else amount
    return Pence(planned)


def list_ledger(*, fund: Fund, year: int, after: str = "", before: str = "") -> Page:
    """A page of a fund's ledger for a year, the latest first: what became free, committed and paid."""
    accounts = Account.objects.filter(fund=fund, year=year).exclude(kind=rules.AccountKind.AVAILABLE)
    rows = Posting.objects.filter(account__in=accounts).select_related("entry__by", "account__agency", "package")
    return key_page(rows, after=after, before=before, size=LEDGER_SIZE, order=("-id",))


def export_ledger(*, fund: Fund, year: int):
    """Every posting of a fund's year in its order, for a file."""
    return (
        Posting.objects.filter(account__fund=fund, account__year=year)
        .select_related("entry", "account__agency", "package")
        .order_by("id")
        .iterator(chunk_size=2000)
    )


@dataclass(frozen=True)
class Statement:
    """What one partner put into a fund's year, and its part of what became of the money."""

    fund: Fund
    agency: Agency
    year: int
    put_in: int
    spent: int
    committed: int
    free: int
    whole: FundYear

    @property
    def hundredths(self) -> int:
        """Its part of all that was put in, in hundredths of a per cent, rounded."""
        return (self.put_in * 10_000 + self.whole.put_in // 2) // self.whole.put_in if self.whole.put_in > 0 else 0


def statement_of(*, fund: Fund, year: int, agency_slug: str) -> Statement | None:
    """A partner's statement: each of what was paid, is committed and is free is shared by what the partners put in,
    to the penny."""
    partners = put_in_by(fund=fund, year=year)
    mine = next((place for place, (agency, _) in enumerate(partners) if agency.slug == agency_slug), None)
    if mine is None:
        return None
    whole = fund_year(fund=fund, year=year)
    weights = [max(0, amount) for _, amount in partners]

    def part(amount: int) -> int:
        return split_exactly(Pence(amount), weights)[mine] if any(weights) else 0

    return Statement(
        fund=fund,
        agency=partners[mine][0],
        year=year,
        put_in=partners[mine][1],
        spent=part(whole.spent),
        committed=part(whole.committed),
        free=part(whole.free),
        whole=whole,
    )


def held_for(*, threads) -> dict[UUID, Held]:
    """What is committed and paid for things other than packages, such as grants, as the ledger says: by thread."""
    rows = (
        Posting.objects.filter(package__isnull=True, thread__in=list(threads))
        .values_list("thread", "account__kind")
        .annotate(amount=Sum("amount"))
        .order_by()
    )
    found: dict[UUID, Held] = {}
    for thread, kind, amount in rows:
        has = found.get(thread, Held())
        if kind == rules.AccountKind.COMMITTED:
            found[thread] = Held(has.committed + amount, has.spent)
        elif kind == rules.AccountKind.SPENT:
            found[thread] = Held(has.committed, has.spent + amount)
    return found


def paid_beside_packages(*, fund: Fund, year: int) -> int:
    """What a fund’s year has paid for things other than packages; it is paid as it falls due."""
    spent = Account.objects.filter(fund=fund, year=year, kind=rules.AccountKind.SPENT)
    rows = Posting.objects.filter(package__isnull=True, thread__isnull=False, account__in=spent)
    return rows.aggregate(amount=Sum("amount"))["amount"] or 0


def list_virements(*, size: int = 50) -> list[Virement]:
    """Moves of money, those that wait first."""
    return list(
        Virement.objects.select_related("from_fund", "to_fund", "asked_by", "decided_by").order_by(
            "status", "-asked_at", "id"
        )[:size]
    )


def get_virement(virement_id: UUID) -> Virement | None:
    """One move of money."""
    return (
        Virement.objects.select_related("from_fund", "to_fund", "asked_by", "decided_by").filter(id=virement_id).first()
    )


def list_limits(*, today: date) -> list[tuple[Limit, int]]:
    """Delegated limits in force, with what was approved within each this year."""
    rows = (
        Limit.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=today))
        .select_related("user__agency", "given_by")
        .annotate(used=Sum("approvals__cost", filter=Q(approvals__year=rules.year_of(today))))
        .order_by("-most", "user__name")
    )
    return [(one, one.used or 0) for one in rows]


def get_limit(limit_id: UUID) -> Limit | None:
    """One delegated limit."""
    return Limit.objects.select_related("user").filter(id=limit_id).first()


def approvers() -> list[User]:
    """Those whose role approves packages, by name."""
    return list(
        User.objects.filter(
            is_active=True,
            memberships__ended_on__isnull=True,
            memberships__role__permissions__contains=[access.APPROVE],
        )
        .select_related("agency")
        .distinct()
        .order_by("name", "id")
    )


def choices_of_funds() -> list[tuple[str, str]]:
    """Funds in use, as a form's choices."""
    return list(Fund.objects.filter(is_active=True).order_by("name").values_list("reference", "name"))


def find_fund(reference: str) -> Fund | None:
    """A fund by its reference."""
    return Fund.objects.filter(reference=reference).first()


def list_agencies() -> list[Agency]:
    """Agencies that may put money in."""
    return list(Agency.objects.filter(is_active=True).order_by("name", "id"))


def joint_funding(*, viewer: User):
    """Running packages with what each stream of money pays of a week, for the placements census."""
    shares = defaultdict(lambda: defaultdict(int))
    rows = Share.objects.filter(version__package__in=Package.objects.filter(status=rules.PackageStatus.RUNNING))
    current = rows.filter(version__package__signed_version=F("version"))
    for version, stream, amount in (
        current.values_list("version_id", "fund__stream").annotate(amount=Sum("amount")).order_by()
    ):
        shares[version][stream] = amount
    packages = access.packages_open_to(viewer).filter(status=rules.PackageStatus.RUNNING)
    for package in packages.order_by("reference").iterator(chunk_size=1000):
        yield package, shares[package.signed_version_id]


def providers_of(version_ids) -> dict:
    """The names of the providers of some versions."""
    rows = Line.objects.filter(version_id__in=version_ids).values_list("version_id", "provider__name").distinct()
    found = defaultdict(list)
    for version, name in rows:
        found[version].append(name)
    return found


def count_waiting() -> dict[str, int]:
    """How many versions wait for approval, and how many to be signed."""
    waits = Version.objects.filter(status__in=[rules.VersionStatus.PROPOSED, rules.VersionStatus.APPROVED])
    found = {"proposed": 0, "approved": 0}
    for status in waits.values_list("status", flat=True):
        found[status] += 1
    return found
