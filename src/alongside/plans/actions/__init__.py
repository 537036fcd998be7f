"""What people do with a plan."""

from .copies import digest_of, give_family_copy, make_family_copy
from .doing import (
    add_family_words,
    agree_action,
    finish_action,
    put_off_action,
    say_not_done,
    take_own_tick_back,
    take_up_action,
    tick_own_action,
)
from .looking import show_copy, show_meeting, show_plan, show_plans
from .meetings import cancel_meeting, file_for, move_meeting, plan_meeting
from .needs import add_need, change_goal, change_need, open_need_again, place_needs, set_goal, settle_need
from .refusals import PlanRefused
from .reviews import Reading, Reviewed, Said, Settled, hold_review, record_meeting
from .scales import read_scale, set_scale
from .starting import agree_plan, ask_for_more, end_plan, ensure_framework, start_plan, take_up_plan
from .team import answer_invitation, invite_to_team, leave_team

__all__ = [
    "PlanRefused",
    "Reading",
    "Reviewed",
    "Said",
    "Settled",
    "add_family_words",
    "add_need",
    "agree_action",
    "agree_plan",
    "answer_invitation",
    "ask_for_more",
    "cancel_meeting",
    "change_goal",
    "change_need",
    "digest_of",
    "end_plan",
    "ensure_framework",
    "file_for",
    "finish_action",
    "give_family_copy",
    "hold_review",
    "invite_to_team",
    "leave_team",
    "make_family_copy",
    "move_meeting",
    "open_need_again",
    "place_needs",
    "plan_meeting",
    "put_off_action",
    "read_scale",
    "record_meeting",
    "say_not_done",
    "set_goal",
    "set_scale",
    "settle_need",
    "show_copy",
    "show_meeting",
    "show_plan",
    "show_plans",
    "start_plan",
    "take_own_tick_back",
    "take_up_action",
    "take_up_plan",
    "tick_own_action",
]
