"""What people do with panels, sittings, items and decisions."""

from .after import add_addendum, answer_lead, finish_panel_action
from .agenda import (
    choose_panel,
    defer_item,
    hear_apart,
    merge_item,
    put_on_agenda,
    refer_item,
    send_papers,
    set_item_time,
    shift_item,
)
from .asking import ask_panel, bring_item, withdraw_item
from .deciding import Against, Heard, Owed, Said, note_decision, take_answer_back
from .inviting import file_of_series, file_of_sitting
from .looking import show_item, show_items, show_sitting
from .planning import call_off_sitting, move_sitting, plan_many_series, plan_series, plan_sitting
from .refusals import PanelRefused
from .setting_up import (
    change_member,
    change_panel,
    end_membership,
    ensure_kinds,
    name_kind,
    seat_member,
    set_up_panel,
)
from .signing import sign_sitting
from .sitting import call_item, come_in, go_out, open_sitting, rise, sit_again
from .speaking import declare_interest, lift_interest, say_offer

__all__ = [
    "Against",
    "Heard",
    "Owed",
    "PanelRefused",
    "Said",
    "add_addendum",
    "answer_lead",
    "ask_panel",
    "bring_item",
    "call_item",
    "call_off_sitting",
    "change_member",
    "change_panel",
    "choose_panel",
    "come_in",
    "declare_interest",
    "defer_item",
    "end_membership",
    "ensure_kinds",
    "file_of_series",
    "file_of_sitting",
    "finish_panel_action",
    "go_out",
    "hear_apart",
    "lift_interest",
    "merge_item",
    "move_sitting",
    "name_kind",
    "note_decision",
    "open_sitting",
    "plan_many_series",
    "plan_series",
    "plan_sitting",
    "put_on_agenda",
    "refer_item",
    "rise",
    "say_offer",
    "seat_member",
    "send_papers",
    "set_item_time",
    "set_up_panel",
    "shift_item",
    "show_item",
    "show_items",
    "show_sitting",
    "sign_sitting",
    "sit_again",
    "take_answer_back",
    "withdraw_item",
]
