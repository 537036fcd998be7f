"""Savings that someone claims, and help that was asked for and could not be had."""

from enum import StrEnum


class SavingStatus(StrEnum):
    """How far a claimed saving has been shown."""

    CLAIMED = "claimed"
    CHECKED = "checked"
    REALISED = "realised"
    NOT_SHOWN = "not_shown"


SAVING_STATUS_WORDS = {
    SavingStatus.CLAIMED: "Claimed, not checked",
    SavingStatus.CHECKED: "Method checked by finance",
    SavingStatus.REALISED: "Realised: a budget was reduced by it",
    SavingStatus.NOT_SHOWN: "Could not be shown",
}

SAVING_MOVES: dict[SavingStatus, frozenset[SavingStatus]] = {
    SavingStatus.CLAIMED: frozenset({SavingStatus.CHECKED, SavingStatus.NOT_SHOWN}),
    SavingStatus.CHECKED: frozenset({SavingStatus.REALISED, SavingStatus.NOT_SHOWN}),
    SavingStatus.REALISED: frozenset(),
    SavingStatus.NOT_SHOWN: frozenset(),
}


class SavingMethod(StrEnum):
    """How a saving is reckoned."""

    AVOIDED = "avoided"
    CHEAPER = "cheaper"
    SHORTER = "shorter"


SAVING_METHOD_WORDS = {
    SavingMethod.AVOIDED: "Cost avoided: what would have been needed otherwise",
    SavingMethod.CHEAPER: "The same help at a lower price",
    SavingMethod.SHORTER: "Help ended sooner because it worked",
}


class WhyNot(StrEnum):
    """Why help that was asked for could not be had."""

    NO_SERVICE = "no_service"
    FULL = "full"
    WAIT = "wait"
    TOO_FAR = "too_far"
    NOT_FITTING = "not_fitting"
    NO_MONEY = "no_money"


WHY_NOT_WORDS = {
    WhyNot.NO_SERVICE: "Nobody offers it",
    WhyNot.FULL: "It is full",
    WhyNot.WAIT: "The wait is too long",
    WhyNot.TOO_FAR: "It is too far away",
    WhyNot.NOT_FITTING: "It does not fit: age, language, time or access",
    WhyNot.NO_MONEY: "There is no money for it",
}


def may_move_saving(status: SavingStatus, to: SavingStatus) -> bool:
    """A saving is claimed, its method is checked by someone else, and it is realised only when a budget was reduced.

    Source: local default.
    """
    return to in SAVING_MOVES[status]
