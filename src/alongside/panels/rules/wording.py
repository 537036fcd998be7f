"""Minutes and letters as we write them."""

from enum import StrEnum

from .deciding import DECISION_SAYS, DecisionKind


class ActionKind(StrEnum):
    """Why someone has something to do after a sitting."""

    TELL_FAMILY = "tell_family"
    LEAD = "lead"
    HELP = "help"
    CONDITION = "condition"
    INFORMATION = "information"
    STEP = "step"
    SAFETY = "safety"


ACTION_KIND_WORDS = {
    ActionKind.TELL_FAMILY: "Tell the family",
    ActionKind.LEAD: "Become lead professional",
    ActionKind.HELP: "Begin the help that was offered",
    ActionKind.CONDITION: "A condition of the panel",
    ActionKind.INFORMATION: "Bring more information",
    ActionKind.STEP: "Take the step that the panel agreed with",
    ActionKind.SAFETY: "Act on a concern today",
}


class LetterTo(StrEnum):
    """To whom a letter about a decision goes."""

    FAMILY = "family"
    REFERRER = "referrer"


LETTER_WORDS = {LetterTo.FAMILY: "The family", LetterTo.REFERRER: "Whoever asked"}

_TO_FAMILY = {
    DecisionKind.AGREE: "They agreed to offer you this help.",
    DecisionKind.AGREE_WITH_CONDITIONS: "They agreed to offer you this help, once some other things are done.",
    DecisionKind.MORE_INFORMATION: "They want to understand more before they answer, and will talk about it again.",
    DecisionKind.REDIRECT: "They think that other help would suit you better.",
    DecisionKind.STEP_UP: "They think that a social worker should help you from now on.",
    DecisionKind.STEP_DOWN: "They think that you now need less help than before.",
    DecisionKind.CLOSE: "They think that what you set out to do is done.",
    DecisionKind.RATIFY: "They agreed that the help which began at once goes on.",
    DecisionKind.EXTEND: "They agreed that your help goes on for longer.",
    DecisionKind.END: "They agreed that this help comes to its end as planned.",
}


def words_to_family(
    *, decision: DecisionKind, panel: str, sat_on: str, helpers: list[str], lead: str, teller: str, tell_by: str
) -> str:
    """The letter to a family says what was talked about, what was decided in plain words, who helps now, and that
    it may say no.

    Source: local default; the plan is an offer, and the family decides.
    """
    lines = [f"On {sat_on} people from several services met ({panel}) and talked about how to help your family.",
             _TO_FAMILY[decision]]  # fmt: skip
    if lead:
        lines.append(f"{lead} is your lead professional: the one person to ring first.")
    if helpers:
        lines.append("Who offers to help: " + "; ".join(helpers) + ".")
    lines.append(f"{teller} will talk with you about this by {tell_by}.")
    lines.append("This is an offer. You can say no, ask for something else, or tell us that we have something wrong.")
    return "\n\n".join(lines)


def words_to_referrer(*, decision: DecisionKind, panel: str, sat_on: str, lead: str) -> str:
    """Whoever asked is told what was decided and who leads, and no more.

    Source: local default; they are told what their part needs.
    """
    lines = [f"You asked for help for a family. The {panel} talked about it on {sat_on}.",
             f"{DECISION_SAYS[decision]}."]  # fmt: skip
    if lead:
        lines.append(f"The lead professional is {lead}.")
    lines.append("The family is told by someone it knows. Thank you for asking.")
    return "\n\n".join(lines)
