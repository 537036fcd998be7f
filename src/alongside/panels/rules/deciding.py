"""What a panel can answer, and what each answer needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .items import ItemKind


class DecisionKind(StrEnum):
    """A panel’s answer to an item."""

    AGREE = "agree"
    AGREE_WITH_CONDITIONS = "agree_with_conditions"
    MORE_INFORMATION = "more_information"
    REDIRECT = "redirect"
    STEP_UP = "step_up"
    STEP_DOWN = "step_down"
    CLOSE = "close"
    RATIFY = "ratify"
    EXTEND = "extend"
    END = "end"


DECISION_WORDS = {
    DecisionKind.AGREE: "Agree",
    DecisionKind.AGREE_WITH_CONDITIONS: "Agree with conditions",
    DecisionKind.MORE_INFORMATION: "More information",
    DecisionKind.REDIRECT: "Decline and redirect",
    DecisionKind.STEP_UP: "Step up",
    DecisionKind.STEP_DOWN: "Step down",
    DecisionKind.CLOSE: "Close",
    DecisionKind.RATIFY: "Ratify",
    DecisionKind.EXTEND: "Extend",
    DecisionKind.END: "End",
}

DECISION_SAYS = {
    DecisionKind.AGREE: "The help that was asked for is agreed",
    DecisionKind.AGREE_WITH_CONDITIONS: "The help is agreed, with conditions",
    DecisionKind.MORE_INFORMATION: "More must be known first. The item comes back",
    DecisionKind.REDIRECT: "Not here: the family is pointed to better help",
    DecisionKind.STEP_UP: "Social care should take over. A worker takes the step, now",
    DecisionKind.STEP_DOWN: "Less help is needed than now. A worker takes the step",
    DecisionKind.CLOSE: "The work is done. A worker closes the case with the family",
    DecisionKind.RATIFY: "The urgent help that began is agreed",
    DecisionKind.EXTEND: "The help goes on for longer",
    DecisionKind.END: "The help ends as agreed",
}

YES = frozenset({DecisionKind.AGREE, DecisionKind.AGREE_WITH_CONDITIONS, DecisionKind.RATIFY, DecisionKind.EXTEND})
STEPS = frozenset({DecisionKind.STEP_UP, DecisionKind.STEP_DOWN, DecisionKind.CLOSE})
"""A worker who knows the family takes these steps, not the panel: the finding of need stays theirs."""

_ALWAYS = (
    DecisionKind.AGREE,
    DecisionKind.AGREE_WITH_CONDITIONS,
    DecisionKind.MORE_INFORMATION,
    DecisionKind.REDIRECT,
)
_STEPPING = (DecisionKind.STEP_UP, DecisionKind.STEP_DOWN, DecisionKind.CLOSE)
_FOR: dict[ItemKind, tuple[DecisionKind, ...]] = {
    ItemKind.REQUEST: (*_ALWAYS, *_STEPPING),
    ItemKind.MORE: (*_ALWAYS, *_STEPPING),
    ItemKind.STEP_UP: (DecisionKind.STEP_UP, *_ALWAYS),
    ItemKind.STEP_DOWN: (DecisionKind.STEP_DOWN, *_ALWAYS, DecisionKind.CLOSE),
    ItemKind.PACKAGE_REVIEW: (DecisionKind.EXTEND, DecisionKind.END, *_ALWAYS),
    ItemKind.REFERRED: (*_ALWAYS, *_STEPPING),
    ItemKind.RATIFY: (DecisionKind.RATIFY, DecisionKind.AGREE_WITH_CONDITIONS, DecisionKind.MORE_INFORMATION,
                      DecisionKind.END, DecisionKind.STEP_UP),
    ItemKind.RETURN: (*_ALWAYS, *_STEPPING),
}  # fmt: skip


def decisions_for(kind: ItemKind, *, first: ItemKind | None = None) -> tuple[DecisionKind, ...]:
    """Each kind of item has its own answers: only urgent help is ratified, and only a package is extended; what was
    referred on, or came back with more, can be answered as it was asked at first.

    Source: local default (decision types seen in practice).
    """
    if first is None or kind not in (ItemKind.REFERRED, ItemKind.RETURN):
        return _FOR[kind]
    return tuple(dict.fromkeys((*_FOR[first], *_FOR[kind])))


_OF_REVIEW = {
    DecisionKind.EXTEND: "It is renewed: its lead professional writes for how long, and proposes it",
    DecisionKind.END: "It ends: its lead professional writes when, and proposes it",
    DecisionKind.AGREE: "It goes on as it was agreed",
    DecisionKind.AGREE_WITH_CONDITIONS: "It goes on, changed as the conditions say",
}


def what_answer_means(decision: DecisionKind, *, first: ItemKind) -> str:
    """What an answer means in the room: for the review of a package it says what becomes of the package."""
    return (
        _OF_REVIEW.get(decision, DECISION_SAYS[decision])
        if first == ItemKind.PACKAGE_REVIEW
        else DECISION_SAYS[decision]
    )


class Safety(StrEnum):
    """What the panel heard about one child’s safety."""

    NO_NEW_CONCERN = "no_new_concern"
    HELD = "held"
    ACT_NOW = "act_now"


SAFETY_WORDS = {
    Safety.NO_NEW_CONCERN: "No new concern",
    Safety.HELD: "A concern that is known and held",
    Safety.ACT_NOW: "A concern to act on today",
}


@dataclass(frozen=True)
class Answer:
    """What a decision says so far, for asking what it lacks."""

    kind: DecisionKind
    has_reasons: bool
    is_view_read: bool
    has_no_view_why: bool
    is_teller_named: bool
    conditions: int
    children_unasked: int
    act_now_words_missing: int
    is_redirected: bool
    is_package_asked: bool = False
    has_package_pence: bool = False
    has_lead: bool = True


def what_decision_lacks(answer: Answer) -> tuple[str, ...]:
    """A decision says why, what the family’s own view was and who tells it, and asks after the safety of each child;
    conditions have an owner and a day, and who is declined is pointed to better help.

    Source: local default.
    """
    lacks = []
    if not answer.has_reasons:
        lacks.append("Write down the reasons")
    if not answer.is_view_read and not answer.has_no_view_why:
        lacks.append("Read out the family’s own view, or say why there is none")
    if not answer.is_teller_named:
        lacks.append("Choose who tells the family")
    if answer.children_unasked:
        lacks.append("Ask about the safety of every child")
    if answer.act_now_words_missing:
        lacks.append("Say what is done today about the concern, and who does it")
    if answer.kind == DecisionKind.AGREE_WITH_CONDITIONS and not answer.conditions:
        lacks.append("Write down at least one condition, with its owner and its day")
    if answer.kind == DecisionKind.REDIRECT and not answer.is_redirected:
        lacks.append("Say where the family is pointed to")
    if answer.is_package_asked and answer.kind in YES and not answer.has_package_pence:
        lacks.append("Say how much is agreed at the most")
    if not answer.has_lead and answer.kind in YES:
        lacks.append("Choose the lead professional")
    return tuple(lacks)


def is_within_limit(*, pence: int, limits: Sequence[int]) -> bool:
    """A panel agrees to as much as the highest delegated limit among those present; more is referred up.

    Source: local default (practice: sign-off of large or unusual packages).
    """
    return pence <= max(limits, default=0)
