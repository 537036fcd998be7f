"""Where plans, needs, actions and meetings stand, what is due when, and what a plan still lacks."""

from .standing import (
    ACTION_MOVES,
    ACTION_STATUS_WORDS,
    ANSWER_WORDS,
    ATTENDANCE_WORDS,
    MEETING_KIND_WORDS,
    MEETING_MOVES,
    MEETING_STATUS_WORDS,
    NEED_MOVES,
    NEED_STATUS_WORDS,
    PLAN_MOVES,
    PLAN_STATUS_WORDS,
    ActionStatus,
    Answer,
    Attended,
    MeetingKind,
    MeetingStatus,
    NeedStatus,
    PlanStatus,
    Thing,
    is_being_worked_on,
    may_move_action,
    may_move_meeting,
    may_move_need,
    may_move_plan,
)

__all__ = [
    "ACTION_MOVES", "ACTION_STATUS_WORDS", "ANSWER_WORDS", "ATTENDANCE_WORDS", "ActionStatus", "Answer", "Attended",
    "MEETING_KIND_WORDS", "MEETING_MOVES", "MEETING_STATUS_WORDS", "MeetingKind", "MeetingStatus", "NEED_MOVES",
    "NEED_STATUS_WORDS", "NeedStatus", "PLAN_MOVES", "PLAN_STATUS_WORDS", "PlanStatus", "Thing",
    "is_being_worked_on", "may_move_action", "may_move_meeting", "may_move_need", "may_move_plan",
]
