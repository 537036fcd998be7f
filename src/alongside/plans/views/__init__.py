"""The pages of a plan."""

from .copies import copies, family_copy, give_family_copy, make_family_copy
from .doing import (
    agree_action,
    finish_action,
    put_off_action,
    say_not_done,
    take_up_action,
)
from .meetings import (
    cancel_meeting,
    hold_review,
    invitation_file,
    meeting,
    move_meeting,
    plan_meeting,
    record_meeting,
)
from .needs import (
    add_need,
    change_goal,
    change_need,
    open_need_again,
    place_needs,
    read_scale,
    set_goal,
    set_scale,
    settle_need,
)
from .pages import build, list_late, plan, to_print
from .standing import agree_plan, ask_for_more, end_plan, start_plan, take_up_plan
from .team import answer_invitation, ask_family, invite_to_team, leave_team, note_answer

__all__ = [
    "add_need",
    "agree_action",
    "agree_plan",
    "answer_invitation",
    "ask_family",
    "ask_for_more",
    "build",
    "cancel_meeting",
    "change_goal",
    "change_need",
    "copies",
    "end_plan",
    "family_copy",
    "finish_action",
    "give_family_copy",
    "hold_review",
    "invitation_file",
    "invite_to_team",
    "leave_team",
    "list_late",
    "make_family_copy",
    "meeting",
    "move_meeting",
    "note_answer",
    "open_need_again",
    "place_needs",
    "plan",
    "plan_meeting",
    "put_off_action",
    "read_scale",
    "record_meeting",
    "say_not_done",
    "set_goal",
    "set_scale",
    "settle_need",
    "start_plan",
    "take_up_action",
    "take_up_plan",
    "to_print",
]
