"""What people do with a case."""

from .allocating import AllocationRefused, allocate_by_panel, allocate_lead, end_co_work, open_case, share_work
from .looking import look_at_case, look_at_cases
from .moving import move_to_hub
from .noting import CaseRefused, InvolvementRefused, add_to_timeline, end_involvement, note_involvement
from .stepping import StepRefused, change_level, close_case, reopen_case, step_down, step_up
from .thresholds import (
    ThresholdRefused,
    add_descriptor,
    copy_threshold_document,
    ensure_threshold_document,
    remove_descriptor,
    reword_descriptor,
)

__all__ = [
    "AllocationRefused",
    "CaseRefused",
    "InvolvementRefused",
    "StepRefused",
    "ThresholdRefused",
    "add_descriptor",
    "add_to_timeline",
    "allocate_by_panel",
    "allocate_lead",
    "change_level",
    "close_case",
    "copy_threshold_document",
    "end_co_work",
    "end_involvement",
    "ensure_threshold_document",
    "look_at_case",
    "look_at_cases",
    "move_to_hub",
    "note_involvement",
    "open_case",
    "remove_descriptor",
    "reopen_case",
    "reword_descriptor",
    "share_work",
    "step_down",
    "step_up",
]
