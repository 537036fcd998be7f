"""Community and hub grants: rounds, bids, scores, awards and what they came to."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from alongside.values.money import Pence, format_pounds


class RoundStatus(StrEnum):
    """Where a round of grants stands."""

    DRAFT = "draft"
    OPEN = "open"
    SCORING = "scoring"
    DECIDED = "decided"


ROUND_STATUS_WORDS = {
    RoundStatus.DRAFT: "Being prepared",
    RoundStatus.OPEN: "Open for bids",
    RoundStatus.SCORING: "Being scored",
    RoundStatus.DECIDED: "Decided",
}

ROUND_MOVES: dict[RoundStatus, frozenset[RoundStatus]] = {
    RoundStatus.DRAFT: frozenset({RoundStatus.OPEN}),
    RoundStatus.OPEN: frozenset({RoundStatus.SCORING}),
    RoundStatus.SCORING: frozenset({RoundStatus.DECIDED}),
    RoundStatus.DECIDED: frozenset(),
}


class BidStatus(StrEnum):
    """Where a bid stands."""

    SENT = "sent"
    AWARDED = "awarded"
    NOT_AWARDED = "not_awarded"
    WITHDRAWN = "withdrawn"
    FINISHED = "finished"


BID_STATUS_WORDS = {
    BidStatus.SENT: "Being considered",
    BidStatus.AWARDED: "Awarded",
    BidStatus.NOT_AWARDED: "Not awarded",
    BidStatus.WITHDRAWN: "Withdrawn",
    BidStatus.FINISHED: "Finished",
}

BID_MOVES: dict[BidStatus, frozenset[BidStatus]] = {
    BidStatus.SENT: frozenset({BidStatus.AWARDED, BidStatus.NOT_AWARDED, BidStatus.WITHDRAWN}),
    BidStatus.AWARDED: frozenset({BidStatus.FINISHED}),
    BidStatus.NOT_AWARDED: frozenset(),
    BidStatus.WITHDRAWN: frozenset(),
    BidStatus.FINISHED: frozenset(),
}

FEWEST_SCORERS = 2
"""A bid is scored by two people at least. Source: local default."""

HIGHEST_SCORE = 5
"""Each criterion is scored from nought to five. Source: local default."""


class BidderKind(StrEnum):
    """Who may bid."""

    VOLUNTARY = "voluntary"
    SCHOOL = "school"
    PARISH = "parish"
    FAITH = "faith"
    PARENTS = "parents"


BIDDER_KIND_WORDS = {
    BidderKind.VOLUNTARY: "A voluntary or community group, or charity",
    BidderKind.SCHOOL: "A school or nursery",
    BidderKind.PARISH: "A town or parish council",
    BidderKind.FAITH: "A faith group",
    BidderKind.PARENTS: "A group of parents",
}


def may_move_round(status: RoundStatus, to: RoundStatus) -> bool:
    """A round is prepared, open for bids, scored and decided, in this order.

    Source: local default.
    """
    return to in ROUND_MOVES[status]


def may_move_bid(status: BidStatus, to: BidStatus) -> bool:
    """A bid is sent, and then awarded, not awarded or withdrawn; an award finishes when it has reported.

    Source: local default.
    """
    return to in BID_MOVES[status]


def takes_bids(*, status: RoundStatus, opens_on: date, closes_on: date, today: date) -> bool:
    """A round takes bids while it is open, to the end of its last day.

    Source: local default.
    """
    return status is RoundStatus.OPEN and opens_on <= today <= closes_on


def problem_with_bid(*, amount: Pence, least: Pence, most: Pence) -> str:
    """A bid is for an amount within the round’s least and most.

    Source: the round’s own terms.
    """
    if least <= amount <= most:
        return ""
    return f"This round gives from {format_pounds(least)} to {format_pounds(most)}"


def score_of(scores: Mapping[str, Sequence[int]], weights: Mapping[str, int]) -> Fraction | None:
    """A bid’s score is the mean of its scorers on each criterion, by the criteria’s weights, in hundredths of the
    highest; there is none until every criterion has been scored by two people.

    Source: local default.
    """
    if not weights or any(len(scores.get(name, ())) < FEWEST_SCORERS for name in weights):
        return None
    whole = sum(weights.values())
    return sum(
        Fraction(sum(scores[name]), len(scores[name])) * weight * 100 / (HIGHEST_SCORE * whole)
        for name, weight in weights.items()
    )


def problem_with_milestones(*, award: Pence, milestones: Sequence[Pence]) -> str:
    """The milestones of an award come to the award, to the penny.

    Source: local default.
    """
    if not milestones or any(one <= 0 for one in milestones):
        return "Every milestone pays something"
    if sum(milestones) != award:
        return (
            f"The milestones come to {format_pounds(Pence(sum(milestones)))}, and the award to {format_pounds(award)}"
        )
    return ""


def problem_with_award(*, amount: Pence, asked: Pence, left_in_locality: Pence) -> str:
    """An award is no more than was asked, and no more than the locality’s money of the round that is left.

    Source: the round’s own terms.
    """
    if amount <= 0:
        return "Enter an amount above nought"
    if amount > asked:
        return f"They asked for {format_pounds(asked)}"
    if amount > left_in_locality:
        return f"This locality has {format_pounds(left_in_locality)} of the round left"
    return ""
