"""The pages of cases."""

from .allocating import allocate, end_co_work, share_work
from .cases import case, list_cases, step_taken
from .involvement import end_involvement, note_involvement
from .overlap import overlap, overlap_figures
from .stepping import change_level, close, move_hub, reopen, step_down, step_up
from .thresholds import (
    add_descriptor,
    copy_thresholds,
    list_thresholds,
    remove_descriptor,
    reword_descriptor,
    thresholds,
)

__all__ = [
    "add_descriptor",
    "allocate",
    "case",
    "change_level",
    "close",
    "copy_thresholds",
    "end_co_work",
    "end_involvement",
    "list_cases",
    "list_thresholds",
    "move_hub",
    "note_involvement",
    "overlap",
    "overlap_figures",
    "remove_descriptor",
    "reopen",
    "reword_descriptor",
    "share_work",
    "step_down",
    "step_taken",
    "step_up",
    "thresholds",
]
