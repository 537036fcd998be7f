"""Who pays which part of a cost: any basis comes to whole pence that add up to the cost."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from alongside.values.money import Pence, format_pounds, split_exactly

Payer = TypeVar("Payer", bound=Hashable)
Cell = TypeVar("Cell", bound=Hashable)
WHOLE = 10_000
"""One hundred per cent, in hundredths of a per cent."""


class Basis(StrEnum):
    """On what basis a fund pays."""

    PERCENT = "percent"
    FIXED = "fixed"
    PER_LINE = "per_line"
    CAPPED = "capped"


BASIS_WORDS = {
    Basis.PERCENT: "A percentage of the cost",
    Basis.FIXED: "A fixed amount",
    Basis.PER_LINE: "Whole lines",
    Basis.CAPPED: "A percentage, up to a most",
}


class SharesRefused(ValueError):
    """The bases do not come to the whole cost; the message is fit to show."""


@dataclass(frozen=True)
class Term:
    """What one payer promised: hundredths of a per cent, an amount, or both where the first is capped."""

    payer: Hashable
    basis: Basis
    hundredths: int = 0
    amount: int = 0


def totals_of(cost: Pence, terms: Sequence[Term]) -> dict[Hashable, Pence]:
    """Fixed amounts are paid first; what is left is shared by percentage, which must make a hundred; what a
    capped payer does not pay falls to the uncapped in their proportions, to the penny.

    Source: local default; pence by the largest remainder.
    """
    fixed = [one for one in terms if one.basis is Basis.FIXED]
    shared = [one for one in terms if one.basis in {Basis.PERCENT, Basis.CAPPED}]
    if len({one.payer for one in terms}) != len(terms):
        raise SharesRefused("A fund is named twice: give it one part")
    left = cost - sum(one.amount for one in fixed)
    if left < 0:
        raise SharesRefused(f"The fixed amounts come to {format_pounds(Pence(-left))} more than the cost")
    found = {one.payer: Pence(one.amount) for one in fixed}
    if not shared:
        if left:
            raise SharesRefused(f"Nobody pays {format_pounds(Pence(left))} of the cost")
        return found
    if sum(one.hundredths for one in shared) != WHOLE:
        raise SharesRefused("The percentages must add up to 100")
    return found | _within_caps(Pence(left), shared)


def _within_caps(left: Pence, shared: Sequence[Term]) -> dict[Hashable, Pence]:
    found: dict[Hashable, Pence] = {}
    open_terms = list(shared)
    while True:
        weights = [one.hundredths for one in open_terms]
        if not sum(weights):
            raise SharesRefused(f"The caps leave {format_pounds(left)} that nobody pays")
        parts = split_exactly(left, weights)
        over = [
            one for one, part in zip(open_terms, parts, strict=True) if one.basis is Basis.CAPPED and part > one.amount
        ]
        if not over:
            return found | {one.payer: part for one, part in zip(open_terms, parts, strict=True)}
        for one in over:
            found[one.payer] = Pence(one.amount)
            left = Pence(left - one.amount)
            open_terms.remove(one)


def spread(totals: Mapping[Payer, Pence], costs: Mapping[Cell, Pence]) -> dict[tuple[Cell, Payer], Pence]:
    """Each line and year of a package is paid by the payers in the proportion of what each has still to pay,
    so that every line and every payer comes out to the penny, and no part is below nought.

    Source: the largest remainder method, applied line by line to what is left.
    """
    if sum(totals.values()) != sum(costs.values()):
        raise ValueError("What is paid and what it costs must be the same")
    left = dict(totals)
    found: dict[tuple[Cell, Payer], Pence] = {}
    for cell, cost in costs.items():
        if not cost:
            continue
        for payer, part in zip(left, split_exactly(cost, list(left.values())), strict=True):
            if part:
                found[cell, payer] = part
                left[payer] = Pence(left[payer] - part)
    return found


def part_of_actual(amount: Pence, committed: Mapping[Payer, Pence]) -> dict[Payer, Pence]:
    """What an invoice comes to falls on the funds in the proportion of what each still has committed to its line.

    Source: the largest remainder method.
    """
    if amount > sum(committed.values()):
        raise ValueError("More than is committed cannot be paid")
    payers = [payer for payer, left in committed.items() if left > 0]
    if not payers or not amount:
        return {}
    parts = split_exactly(amount, [committed[payer] for payer in payers])
    return {payer: part for payer, part in zip(payers, parts, strict=True) if part}


def above_paid(
    parts: Mapping[tuple[Cell, Payer], Pence], paid: Mapping[tuple[Cell, Payer], Pence]
) -> dict[tuple[Cell, Payer], Pence]:
    """What a fund has paid on a line stays its own: where a new split would give it less, the others give way, and
    the line still comes to the penny.

    Source: local default (a payment is never taken back by a change of basis).
    """
    found = dict(parts)
    for cell in {cell for cell, _ in paid}:
        payers = {payer for one, payer in {*parts, *paid} if one == cell}
        wanted = {payer: parts.get((cell, payer), Pence(0)) for payer in payers}
        short = {p: paid.get((cell, p), 0) - wanted[p] for p in payers if paid.get((cell, p), 0) > wanted[p]}
        if not short:
            continue
        room = {p: wanted[p] - paid.get((cell, p), 0) for p in sorted(payers, key=str) if p not in short}
        missing = sum(short.values())
        if missing > sum(room.values()):
            raise SharesRefused("More has been paid on a line already than this version promises. Settle that first")
        gives = dict(zip(room, split_exactly(Pence(missing), list(room.values())), strict=True))
        for payer in payers:
            amount = paid[cell, payer] if payer in short else wanted[payer] - gives[payer]
            found[cell, payer] = Pence(amount)
    return {key: amount for key, amount in found.items() if amount}


def resolve(
    costs: Mapping[Cell, Pence], terms: Sequence[Term], whole: Mapping[Cell, Payer]
) -> dict[tuple[Cell, Payer], Pence]:
    """Lines that one fund pays whole are set aside; the rest of the cost is shared on the other bases. Whatever the
    bases, the parts of every line come to the line, and all of them to the package.

    Source: local default; pence by the largest remainder.
    """
    found = {(cell, payer): costs[cell] for cell, payer in whole.items() if costs[cell]}
    shared = {cell: cost for cell, cost in costs.items() if cell not in whole}
    totals = totals_of(Pence(sum(shared.values())), terms)
    return found | spread(totals, shared)
