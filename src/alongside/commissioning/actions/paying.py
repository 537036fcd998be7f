"""Bringing in what was paid, matching it to lines, and resolving what does not fit."""

import hashlib
from collections import defaultdict
from datetime import date, datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.values.money import Pence
from alongside.values.sheets import NO_ROWS

from .. import access, rules
from ..models import ActualsFile, ActualsRow, Delivery, Entry, Package
from ..rules import ledger as book
from ..rules import matching, shares
from .ledger import held_by, lock_years, post
from .refusals import CommissioningRefused

LARGEST_FILE = 10_000_000


@transaction.atomic
def bring_payments(*, name: str, content: bytes, by: User, at: datetime) -> ActualsFile:
    """Read a file of payments: rows that fit are paid in the ledger, the others wait for a person. The same file
    again changes nothing."""
    if not by.may(access.PAY):
        raise CommissioningRefused("Your role cannot bring in payments")
    if len(content) > LARGEST_FILE:
        raise CommissioningRefused("The file is larger than 10 MB. Send it in parts")
    digest = hashlib.sha256(content).hexdigest()
    if standing := ActualsFile.objects.filter(digest=digest).first():
        return standing
    try:
        rows = list(matching.read_rows(content.decode("utf-8-sig")))
    except UnicodeDecodeError as wrong:
        raise CommissioningRefused("The file is not a CSV file in UTF-8") from wrong
    except matching.FileRefused as refused:
        raise CommissioningRefused(str(refused)) from refused
    if not rows:
        raise CommissioningRefused(NO_ROWS)
    file = ActualsFile.objects.create(name=name[:200], digest=digest, rows_read=len(rows), brought_by=by, brought_at=at)
    for row in rows:
        _take_row(file, row, by, at)
    record("commissioning.payments_brought", subject=file, by=by, at=at, rows=len(rows))
    return file


def _take_row(file: ActualsFile, row: matching.Row, by: User, at: datetime) -> None:
    package = _locked(row.package)
    candidates = candidates_of(package, row.paid_on) if package is not None and row.paid_on else None
    matched = matching.match(row, candidates, is_known=_is_known(row))
    kept = ActualsRow(
        file=file,
        number=row.number,
        invoice=row.invoice,
        provider_name=row.provider,
        package_reference=row.package,
        line_words=row.line,
        paid_on=row.paid_on,
        units=row.units,
        amount=row.amount,
        status=matching.RowStatus.MISMATCH,
        problems="\n".join(matched.problems),
        package=package,
        thread=matched.line.thread if matched.line else None,
    )
    if not matched.problems and matched.line is not None:
        kept.entry = _pay(kept, package, kept.thread, by, at)
        kept.status = matching.RowStatus.POSTED
    kept.save()


def _locked(reference: str) -> Package | None:
    return Package.objects.select_for_update().filter(reference=reference, signed_version__isnull=False).first()


def _is_known(row: matching.Row) -> bool:
    return ActualsRow.objects.filter(
        invoice=row.invoice,
        provider_name=row.provider,
        package_reference=row.package,
        line_words=row.line,
        status=matching.RowStatus.POSTED,
    ).exists()


def candidates_of(package: Package, paid_on: date) -> list[matching.Candidate]:
    """The lines of a package that a payment could be for, with what is committed to each by the year of its day."""
    held, year = held_by(package_id=package.id), rules.year_of(paid_on)
    left: dict = defaultdict(int)
    for (thread, _, one), has in held.items():
        if one <= year:
            left[thread] += has.committed
    found = {}
    for line in package.signed_version.lines.select_related("provider").order_by("position"):
        if line.thread not in found:
            found[line.thread] = matching.Candidate(
                thread=line.thread,
                what=line.what,
                provider=line.provider.name,
                from_on=line.from_on,
                until_on=line.until_on,
                price=Pence(line.price),
                committed=Pence(left[line.thread]),
            )
    return list(found.values())


def _pay(row: ActualsRow, package: Package, thread, by: User, at: datetime) -> Entry:
    year = rules.year_of(row.paid_on)
    held = {key: has for key, has in held_by(package_id=package.id).items() if key[0] == thread and key[2] <= year}
    accounts = lock_years({(fund, one) for _, fund, one in held})
    legs = []
    for (fund, one), part in _by_fund_and_year(row.amount, held).items():
        legs += book.payment(fund=fund, year=one, amount=part, package=package.id, thread=thread)
    entry = post(
        key=f"actual:{row.file_id}:{row.number}",
        kind=rules.EntryKind.ACTUAL if row.amount > 0 else rules.EntryKind.REFUND,
        legs=legs,
        on=row.paid_on,
        words=f"{package.reference}: {row.provider_name}, invoice {row.invoice}",
        by=by,
        at=at,
        accounts=accounts,
    )
    if row.units and row.amount > 0:
        Delivery.objects.create(
            package=package,
            thread=thread,
            until_on=row.paid_on,
            units=row.units,
            source=f"Invoice {row.invoice}",
            by=by,
            at=at,
        )
    return entry


def _by_fund_and_year(amount: int, held: dict) -> dict[tuple, Pence]:
    """What is paid draws on the earliest year first, and in it on its funds by what each has left; what is paid
    back returns to the latest year first."""
    is_back, left = amount < 0, abs(amount)
    found: dict[tuple, Pence] = {}
    for year in sorted({key[2] for key in held}, reverse=is_back):
        has = {key[1]: Pence(one.spent if is_back else one.committed) for key, one in held.items() if key[2] == year}
        now = min(left, sum(has.values()))
        for fund, part in shares.part_of_actual(Pence(now), has).items():
            found[fund, year] = Pence(-part if is_back else part)
        left -= now
    if left:
        what = "paid" if is_back else "committed to this line"
        raise CommissioningRefused(f"That is more than is {what}. Change the package first, or send the invoice back")
    return found


@transaction.atomic
def resolve_row(*, row: ActualsRow, package: Package, thread, why: str, by: User, at: datetime) -> ActualsRow:
    """Pay a row on the line that a person chose, and say why it did not fit by itself."""
    row = _mismatch(row, by)
    if row.paid_on is None or not row.amount:
        raise CommissioningRefused("This row has no day or no amount. Send it back, and bring it again")
    package = Package.objects.select_for_update(of=("self",)).select_related("signed_version").get(id=package.id)
    if package.signed_version is None or not package.signed_version.lines.filter(thread=thread).exists():
        raise CommissioningRefused("Choose a line of this package")
    row.entry = _pay(row, package, thread, by, at)
    row.package, row.thread, row.status = package, thread, matching.RowStatus.POSTED
    row.resolved_by, row.resolved_why = by, why
    row.save()
    record("commissioning.payment_resolved", subject=row, by=by, at=at)
    return row


@transaction.atomic
def send_row_back(*, row: ActualsRow, why: str, by: User, at: datetime) -> ActualsRow:
    """Say that a row is not paid, and why."""
    row = _mismatch(row, by)
    row.status, row.resolved_by, row.resolved_why = matching.RowStatus.REJECTED, by, why
    row.save(update_fields=["status", "resolved_by", "resolved_why"])
    record("commissioning.payment_sent_back", subject=row, by=by, at=at)
    return row


def _mismatch(row: ActualsRow, by: User) -> ActualsRow:
    if not by.may(access.PAY):
        raise CommissioningRefused("Your role cannot resolve payments")
    row = ActualsRow.objects.select_for_update().get(id=row.id)
    if row.status != matching.RowStatus.MISMATCH:
        raise CommissioningRefused("This row has been resolved already")
    return row
