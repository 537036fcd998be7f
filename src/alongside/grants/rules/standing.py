"""Where a round of grants, a bid, an award, a payment and a return stand, and how each may move."""

from enum import StrEnum

BID_FORM, RETURN_FORM = "grants.bid", "grants.return"
"""Under which names bids and returns are kept while they are written."""


class RoundStatus(StrEnum):
    """Where a round stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    SCORING = "scoring"
    AWARDED = "awarded"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"


ROUND_STATUS_WORDS = {
    RoundStatus.DRAFT: "Being written",
    RoundStatus.OPEN: "Open to bids",
    RoundStatus.CLOSED: "Closed to bids",
    RoundStatus.SCORING: "Being scored",
    RoundStatus.AWARDED: "Awarded",
    RoundStatus.FINISHED: "Finished",
    RoundStatus.WITHDRAWN: "Withdrawn",
}

ROUND_MOVES: dict[RoundStatus, frozenset[RoundStatus]] = {
    RoundStatus.DRAFT: frozenset({RoundStatus.OPEN, RoundStatus.WITHDRAWN}),
    RoundStatus.OPEN: frozenset({RoundStatus.CLOSED, RoundStatus.WITHDRAWN}),
    RoundStatus.CLOSED: frozenset({RoundStatus.OPEN, RoundStatus.SCORING, RoundStatus.WITHDRAWN}),
    RoundStatus.SCORING: frozenset({RoundStatus.AWARDED}),
    RoundStatus.AWARDED: frozenset({RoundStatus.FINISHED}),
    RoundStatus.FINISHED: frozenset(),
    RoundStatus.WITHDRAWN: frozenset(),
}

TOLD_OF = (
    RoundStatus.OPEN,
    RoundStatus.CLOSED,
    RoundStatus.SCORING,
    RoundStatus.AWARDED,
    RoundStatus.FINISHED,
)
"""A round that anybody may read about."""


class BidStatus(StrEnum):
    """Where a bid stands; chosen and not chosen are told to nobody until the round is awarded."""

    SENT = "sent"
    RULED_OUT = "ruled_out"
    CHOSEN = "chosen"
    NOT_CHOSEN = "not_chosen"
    AWARDED = "awarded"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


BID_STATUS_WORDS = {
    BidStatus.SENT: "Sent",
    BidStatus.RULED_OUT: "Outside the rules of the round",
    BidStatus.CHOSEN: "Chosen, not yet told",
    BidStatus.NOT_CHOSEN: "Not chosen, not yet told",
    BidStatus.AWARDED: "Awarded",
    BidStatus.REFUSED: "Not awarded",
    BidStatus.WITHDRAWN: "Withdrawn",
}

BID_MOVES: dict[BidStatus, frozenset[BidStatus]] = {
    BidStatus.SENT: frozenset({BidStatus.RULED_OUT, BidStatus.CHOSEN, BidStatus.NOT_CHOSEN, BidStatus.WITHDRAWN}),
    BidStatus.RULED_OUT: frozenset({BidStatus.SENT, BidStatus.REFUSED, BidStatus.WITHDRAWN}),
    BidStatus.CHOSEN: frozenset({BidStatus.CHOSEN, BidStatus.NOT_CHOSEN, BidStatus.AWARDED, BidStatus.WITHDRAWN}),
    BidStatus.NOT_CHOSEN: frozenset({BidStatus.CHOSEN, BidStatus.NOT_CHOSEN, BidStatus.REFUSED, BidStatus.WITHDRAWN}),
    BidStatus.AWARDED: frozenset(),
    BidStatus.REFUSED: frozenset(),
    BidStatus.WITHDRAWN: frozenset(),
}

SCORED = (BidStatus.SENT, BidStatus.CHOSEN, BidStatus.NOT_CHOSEN)
"""A bid that stands in the round and is scored."""


class AwardStatus(StrEnum):
    """Where an award stands."""

    RUNNING = "running"
    FINISHED = "finished"
    ENDED_EARLY = "ended_early"


AWARD_STATUS_WORDS = {
    AwardStatus.RUNNING: "Running",
    AwardStatus.FINISHED: "Finished",
    AwardStatus.ENDED_EARLY: "Ended early",
}

AWARD_MOVES: dict[AwardStatus, frozenset[AwardStatus]] = {
    AwardStatus.RUNNING: frozenset({AwardStatus.FINISHED, AwardStatus.ENDED_EARLY}),
    AwardStatus.FINISHED: frozenset(),
    AwardStatus.ENDED_EARLY: frozenset(),
}


class MilestoneStatus(StrEnum):
    """Where one payment of an award stands."""

    PLANNED = "planned"
    ASKED = "asked"
    PAID = "paid"
    DROPPED = "dropped"


MILESTONE_STATUS_WORDS = {
    MilestoneStatus.PLANNED: "Planned",
    MilestoneStatus.ASKED: "Reached, waiting for a second person to pay",
    MilestoneStatus.PAID: "Paid",
    MilestoneStatus.DROPPED: "Will not be paid",
}

MILESTONE_MOVES: dict[MilestoneStatus, frozenset[MilestoneStatus]] = {
    MilestoneStatus.PLANNED: frozenset({MilestoneStatus.ASKED, MilestoneStatus.DROPPED}),
    MilestoneStatus.ASKED: frozenset({MilestoneStatus.PAID, MilestoneStatus.PLANNED, MilestoneStatus.DROPPED}),
    MilestoneStatus.PAID: frozenset(),
    MilestoneStatus.DROPPED: frozenset(),
}


class ReturnKind(StrEnum):
    """When an organisation says what it did with the money."""

    INTERIM = "interim"
    FINAL = "final"


RETURN_KIND_WORDS = {ReturnKind.INTERIM: "Half-way return", ReturnKind.FINAL: "Final return"}


class ReturnStatus(StrEnum):
    """Where a return stands."""

    DUE = "due"
    SENT = "sent"
    READ = "read"


RETURN_STATUS_WORDS = {
    ReturnStatus.DUE: "Not here yet",
    ReturnStatus.SENT: "Here, to be read",
    ReturnStatus.READ: "Read",
}

RETURN_MOVES: dict[ReturnStatus, frozenset[ReturnStatus]] = {
    ReturnStatus.DUE: frozenset({ReturnStatus.SENT}),
    ReturnStatus.SENT: frozenset({ReturnStatus.READ, ReturnStatus.DUE}),
    ReturnStatus.READ: frozenset(),
}


class BidderKind(StrEnum):
    """Who may bid."""

    VOLUNTARY = "voluntary"
    SCHOOL = "school"
    PARISH = "parish"


BIDDER_KIND_WORDS = {
    BidderKind.VOLUNTARY: "A voluntary or community group, or a charity",
    BidderKind.SCHOOL: "A school, college or nursery",
    BidderKind.PARISH: "A town or parish council",
}


class LetterKind(StrEnum):
    """What a letter to a bidder says."""

    AWARD = "award"
    REFUSAL = "refusal"


LETTER_KIND_WORDS = {LetterKind.AWARD: "Award", LetterKind.REFUSAL: "Refusal"}


def may_move_round(status: RoundStatus, to: RoundStatus) -> bool:
    """A round is written, opens, closes to bids, is scored, is awarded whole, and is finished when its awards are.

    Source: local default.
    """
    return to in ROUND_MOVES[status]


def may_move_bid(status: BidStatus, to: BidStatus) -> bool:
    """A bid is chosen or not; nobody is told until the whole round is awarded, and then it never changes.

    Source: local default (all bidders are told on one day).
    """
    return to in BID_MOVES[status]


def may_move_award(status: AwardStatus, to: AwardStatus) -> bool:
    """An award runs until it is finished, or is ended early.

    Source: local default.
    """
    return to in AWARD_MOVES[status]


def may_move_milestone(status: MilestoneStatus, to: MilestoneStatus) -> bool:
    """One person says that a milestone is reached, another pays; what is paid stays paid.

    Source: local default (two people to a payment).
    """
    return to in MILESTONE_MOVES[status]


def may_move_return(status: ReturnStatus, to: ReturnStatus) -> bool:
    """A return is sent and read; one that says too little is asked for again.

    Source: local default.
    """
    return to in RETURN_MOVES[status]
