"""Writing the ledger: accounts are locked in one order, checked, and posted to in one go."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Sum

from alongside.foundation.identity.models import User
from alongside.values.money import Pence

from .. import rules
from ..models import Account, Entry, Fund, Posting
from ..rules.ledger import Held, Leg, Place, does_balance
from ..rules.limits import no_money_yet, not_enough_money
from .refusals import NotEnoughMoney


def open_year(*, fund: Fund, year: int) -> None:
    """Make the accounts of a fund's year, where they are not there yet."""
    kinds = [kind for kind in rules.AccountKind if kind is not rules.AccountKind.PROMISED]
    Account.objects.bulk_create([Account(fund=fund, year=year, kind=kind) for kind in kinds], ignore_conflicts=True)


def open_promise(*, fund: Fund, year: int, agency) -> None:
    """Make the account of what an agency puts into a fund's year."""
    open_year(fund=fund, year=year)
    Account.objects.bulk_create(
        [Account(fund=fund, year=year, kind=rules.AccountKind.PROMISED, agency=agency)], ignore_conflicts=True
    )


def lock_years(years: set[tuple]) -> dict[Place, Account]:
    """Lock every account of these years of funds, always in the same order, so that nobody waits for ever."""
    funds = {fund for fund, _ in years}
    rows = (
        Account.objects.select_for_update(of=("self",))
        .filter(fund_id__in=funds, year__in={year for _, year in years})
        .select_related("fund")
        .order_by("id")
    )
    return {
        Place(one.fund_id, one.year, rules.AccountKind(one.kind), one.agency_id): one
        for one in rows
        if (one.fund_id, one.year) in years
    }


def post(
    *,
    key: str,
    kind: rules.EntryKind,
    legs: Sequence[Leg],
    on: date,
    words: str,
    by: User | None,
    at: datetime,
    accounts: dict[Place, Account] | None = None,
) -> Entry:
    """Write one entry with all its sides. The same key again gives the entry that stands and posts nothing.

    The caller has locked the accounts, or they are locked here.
    """
    if not legs or not does_balance(legs):
        raise ValueError("An entry comes to nought")
    if accounts is None:
        accounts = lock_years({(leg.place.fund, leg.place.year) for leg in legs})
    if standing := Entry.objects.filter(key=key).first():
        return standing
    _check_enough(legs, accounts)
    entry = Entry.objects.create(key=key, kind=kind, on=on, words=words[:300], by=by, at=at)
    Posting.objects.bulk_create(
        Posting(
            entry=entry,
            account=accounts[leg.place],
            amount=leg.amount,
            package_id=leg.package,
            thread=leg.thread,
        )
        for leg in legs
    )
    for leg in legs:
        accounts[leg.place].balance += leg.amount
    return entry


def _check_enough(legs: Sequence[Leg], accounts: dict[Place, Account]) -> None:
    wanted: dict[Place, int] = {}
    for leg in legs:
        if leg.place not in accounts:
            _refuse_year(leg.place)
        wanted[leg.place] = wanted.get(leg.place, 0) + leg.amount
    for place, change in wanted.items():
        account = accounts[place]
        if place.kind in rules.NEVER_BELOW_NOUGHT and account.balance + change < 0:
            raise NotEnoughMoney.of(
                not_enough_money(
                    fund=account.fund.name,
                    year=rules.year_words(place.year),
                    needed=Pence(-change),
                    free=Pence(account.balance),
                )
            )


def _refuse_year(place: Place) -> None:
    fund = Fund.objects.get(id=place.fund)
    raise NotEnoughMoney.of(no_money_yet(fund=fund.name, year=rules.year_words(place.year)))


def held_by(*, package_id) -> dict[tuple, Held]:
    """What each line of a package has of each fund and year, as the ledger says: (thread, fund, year)."""
    rows = (
        Posting.objects.filter(
            package_id=package_id, account__kind__in=[rules.AccountKind.COMMITTED, rules.AccountKind.SPENT]
        )
        .values_list("thread", "account__fund_id", "account__year", "account__kind")
        .annotate(amount=Sum("amount"))
        .order_by()
    )
    found: dict[tuple, Held] = {}
    for thread, fund, year, kind, amount in rows:
        has = found.get((thread, fund, year), Held())
        if kind == rules.AccountKind.COMMITTED:
            found[thread, fund, year] = Held(has.committed + amount, has.spent)
        else:
            found[thread, fund, year] = Held(has.committed, has.spent + amount)
    return found
