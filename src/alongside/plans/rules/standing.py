"""Where a plan and the things in it stand, and how each may move."""

from enum import StrEnum


class Thing(StrEnum):
    """What a move is of."""

    PLAN = "plan"
    NEED = "need"
    ACTION = "action"
    MEETING = "meeting"


class PlanStatus(StrEnum):
    """Where a family’s plan stands."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


PLAN_STATUS_WORDS = {
    PlanStatus.DRAFT: "Being agreed",
    PlanStatus.ACTIVE: "Being worked on",
    PlanStatus.PAUSED: "Paused while social care helps",
    PlanStatus.ENDED: "Ended",
}

PLAN_MOVES: dict[PlanStatus, frozenset[PlanStatus]] = {
    PlanStatus.DRAFT: frozenset({PlanStatus.ACTIVE, PlanStatus.ENDED}),
    PlanStatus.ACTIVE: frozenset({PlanStatus.PAUSED, PlanStatus.ENDED}),
    PlanStatus.PAUSED: frozenset({PlanStatus.ACTIVE, PlanStatus.ENDED}),
    PlanStatus.ENDED: frozenset({PlanStatus.ACTIVE, PlanStatus.DRAFT}),
}


class NeedStatus(StrEnum):
    """What came of a need."""

    OPEN = "open"
    MET = "met"
    CARRIED = "carried"
    NOT_MET = "not_met"
    LEFT = "left"


NEED_STATUS_WORDS = {
    NeedStatus.OPEN: "Being worked on",
    NeedStatus.MET: "Met",
    NeedStatus.CARRIED: "Carried on by someone else",
    NeedStatus.NOT_MET: "Not met",
    NeedStatus.LEFT: "Still open when help ended",
}

SETTLED = (NeedStatus.MET, NeedStatus.CARRIED, NeedStatus.NOT_MET)
"""What a person can say came of a need."""

NEED_MOVES: dict[NeedStatus, frozenset[NeedStatus]] = {
    NeedStatus.OPEN: frozenset({NeedStatus.MET, NeedStatus.CARRIED, NeedStatus.NOT_MET, NeedStatus.LEFT}),
    NeedStatus.MET: frozenset({NeedStatus.OPEN}),
    NeedStatus.CARRIED: frozenset({NeedStatus.OPEN}),
    NeedStatus.NOT_MET: frozenset({NeedStatus.OPEN}),
    NeedStatus.LEFT: frozenset({NeedStatus.OPEN}),
}


class ActionStatus(StrEnum):
    """Whether something agreed has been done."""

    TO_DO = "to_do"
    DONE = "done"
    NOT_DONE = "not_done"


ACTION_STATUS_WORDS = {
    ActionStatus.TO_DO: "To do",
    ActionStatus.DONE: "Done",
    ActionStatus.NOT_DONE: "Not done, and why",
}

ACTION_MOVES: dict[ActionStatus, frozenset[ActionStatus]] = {
    ActionStatus.TO_DO: frozenset({ActionStatus.DONE, ActionStatus.NOT_DONE}),
    ActionStatus.DONE: frozenset({ActionStatus.TO_DO}),
    ActionStatus.NOT_DONE: frozenset({ActionStatus.TO_DO}),
}


class MeetingKind(StrEnum):
    """Why the team around the family meets."""

    FIRST = "first"
    REVIEW = "review"
    EXTRA = "extra"


MEETING_KIND_WORDS = {
    MeetingKind.FIRST: "First meeting of the team around the family",
    MeetingKind.REVIEW: "Review",
    MeetingKind.EXTRA: "Extra meeting",
}


class MeetingStatus(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


MEETING_STATUS_WORDS = {
    MeetingStatus.PLANNED: "Planned",
    MeetingStatus.HELD: "Held",
    MeetingStatus.CANCELLED: "Cancelled",
}

MEETING_MOVES: dict[MeetingStatus, frozenset[MeetingStatus]] = {
    MeetingStatus.PLANNED: frozenset({MeetingStatus.HELD, MeetingStatus.CANCELLED}),
    MeetingStatus.HELD: frozenset(),
    MeetingStatus.CANCELLED: frozenset(),
}


class Answer(StrEnum):
    """What someone answered when asked to join the team."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


ANSWER_WORDS = {
    Answer.WAITING: "Asked, no answer yet",
    Answer.ACCEPTED: "In the team",
    Answer.DECLINED: "Said no",
}


class Attended(StrEnum):
    """Whether someone was at a meeting."""

    CAME = "came"
    APOLOGIES = "apologies"
    ABSENT = "absent"


ATTENDANCE_WORDS = {
    Attended.CAME: "Was there",
    Attended.APOLOGIES: "Sent apologies",
    Attended.ABSENT: "Was not there",
}


def may_move_plan(status: PlanStatus, to: PlanStatus) -> bool:
    """A plan is agreed, worked on, paused while social care helps, and ended; it can be taken up again.

    Source: local default.
    """
    return to in PLAN_MOVES[status]


def may_move_need(status: NeedStatus, to: NeedStatus) -> bool:
    """A need is open until someone says what came of it; what was said can be taken back.

    Source: local default (audit lesson: outcome explicit at closure).
    """
    return to in NEED_MOVES[status]


def may_move_action(status: ActionStatus, to: ActionStatus) -> bool:
    """An action is to do, then done, or not done with a reason; it can be taken up again.

    Source: local default.
    """
    return to in ACTION_MOVES[status]


def may_move_meeting(status: MeetingStatus, to: MeetingStatus) -> bool:
    """A meeting that is planned is either held or cancelled, and then stays so.

    Source: local default.
    """
    return to in MEETING_MOVES[status]


def is_being_worked_on(status: PlanStatus) -> bool:
    """A plan can be written in while it is being agreed or worked on.

    Source: local default.
    """
    return status in {PlanStatus.DRAFT, PlanStatus.ACTIVE}
