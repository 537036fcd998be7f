"""An assessment that ends before it is complete: why, and what happens next."""

from enum import StrEnum


class StopReason(StrEnum):
    """Why there is no complete assessment."""

    DECLINED = "declined"
    CHANGED_MIND = "changed_mind"
    NOT_REACHED = "not_reached"
    MOVED_AWAY = "moved_away"
    SOCIAL_CARE = "social_care"
    HELPED_OTHERWISE = "helped_otherwise"
    MISTAKE = "mistake"
    CASE_CLOSED = "case_closed"


STOP_WORDS = {
    StopReason.DECLINED: "The family does not want an assessment",
    StopReason.CHANGED_MIND: "The family agreed at first and has changed its mind",
    StopReason.NOT_REACHED: "The family could not be reached",
    StopReason.MOVED_AWAY: "The family has moved away",
    StopReason.SOCIAL_CARE: "Social care is assessing instead",
    StopReason.HELPED_OTHERWISE: "The family is helped another way and needs no assessment",
    StopReason.MISTAKE: "It was started by mistake",
    StopReason.CASE_CLOSED: "The case was closed before it was complete",
}


class NextStep(StrEnum):
    """What happens once an assessment has stopped."""

    ASK_AGAIN = "ask_again"
    GO_ON_WITHOUT = "go_on_without"
    ONE_AGENCY = "one_agency"
    CLOSE = "close"
    STEP_UP = "step_up"


NEXT_WORDS = {
    NextStep.ASK_AGAIN: "Ask the family again, on a day agreed with them",
    NextStep.GO_ON_WITHOUT: "Go on helping without an assessment",
    NextStep.ONE_AGENCY: "One agency goes on helping",
    NextStep.CLOSE: "Close the case",
    NextStep.STEP_UP: "Step up to social care",
}

REASONS_TO_GIVE = {reason: words for reason, words in STOP_WORDS.items() if reason is not StopReason.CASE_CLOSED}
"""The reasons a worker chooses from; the last comes with the closing of the case."""

FAMILY_ANSWERED = frozenset({StopReason.DECLINED, StopReason.CHANGED_MIND})


def must_say_what_family_said(reason: StopReason) -> bool:
    """Where a family says no to an assessment, its own words say why; a no is theirs to give.

    Source: Working Together to Safeguard Children (early help rests on the agreement of the family).
    """
    return reason in FAMILY_ANSWERED


def must_say_when(next_step: NextStep) -> bool:
    """Asking again has a day, so that it is neither forgotten nor pressed.

    Source: local default.
    """
    return next_step is NextStep.ASK_AGAIN
