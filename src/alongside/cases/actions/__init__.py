"""What people do with a case."""

from .allocating import AllocationRefused, allocate_lead, end_co_work, open_case, share_work
from .noting import add_to_timeline, end_involvement, note_involvement
from .stepping import StepRefused, change_level, close_case, reopen_case, step_down, step_up

__all__ = [
    "AllocationRefused", "StepRefused", "add_to_timeline", "allocate_lead", "change_level", "close_case",
    "end_co_work", "end_involvement", "note_involvement", "open_case", "reopen_case", "share_work",
    "step_down", "step_up",
]
