"""Reading payments brought in, what needs looking at, unmet need by place, and savings with their status."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from alongside.foundation.components.paging import Page, key_page
from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import ActualsFile, ActualsRow, Aim, Contract, Line, Package, Saving, Unmet
from ..rules.matching import RowStatus

if TYPE_CHECKING:
    from uuid import UUID

AHEAD_DAYS = 56
SIZE = 50
SHORT = 25
"""What a page of things to look at shows of each: those that cannot wait come first."""


def list_files() -> list[tuple[ActualsFile, dict[str, int]]]:
    """Files of payments, the latest first, with what became of their rows."""
    files = list(ActualsFile.objects.select_related("brought_by").order_by("-brought_at", "id")[:30])
    counts: dict = {}
    rows = ActualsRow.objects.filter(file__in=files).values_list("file_id", "status").annotate(n=Count("id")).order_by()
    for file_id, status, n in rows:
        counts.setdefault(file_id, {})[status] = n
    return [(one, counts.get(one.id, {})) for one in files]


def get_file(file_id: UUID) -> ActualsFile | None:
    """One file of payments."""
    return ActualsFile.objects.select_related("brought_by").filter(id=file_id).first()


def list_rows(*, file: ActualsFile, status: str = "", after: str = "", before: str = "") -> Page:
    """A page of a file's rows."""
    rows = ActualsRow.objects.filter(file=file).select_related("package")
    if status in set(RowStatus):
        rows = rows.filter(status=status)
    return key_page(rows, after=after, before=before, size=SIZE, order=("number",))


def get_row(*, file_id: UUID, number: int) -> ActualsRow | None:
    """One row of a file."""
    return ActualsRow.objects.select_related("file", "package").filter(file_id=file_id, number=number).first()


def count_mismatches() -> int:
    """How many rows wait to be resolved."""
    return ActualsRow.objects.filter(status=RowStatus.MISMATCH).count()


def find_package(reference: str) -> Package | None:
    """A package that was signed, by its reference."""
    return Package.objects.filter(reference=reference, signed_version__isnull=False).first()


def lines_of(package: Package) -> list[Line]:
    """The lines of the signed version, one for each thread."""
    rows = Line.objects.filter(version_id=package.signed_version_id).select_related("provider").order_by("position")
    return list({line.thread: line for line in rows}.values())


def list_reviews_due(*, viewer: User, today: date, size: int = SHORT) -> list[Package]:
    """Packages open to the viewer whose review is due within eight weeks, the earliest first."""
    rows = access.packages_open_to(viewer).filter(
        status=rules.PackageStatus.RUNNING, review_due_on__lte=today + timedelta(days=AHEAD_DAYS)
    )
    return list(rows.select_related("case__family", "case__locality").order_by("review_due_on", "id")[:size])


def list_past_end(*, viewer: User, today: date, size: int = SHORT) -> list[Package]:
    """Packages whose last day has passed and that nobody has closed."""
    rows = access.packages_open_to(viewer).filter(status=rules.PackageStatus.RUNNING, ends_on__lt=today)
    return list(rows.select_related("case__family", "case__locality").order_by("ends_on", "id")[:size])


def list_contracts_too_short(*, today: date, size: int = 50) -> list[tuple[Contract, int]]:
    """Contracts that end before help called off from them does, with how many packages they leave without one."""
    lines = Line.objects.filter(
        rate__isnull=False,
        version=F("version__package__signed_version"),
        version__package__status=rules.PackageStatus.RUNNING,
        until_on__gt=F("rate__contract__ends_on"),
        until_on__gte=today,
    )
    rows = lines.values("rate__contract").annotate(n=Count("version__package", distinct=True)).order_by("-n")[:size]
    counts = {row["rate__contract"]: row["n"] for row in rows}
    contracts = Contract.objects.filter(id__in=counts).select_related("provider").order_by("ends_on", "id")
    return [(one, counts[one.id]) for one in contracts]


def unmet_by_place(*, since: date) -> list[tuple]:
    """Help that was asked for and could not be had since a day: by locality and reason."""
    rows = Unmet.objects.filter(noted_on__gte=since).values_list("locality__name", "why").annotate(n=Count("id"))
    return list(rows.order_by("locality__name", "why"))


def unmet_by_service(*, since: date) -> list[tuple]:
    """Which services of the directory could not be had since a day."""
    rows = Unmet.objects.filter(noted_on__gte=since, service__isnull=False)
    return list(
        rows.values_list("service__name", "service__slug").annotate(n=Count("id")).order_by("-n", "service__name")[:30]
    )


def list_savings() -> list[Saving]:
    """Savings claimed, the latest first."""
    return list(Saving.objects.select_related("claimed_by", "checked_by").order_by("-claimed_at", "id")[:100])


def savings_by_status() -> dict[str, int]:
    """What claimed savings come to, by how far each has been shown."""
    return dict(Saving.objects.values_list("status").annotate(sum=Sum("amount")).order_by())


def get_saving(saving_id: UUID) -> Saving | None:
    """One claimed saving."""
    return Saving.objects.filter(id=saving_id).first()


def cost_and_outcome() -> list[tuple]:
    """Packages that ran, by the outcome they were for: how many, what they cost, and how many came further; a package
    with two aims for one outcome costs once."""
    earlier = Aim.objects.filter(package=OuterRef("package"), outcome=OuterRef("outcome"), id__lt=OuterRef("id"))
    rows = (
        Aim.objects.filter(package__status__in=[rules.PackageStatus.RUNNING, rules.PackageStatus.ENDED])
        .annotate(is_first=~Exists(earlier))
        .values_list("outcome__title")
        .annotate(
            n=Count("package", distinct=True),
            cost=Sum("package__cost", filter=Q(is_first=True)),
            read=Count("id", filter=Q(first__isnull=False, latest__isnull=False)),
            better=Count("id", filter=Q(latest__gt=F("first"))),
        )
        .order_by("outcome__title")
    )
    return list(rows)
