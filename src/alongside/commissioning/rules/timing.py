"""When a package comes back to the table, and what needs looking at before."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from alongside.foundation.policy.rules import local_policy, number
from alongside.values.dates import WorkingCalendar, months_after
from alongside.values.money import Pence, Rounding, rounded


@local_policy("commissioning", "Packages of help and their money")
@dataclass(frozen=True)
class CommissioningPolicy:
    """Local numbers for packages. Source: practice in several authorities, as the local default."""

    first_review_months: int = number(
        3,
        "Months from a package’s start to its first review",
        least=1,
        most=12,
        source="Knowsley complex needs panel: three months after the start",
    )
    later_review_months: int = number(
        12, "Months from one review to the next", least=1, most=24, source="Knowsley and York: then yearly"
    )
    before_end_weeks: int = number(
        8,
        "Weeks before a package ends to bring it back to the table",
        least=1,
        most=26,
        source="Central Bedfordshire: contracts ending within eight weeks",
    )
    answer_days: int = number(
        5, "Working days in which a package that is proposed is approved and signed, or declined", least=1, most=60
    )
    low_delivery_percent: int = number(
        80, "Delivered less than this per cent of what was planned is an alert", most=100
    )
    high_delivery_percent: int = number(
        110, "Delivered more than this per cent of what was planned is an alert", least=100, most=300
    )
    delivery_grace_weeks: int = number(4, "Weeks after a line begins before its delivery is judged", most=26)
    fewest_similar: int = number(5, "Fewest packages from which a record of similar ones is shown", least=5, most=100)
    forecast_from_weeks: int = number(
        8, "Weeks into the year from which the pace of spending is used in a forecast", least=1, most=40
    )


class ReviewKind(StrEnum):
    """Why a package is reviewed."""

    FIRST = "first"
    YEARLY = "yearly"
    BEFORE_END = "before_end"


REVIEW_KIND_WORDS = {
    ReviewKind.FIRST: "First review",
    ReviewKind.YEARLY: "Yearly review",
    ReviewKind.BEFORE_END: "Review before it ends",
}


class ReviewDecision(StrEnum):
    """What was decided when what it cost and what changed had been seen."""

    RENEW = "renew"
    CHANGE = "change"
    CARRY_ON = "carry_on"
    END = "end"


REVIEW_DECISION_WORDS = {
    ReviewDecision.RENEW: "Renew: recommission it",
    ReviewDecision.CHANGE: "Change it",
    ReviewDecision.CARRY_ON: "Carry on as agreed",
    ReviewDecision.END: "End: decommission it",
}


@dataclass(frozen=True)
class ReviewDue:
    """The next review of a package: its kind and its day."""

    kind: ReviewKind
    due_on: date


def review_due_on(
    *, started_on: date, ends_on: date, reviews: list[tuple[ReviewKind, date]], policy: CommissioningPolicy
) -> ReviewDue | None:
    """A package comes back to the table three months after its start, then yearly, and in any case eight weeks
    before it ends; whichever comes first is next.

    Source: local default (practice in Knowsley, York and Central Bedfordshire).
    """
    before_end = max(started_on, ends_on - timedelta(weeks=policy.before_end_weeks))
    seen_before_end = any(kind is ReviewKind.BEFORE_END or on >= before_end for kind, on in reviews)
    held = [on for _, on in reviews]
    if held:
        regular = ReviewDue(ReviewKind.YEARLY, months_after(max(held), policy.later_review_months))
    else:
        regular = ReviewDue(ReviewKind.FIRST, months_after(started_on, policy.first_review_months))
    if regular.due_on < before_end:
        return regular
    return None if seen_before_end else ReviewDue(ReviewKind.BEFORE_END, before_end)


def answer_due_on(*, asked_on: date, calendar: WorkingCalendar, policy: CommissioningPolicy) -> date:
    """A package is approved and signed, or declined, within five working days of being proposed.

    Source: local default.
    """
    return calendar.after(asked_on, working_days=policy.answer_days)


class AlertKind(StrEnum):
    """What about a package or a contract needs looking at."""

    REVIEW_LATE = "review_late"
    LITTLE_DELIVERED = "little_delivered"
    MUCH_DELIVERED = "much_delivered"
    NOTHING_HEARD = "nothing_heard"
    CONTRACT_ENDS_FIRST = "contract_ends_first"
    PAST_ITS_END = "past_its_end"


ALERT_WORDS = {
    AlertKind.REVIEW_LATE: "Its review is late",
    AlertKind.LITTLE_DELIVERED: "Less is given than was planned",
    AlertKind.MUCH_DELIVERED: "More is given than was planned",
    AlertKind.NOTHING_HEARD: "Nothing has been heard of what was given",
    AlertKind.CONTRACT_ENDS_FIRST: "The provider’s contract ends before the help does",
    AlertKind.PAST_ITS_END: "Its last day has passed and nobody has ended it",
}


def delivery_alert(
    *, planned: Fraction, delivered: Fraction | None, weeks_since_start: int, policy: CommissioningPolicy
) -> AlertKind | None:
    """What is given is compared with what should have been given by now, once a line has run four weeks; nothing
    heard of is told apart from nothing given.

    Source: local default.
    """
    if weeks_since_start < policy.delivery_grace_weeks or planned <= 0:
        return None
    if delivered is None:
        return AlertKind.NOTHING_HEARD
    if delivered * 100 < planned * policy.low_delivery_percent:
        return AlertKind.LITTLE_DELIVERED
    if delivered * 100 > planned * policy.high_delivery_percent:
        return AlertKind.MUCH_DELIVERED
    return None


@dataclass(frozen=True)
class Forecast:
    """Where a fund’s year is heading."""

    spent: Pence
    still_to_spend: Pence
    left: Pence
    used_pace: bool

    @property
    def in_all(self) -> Pence:
        """What will have been spent by the last day of the year."""
        return Pence(self.spent + self.still_to_spend)


def forecast_of(
    *, free: Pence, committed: Pence, spent: Pence, planned_by_now: Pence, weeks_gone: int, policy: CommissioningPolicy
) -> Forecast:
    """By the year’s end a fund will have spent what it has paid and what it has committed; once eight weeks have
    gone, what is committed counts at the pace at which money planned so far has really been spent, never above one.

    What is left over is projected from then on: it can be put to use while there is time.
    Source: local default.
    """
    used_pace = weeks_gone >= policy.forecast_from_weeks and planned_by_now > 0
    pace = min(Fraction(1), Fraction(spent, planned_by_now)) if used_pace else Fraction(1)
    still = rounded(committed * pace, Rounding.HALF_UP)
    return Forecast(spent=spent, still_to_spend=still, left=Pence(free + committed - still), used_pace=used_pace)
