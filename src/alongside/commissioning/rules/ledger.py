"""The ledger: every entry moves money between accounts of a fund and a year, and comes to nought."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from alongside.values.money import Pence


class AccountKind(StrEnum):
    """What an account of a fund’s year holds."""

    PROMISED = "promised"
    AVAILABLE = "available"
    COMMITTED = "committed"
    SPENT = "spent"
    MOVED = "moved"


ACCOUNT_KIND_WORDS = {
    AccountKind.PROMISED: "Put in by",
    AccountKind.AVAILABLE: "Free to commit",
    AccountKind.COMMITTED: "Committed and not yet paid",
    AccountKind.SPENT: "Paid",
    AccountKind.MOVED: "Moved to or from other funds and years",
}

NEVER_BELOW_NOUGHT = (AccountKind.AVAILABLE, AccountKind.COMMITTED, AccountKind.SPENT)


class EntryKind(StrEnum):
    """What an entry does."""

    CONTRIBUTION = "contribution"
    VIREMENT = "virement"
    COMMITMENT = "commitment"
    RELEASE = "release"
    ACTUAL = "actual"
    REFUND = "refund"


ENTRY_KIND_WORDS = {
    EntryKind.CONTRIBUTION: "Put in by a partner",
    EntryKind.VIREMENT: "Moved between funds",
    EntryKind.COMMITMENT: "Committed",
    EntryKind.RELEASE: "Released",
    EntryKind.ACTUAL: "Paid",
    EntryKind.REFUND: "Paid back",
}


@dataclass(frozen=True)
class Place:
    """One account: of a fund, in a year, of a kind; what is put in has a place for each agency."""

    fund: Hashable
    year: int
    kind: AccountKind
    agency: Hashable = None


@dataclass(frozen=True)
class Leg:
    """One side of an entry: where, how much, and for which line."""

    place: Place
    amount: int
    package: Hashable = None
    thread: Hashable = None


@dataclass(frozen=True)
class Held:
    """What one line has of one fund in one year: promised still, and paid."""

    committed: int = 0
    spent: int = 0

    @property
    def in_all(self) -> int:
        """Committed and paid together."""
        return self.committed + self.spent


def contribution(*, fund, year: int, agency, amount: Pence) -> list[Leg]:
    """What a partner puts in is free to commit; the same is owed to it in the fund’s account.

    Source: double entry bookkeeping.
    """
    return [
        Leg(Place(fund, year, AccountKind.AVAILABLE), amount),
        Leg(Place(fund, year, AccountKind.PROMISED, agency), -amount),
    ]


def virement(*, from_fund, from_year: int, to_fund, to_year: int, amount: Pence) -> list[Leg]:
    """Money moved leaves one fund’s year and is free in the other; each fund’s year comes to nought by itself.

    Source: double entry bookkeeping.
    """
    return [
        Leg(Place(from_fund, from_year, AccountKind.AVAILABLE), -amount),
        Leg(Place(from_fund, from_year, AccountKind.MOVED), amount),
        Leg(Place(to_fund, to_year, AccountKind.AVAILABLE), amount),
        Leg(Place(to_fund, to_year, AccountKind.MOVED), -amount),
    ]


def commitment(*, fund, year: int, amount: Pence, **whose) -> list[Leg]:
    """A promise takes money from what is free to what is committed; a release, which is below nought, gives it back.

    Source: double entry bookkeeping.
    """
    return [
        Leg(Place(fund, year, AccountKind.AVAILABLE), -amount, **whose),
        Leg(Place(fund, year, AccountKind.COMMITTED), amount, **whose),
    ]


def payment(*, fund, year: int, amount: Pence, **whose) -> list[Leg]:
    """A payment turns what was committed into what is paid; a refund, below nought, turns it back.

    Source: double entry bookkeeping.
    """
    return [
        Leg(Place(fund, year, AccountKind.COMMITTED), -amount, **whose),
        Leg(Place(fund, year, AccountKind.SPENT), amount, **whose),
    ]


def does_balance(legs: Iterable[Leg]) -> bool:
    """Every entry comes to nought, in each fund and year.

    Source: double entry bookkeeping.
    """
    sums: dict[tuple, int] = defaultdict(int)
    for leg in legs:
        sums[leg.place.fund, leg.place.year] += leg.amount
    return not any(sums.values())


def replay(legs: Iterable[Leg]) -> dict[Place, int]:
    """Balances are nothing but the sum of all that was ever posted, in any order.

    Source: double entry bookkeeping.
    """
    balances: dict[Place, int] = defaultdict(int)
    for leg in legs:
        balances[leg.place] += leg.amount
    return dict(balances)


class MoneyGone(ValueError):
    """Less is promised now than was paid already; the message is fit to show."""


def moves_to(
    target: Mapping[tuple, Pence], held: Mapping[tuple, Held], *, package: Hashable
) -> tuple[list[Leg], list[Leg]]:
    """Signing a version brings what each line has of each fund and year to what the version says: what is less is
    released, what is more is committed; what was paid stays paid, and no less than that can be promised.

    Keys are (thread of the line, fund, year). Gives the releases and the commitments.
    Source: local default (an agreed change takes effect at once, in full).
    """
    releases: list[Leg] = []
    commitments: list[Leg] = []
    for key in sorted({*target, *held}, key=str):
        thread, fund, year = key
        has = held.get(key, Held())
        wanted = target.get(key, 0)
        if wanted < has.spent:
            raise MoneyGone("More has been paid on a line already than this version promises. Settle that first")
        change = wanted - has.in_all
        if change:
            legs = commitment(fund=fund, year=year, amount=Pence(change), package=package, thread=thread)
            (commitments if change > 0 else releases).extend(legs)
    return releases, commitments
