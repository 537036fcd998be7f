"""Money promised and paid for something other than a package, such as a grant: the ledger’s door for those above.

Whoever calls asks first whether they may. What the money is for is known by one id, its thread.
"""

from datetime import date, datetime
from uuid import UUID

from alongside.foundation.identity.models import User
from alongside.values.money import Pence

from .. import rules
from ..models import Entry
from ..rules import ledger as book
from .ledger import lock_years, post


def commit_for(
    *, thread: UUID, fund_id: UUID, year: int, amount: Pence, key: str, words: str, on: date, by: User, at: datetime
) -> Entry:
    """Promise money of a fund’s year; where too little is free, NotEnoughMoney is raised and nothing is posted."""
    return post(
        key=key,
        kind=rules.EntryKind.COMMITMENT,
        legs=book.commitment(fund=fund_id, year=year, amount=amount, thread=thread),
        on=on,
        words=words,
        by=by,
        at=at,
        accounts=lock_years({(fund_id, year)}),
    )


def release_for(
    *, thread: UUID, fund_id: UUID, year: int, amount: Pence, key: str, words: str, on: date, by: User, at: datetime
) -> Entry:
    """Give promised money back, so that it is free again."""
    return post(
        key=key,
        kind=rules.EntryKind.RELEASE,
        legs=book.commitment(fund=fund_id, year=year, amount=Pence(-amount), thread=thread),
        on=on,
        words=words,
        by=by,
        at=at,
        accounts=lock_years({(fund_id, year)}),
    )


def pay_for(
    *, thread: UUID, fund_id: UUID, year: int, amount: Pence, key: str, words: str, on: date, by: User, at: datetime
) -> Entry:
    """Pay promised money."""
    return post(
        key=key,
        kind=rules.EntryKind.ACTUAL,
        legs=book.payment(fund=fund_id, year=year, amount=amount, thread=thread),
        on=on,
        words=words,
        by=by,
        at=at,
        accounts=lock_years({(fund_id, year)}),
    )


def refund_for(
    *, thread: UUID, fund_id: UUID, year: int, amount: Pence, key: str, words: str, on: date, by: User, at: datetime
) -> None:
    """Note that money paid came back: it is neither paid nor promised any more, and free in the fund again."""
    post(
        key=key,
        kind=rules.EntryKind.REFUND,
        legs=book.payment(fund=fund_id, year=year, amount=Pence(-amount), thread=thread),
        on=on,
        words=words,
        by=by,
        at=at,
        accounts=lock_years({(fund_id, year)}),
    )
    release_for(
        thread=thread, fund_id=fund_id, year=year, amount=amount, key=f"{key}:release", words=words, on=on, by=by, at=at
    )
