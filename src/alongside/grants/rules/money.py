"""Grant money: what a locality has left, how an award is paid, and what a family’s part of it came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.foundation.policy.rules import local_policy, number
from alongside.values.dates import WorkingCalendar
from alongside.values.money import Pence, Rounding, format_pounds, split_exactly, times

from .standing import MilestoneStatus, ReturnKind, RoundStatus

HUNDRED = 100
LEAST_SCORERS = 2


@local_policy("grants", "Grants to voluntary groups and schools")
@dataclass(frozen=True)
class GrantsPolicy:
    """Local numbers for grants. Source: local default."""

    scorers_of_a_bid: int = number(2, "People who score each bid at the least", least=LEAST_SCORERS, most=9)
    pass_mark: int = number(50, "Score, out of 100, below which no bid is awarded", least=0, most=100)
    far_apart: int = number(25, "Points out of 100 between scorers from which they talk first", least=5, most=100)
    at_the_start: int = number(50, "Per cent of an award paid at its start", least=0, most=100)
    half_way: int = number(40, "Per cent of an award paid when its half-way return is read", least=0, most=100)
    return_weeks: int = number(4, "Weeks after the end in which the final return is due", least=1, most=26)
    remind_days: int = number(14, "Days before a return is due when its link goes out", least=1, most=60)
    scoring_weeks: int = number(4, "Weeks after a round closes in which its bids are scored", least=1, most=26)
    reading_days: int = number(10, "Working days in which a return is read", least=1, most=60)
    smallest_count: int = number(
        5, "Smallest number of families shown; smaller numbers are suppressed", least=1, most=20
    )


def left_in_locality(*, money: Pence, chosen: Sequence[Pence]) -> Pence:
    """What a locality has left in a round is its money less everything chosen for it.

    Source: local default.
    """
    return Pence(money - sum(chosen))


def not_enough_for(*, where: str, left: Pence, asked: Pence) -> str:
    """A locality’s grants never come to more than its money in the round.

    Source: local default.
    """
    return f"{where} has {format_pounds(left)} left in this round, and this award is {format_pounds(asked)}"


@dataclass(frozen=True)
class Part:
    """One payment that an award is paid in: what for, how much, by when, and whether a return comes first."""

    what: str
    amount: Pence
    due_on: date
    needs: ReturnKind | None


def payments_of(*, amount: Pence, starts_on: date, ends_on: date, policy: GrantsPolicy) -> list[Part]:
    """An award is paid at its start, half-way when its return is read, and the rest after its final return.

    Source: local default.
    """
    middle = starts_on + (ends_on - starts_on) / 2
    last = return_due_on(ReturnKind.FINAL, starts_on=starts_on, ends_on=ends_on, policy=policy)
    rest = max(0, HUNDRED - policy.at_the_start - policy.half_way)
    shares = split_exactly(amount, [policy.at_the_start, policy.half_way, rest])
    parts = [
        Part("To begin", shares[0], starts_on, None),
        Part("Half-way, once the half-way return is read", shares[1], middle, ReturnKind.INTERIM),
        Part("At the end, once the final return is read", shares[2], last, ReturnKind.FINAL),
    ]
    return [one for one in parts if one.amount]


def return_due_on(kind: ReturnKind, *, starts_on: date, ends_on: date, policy: GrantsPolicy) -> date:
    """The half-way return is due in the middle of the work, the final one some weeks after its end.

    Source: local default.
    """
    if kind is ReturnKind.INTERIM:
        return starts_on + (ends_on - starts_on) / 2
    return ends_on + timedelta(weeks=policy.return_weeks)


def scores_due_on(*, closes_on: date, policy: GrantsPolicy) -> date:
    """The bids of a round are scored within four weeks of its last day.

    Source: local default.
    """
    return closes_on + timedelta(weeks=policy.scoring_weeks)


def reading_due_on(*, sent_on: date, calendar: WorkingCalendar, policy: GrantsPolicy) -> date:
    """A return is read within ten working days of the day on which it came.

    Source: local default.
    """
    return calendar.after(sent_on, working_days=policy.reading_days)


def may_ask_payment(*, status: MilestoneStatus, needs: ReturnKind | None, returns_read: frozenset[ReturnKind]) -> bool:
    """A payment that follows a return is asked for once that return has been read.

    Source: local default.
    """
    return status == MilestoneStatus.PLANNED and (needs is None or needs in returns_read)


def must_pay_differ(*, asked_by: object, paid_by: object) -> bool:
    """Whoever says that a milestone is reached does not make its payment.

    Source: local default (two people to a payment).
    """
    return asked_by != paid_by


def is_open_to_bids(*, status: str, closes_on: date, today: date) -> bool:
    """A bid is in time until the end of the day on which the round closes, and not after it.

    Source: local default.
    """
    return status == RoundStatus.OPEN and today <= closes_on


def a_family(*, spent: Pence, families: int) -> Pence | None:
    """What a grant came to for each family that it reached; nothing where it reached none.

    Source: local default.
    """
    if families <= 0:
        return None
    return Pence((spent * 2 + families) // (families * 2))


def part_paid(*, part: Pence, whole: Pence) -> int:
    """How much of an award is paid, in whole per cent.

    Source: local default.
    """
    return int(times(Pence(part * HUNDRED), 1, Rounding.DOWN)) // whole if whole else 0
